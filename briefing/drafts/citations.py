"""Footnotes of a brief as places in sources: what each sentence says it rests on, and whether it is really there."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath

from briefing.domain.claim import Evidence
from briefing.domain.proof import Citation, GivenDraft
from briefing.domain.source import Source


def resolve(draft: GivenDraft, sources: Sequence[Source]) -> tuple[GivenDraft, tuple[str, ...]]:
    """The draft with the basis of each claim, and notices of footnotes that say what is not in the source.

    A draft whose footnotes are not ours comes back as it was.
    """
    places: dict[str, Evidence] = {}
    notices: list[str] = []
    for label, cited in draft.citations.items():
        named = [source for source in sources if _is_named(source, cited.file)]
        place = next((found for source in named if (found := _place(source, cited))), None)
        if place:
            places[label] = place
        elif named:
            there = f"{named[0].path!r} does not say that at characters {cited.start}-{cited.end}"
            notices.append(f"footnote {label} was changed or is wrong: {there}")
    claims = tuple(
        replace(each, claim=replace(each.claim, basis=_basis(each.notes, places))) if each.notes else each
        for each in draft.claims
    )
    return replace(draft, claims=claims), tuple(notices)


def _basis(labels: Iterable[str], places: dict[str, Evidence]) -> tuple[Evidence, ...]:
    return tuple(places[label] for label in dict.fromkeys(labels) if label in places)


def _is_named(source: Source, file: str) -> bool:
    names = (" ".join(source.path.split()), PurePath(source.path).name)
    return file in names or PurePath(file).name in names or source.path == "-" or source.extracted


def _place(source: Source, cited: Citation) -> Evidence | None:
    text = source.text[cited.start : cited.end]
    if not text or _letters(text) != _letters(cited.quote):
        return None
    return Evidence(source=source.id, start=cited.start, end=cited.end, quote=text)


def _letters(text: str) -> str:
    """What is left when marks, blanks and escapes are not looked at."""
    return "".join(char for char in text if char.isalnum())
