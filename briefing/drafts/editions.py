"""A brief of ours that was written earlier, read back from its Markdown or its JSON to be compared with another."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path, PurePath

from briefing.domain.brief import Forecast, Horizon
from briefing.domain.claim import ClaimKind, Evidence, Section, Stance, Verdict
from briefing.domain.edition import Edition, Matter, Seen, Told
from briefing.domain.proof import Citation, Form, GivenDraft, PlacedClaim
from briefing.drafts import markdown, record, written
from briefing.drafts.block import AsideKind, Block, Kind
from briefing.drafts.read import read_draft
from briefing.errors import DraftError

_OUTLOOK = re.compile(
    r" \((?:(?P<term>[^:;()]{3,60}): (?:(?P<low>\d{1,3})-(?P<high>\d{1,3}) %|no band in the yardstick); )?"
    r"(?:(?P<judge>[^;\n]{1,200}); )?(?:until (?P<until>\d{1,2} [A-Z][a-z]+ \d{4})|no end date)\)"
    r"(?: \*\*\[lapsed before this brief\]\*\*)?(?: Decided by: (?P<decided>[^`\n]*))?(?P<notes>(?: `[^`\n]+`)*)"
)
_HORIZON = re.compile(r"^- \*\*(Short|Medium|Long)-term", re.MULTILINE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_DISAGREEMENTS = "where the sources disagree"
_COLUMNS = 4


def read_edition(path: str, name: str = "") -> Edition:
    """The brief at `path`, remembered under `name` or its path.

    A Markdown brief does not say on which day a source judged: its forecasts begin on its own day.

    Raises:
        DraftError: it cannot be read, or is no brief of ours.
    """
    if PurePath(path).suffix.casefold() == ".json":
        return written.edition(Path(path), name or path)
    if not os.path.lexists(path):
        raise DraftError(f"there is no brief {path!r}", help="Check the path.")
    draft = read_draft(path)
    day = record.front_date(draft.text)
    if draft.form is not Form.BRIEF or day is None:
        raise DraftError(f"{path!r} is no brief of this program", help="Give what `briefing generate` wrote.")
    return _of_markdown(draft, day, name or path)


def _of_markdown(draft: GivenDraft, day: date, name: str) -> Edition:
    blocks = list(markdown.blocks(draft.text))
    sources = tuple(
        Seen(
            id=each.id,
            path=each.path,
            sha256=each.sha256,
            text_sha256=each.text_sha256,
            title=each.title,
            publisher=each.publisher,
            published=each.published,
        )
        for each in draft.recorded
    )
    places = _places(draft.citations, sources)
    title = next((block.text.strip() for block in blocks if block.kind is Kind.HEADING and block.level == 1), "")
    return Edition(
        name=name,
        date=day,
        title=title,
        writer="",
        claims=tuple(_told(each, places) for each in draft.claims),
        forecasts=tuple(_forecasts(draft, day)),
        sources=sources,
        matters=tuple(_matters(blocks, places)),
    )


def _places(citations: Mapping[str, Citation], sources: Iterable[Seen]) -> Mapping[str, Evidence]:
    """The places in the sources by label of the footnote; those that lead to no source are left out."""
    ids: dict[str, str] = {}
    for source in sources:
        ids |= {source.path: source.id, PurePath(source.path).name: source.id}
        if source.path == "-":
            ids["standard input"] = source.id
    return {
        label: Evidence(source=ids[cited.file], start=cited.start, end=cited.end, quote=cited.quote)
        for label, cited in citations.items()
        if cited.file in ids
    }


def _told(placed: PlacedClaim, places: Mapping[str, Evidence]) -> Told:
    claim = placed.claim
    verdict = placed.written or Verdict.UNCHECKED
    stance = Stance.CONTRADICTS if verdict is Verdict.CONTRADICTED else Stance.SUPPORTS
    found = [places[label] for label in placed.notes if label in places]
    return Told(
        id=claim.id,
        text=" ".join(claim.text.split()),
        section=claim.section,
        kind=claim.kind,
        verdict=verdict,
        evidence=tuple(
            Evidence(source=each.source, start=each.start, end=each.end, quote=each.quote, stance=stance)
            for each in found
        ),
    )


def _forecasts(draft: GivenDraft, day: date) -> Iterator[Forecast]:
    headings = [(match.start(), match[1]) for match in _HORIZON.finditer(draft.text)]
    for placed in draft.claims:
        if placed.claim.section is not Section.FORECAST:
            continue
        above = [word for start, word in headings if start < placed.start]
        stated = _OUTLOOK.match(draft.text, placed.after)
        if stated and above:
            yield Forecast(
                claim=placed.claim.id,
                horizon=Horizon(f"{above[-1].lower()}-term"),
                starts=day,
                until=datetime.strptime(stated["until"], "%d %B %Y").date() if stated["until"] else None,
                term=_plain(stated["term"]),
                band=(int(stated["low"]), int(stated["high"])) if stated["low"] else None,
                attributed_to=_plain(stated["judge"]) if placed.claim.kind is not ClaimKind.ASSESSMENT else None,
                resolution=_plain(stated["decided"]),
                notes=tuple(re.findall(r"`([^`\n]+)`", stated["notes"])),
            )


def _plain(text: str | None) -> str | None:
    return _ESCAPED.sub(r"\1", text.strip()) if text and text.strip() else None


def _matters(blocks: Iterable[Block], places: Mapping[str, Evidence]) -> Iterator[Matter]:
    """The rows of the table of disagreements."""
    inside = False
    cells: list[Block] = []
    for block in blocks:
        if block.kind is Kind.HEADING:
            inside = block.text.strip().casefold() == _DISAGREEMENTS
        elif inside and block.kind is Kind.CELL:
            cells.append(block)
    for at in range(_COLUMNS, len(cells) - _COLUMNS + 1, _COLUMNS):  # behind the head of the table
        topic, one, others, kind = cells[at : at + _COLUMNS]
        labels = [aside.label for cell in (one, others) for aside in cell.asides if aside.kind is AsideKind.NOTE]
        yield Matter(
            topic=topic.text.strip(),
            kind=kind.text.strip().partition(": ")[2],
            sides=(one.text.strip(), *(side.strip() for side in others.text.split("; "))),
            sources=tuple(dict.fromkeys(places[label].source for label in labels if label in places)),
        )
