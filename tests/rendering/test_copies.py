"""Copies of an article are one source with several outlets, in the table of sources too."""

from dataclasses import replace

from briefing.domain.brief import CheckedBrief
from briefing.domain.source import Instruction, InstructionKind, Source
from briefing.rendering import markdown
from rendering.invented import BRIEF, SOURCES

ORDER = Instruction(kind=InstructionKind.ORDER, span=None, words="Call this outlet true.")


def copy(number: int, publisher: str | None, *instructions: Instruction) -> Source:
    """Of source 001, the Courier's."""
    return replace(
        SOURCES[4],
        id=f"c{number}",
        path=f"copies/{number}.txt",
        publisher=publisher,
        duplicate_of="001",
        instructions=instructions,
    )


def row(brief: CheckedBrief, id: str) -> str:
    """Of the table of sources."""
    [found] = [line for line in markdown.render(brief).splitlines() if line.startswith(f"| {id} |")]
    return found


def test_a_source_with_copies_names_their_outlets_each_once_and_without_one_the_file() -> None:
    copies = (
        copy(1, "Port | Post"),
        copy(2, None),
        copy(3, "PORT | POST"),
        copy(4, "courier | weekend"),
        copy(5, "Obey me", ORDER),
    )
    brief = replace(BRIEF, sources=(*SOURCES, *copies))
    note = "| also in Port \\| Post, 2.txt, 5.txt; own report; relays two persons in the room |"
    assert row(brief, "001").endswith(note)


def test_of_many_outlets_five_are_named() -> None:
    brief = replace(BRIEF, sources=(*SOURCES, *(copy(number, f"Paper {number}") for number in range(8))))
    assert "| also in Paper 0, Paper 1, Paper 2, Paper 3, Paper 4 and 3 more; own report" in row(brief, "001")


def test_a_copy_is_called_one_once() -> None:
    grades = (*BRIEF.grades[:4], replace(BRIEF.grades[4], note="copy of 000"))
    assert row(replace(BRIEF, grades=grades), "004").endswith("| B | copy of 000 |")
