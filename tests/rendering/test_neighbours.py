"""Footnotes of a brief lead to its own texts, whatever is written beside it later."""

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.domain.brief import CheckedBrief
from briefing.errors import OutputError
from briefing.rendering import output
from rendering.invented import BRIEF, PAGE

CHANGED = replace(
    BRIEF, sources=tuple(replace(each, text=f"{PAGE} More.") if each.extracted else each for each in BRIEF.sources)
)


def write(folder: Path, *names: str, brief: CheckedBrief = BRIEF) -> bytes:
    """The kept text, after it."""
    output.plan(tuple(folder / name for name in names)).write(brief)
    return (folder / "brief.sources" / "003.txt").read_bytes()


def test_texts_of_another_brief_are_not_replaced(tmp_path: Path) -> None:
    write(tmp_path, "brief.json")
    with pytest.raises(OutputError, match=r"to which footnotes of '.*brief\.json' lead") as caught:
        write(tmp_path, "brief.md", brief=CHANGED)
    assert "-o brief.json" in caught.value.help
    assert (tmp_path / "brief.sources" / "003.txt").read_bytes() == PAGE.encode()
    assert not (tmp_path / "brief.md").exists()
    assert write(tmp_path, "brief.md", "brief.json", brief=CHANGED) == f"{PAGE} More.".encode()


def test_the_same_brief_in_another_form_and_a_newer_one_in_its_place_are_written(tmp_path: Path) -> None:
    assert write(tmp_path, "brief.json") == write(tmp_path, "brief.md") == PAGE.encode()
    (tmp_path / "brief.json").unlink()
    assert write(tmp_path, "brief.md", brief=CHANGED) == f"{PAGE} More.".encode()
    write(tmp_path, "other.json")
    assert write(tmp_path, "brief.md") == PAGE.encode()
