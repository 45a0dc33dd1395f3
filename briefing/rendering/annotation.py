"""Writes verdict marks and footnotes into a draft; all else in it stays byte for byte."""

from collections.abc import Iterator
from pathlib import Path

from briefing.domain.claim import CheckedClaim, QuoteVerdict, Stance, Verdict
from briefing.domain.proof import CheckedDraft, Form, PlacedClaim
from briefing.errors import OutputError, UsageError
from briefing.rendering import files
from briefing.rendering.footnotes import file_names
from briefing.rendering.inert import markdown
from briefing.rendering.layout import mark
from briefing.rendering.plain import counted

NOTE = "briefing check 1"
"""Stands in the last line: reading knows by it what is no article."""
OTHER_NAME = "Give another name, or add --replace."
_SAYS = {Stance.SUPPORTS: "stands in", Stance.CONTRADICTS: "against it", Stance.NEAREST: "nearest"}
_MOST_PLACES = 3


def annotate(checked: CheckedDraft) -> str:
    """The draft with a footnote behind each claim, and a mark where it is not simply supported."""
    draft = checked.draft
    label = _label(draft.labels)
    pieces: list[str] = []
    at = 0
    for number, (placed, found) in enumerate(checked.ordered, start=1):
        pieces += [draft.text[at : placed.after], f"[^{label}{number}]", _marked(placed, found)]
        at = placed.after
    pieces.append(draft.text[at:])
    newline = "\r\n" if "\r\n" in draft.text else "\n"
    end = "" if draft.text.endswith(("\n", "\r")) else newline
    notes = [f"[^{label}{number}]: {note}" for number, note in enumerate(_notes(checked), start=1)]
    return "".join([*pieces, end, newline, newline.join(notes), newline * 2, _closing(checked), newline])


def write(checked: CheckedDraft, path: Path, *, replace_draft: bool = False) -> None:
    """Annotate the draft into the file at `path`, in UTF-8.

    Raises:
        UsageError: the draft is in a form that has no room for marks.
        OutputError: it cannot be written, or it is a source, or the draft and that was not asked for.
    """
    if checked.draft.form is Form.JSONL:
        raise UsageError("--annotate is for a text, and JSON Lines are none", help="Use --json.")
    spare(path, checked, replace_draft=replace_draft)
    text = ("\ufeff" if checked.draft.byte_order_mark else "") + annotate(checked)
    files.write_all({path: text.encode("utf-8", "surrogatepass")})


def spare(path: Path, checked: CheckedDraft, *, replace_draft: bool) -> None:
    """That nothing is overwritten which is still needed.

    Raises:
        OutputError: it would be.
    """
    if is_same(path, checked.draft.path) and not replace_draft:
        raise OutputError(f"{str(path)!r} is the draft, and would be overwritten", help=OTHER_NAME)
    if any(is_same(path, source.path) for source in checked.sources):
        raise OutputError(f"{str(path)!r} is one of the sources, and would be overwritten", help="Give another name.")


def is_same(path: Path, other: str) -> bool:
    return other != "-" and path.resolve() == Path(other).resolve()


def _label(used: frozenset[str]) -> str:
    """Begins no label that the draft uses."""
    number = 0
    while any(label.startswith(f"check{number or ''}-") for label in used):
        number += 1
    return f"check{number or ''}-"


def _marked(placed: PlacedClaim, checked: CheckedClaim) -> str:
    """` **[contradicted]**`, unless the draft itself has that mark there."""
    verdict = mark(checked)
    return f" **[{verdict}]**" if verdict and verdict != placed.mark else ""


def _notes(checked: CheckedDraft) -> Iterator[str]:
    names = file_names(checked.sources)
    for _, found in checked.ordered:
        parts = [found.verdict.value]
        for quote in found.quotes:
            if quote.verdict is not QuoteVerdict.EXACT:
                parts.append(f"quotation {quote.verdict.value}: “{markdown(quote.text)}”")
        fine = found.verdict in (Verdict.SUPPORTED, Verdict.ASSESSMENT)
        for reason in found.reasons:
            if not (fine and reason.check == "evidence" and found.evidence):
                detail = markdown(reason.detail).replace("\\~\\~", "~~").replace("\\*\\*", "**")
                parts.append(f"{markdown(reason.check)}: {detail}")
        for place in found.evidence[:_MOST_PLACES]:
            where = f"{markdown(names[place.source])}, characters {place.start}-{place.end}"
            parts.append(f'{_SAYS[place.stance]} {where}: "{markdown(place.quote)}"')
        yield "; ".join(parts)


def _closing(checked: CheckedDraft) -> str:
    counts = ", ".join(f"{number} {verdict.value}" for verdict, number in checked.counts.items() if number)
    told = f"{counted(len(checked.draft.claims), 'claim')} by {checked.checker}: {counts}"
    return f"<!-- {NOTE}: {told} -->"
