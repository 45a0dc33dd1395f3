"""Reads one draft: tells its form, splits it, and says what is wrong with one that cannot be checked."""

import codecs
import hashlib
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path, PurePath

from briefing.domain.proof import Form, GivenDraft
from briefing.domain.yardstick import PHIA, YARDSTICKS
from briefing.drafts import brief, claims, jsonl, markdown, plain, record
from briefing.errors import DraftError, SourceError
from briefing.reading.charset import decode
from briefing.reading.files import MAX_BYTES
from briefing.reading.text import MAX_CHARACTERS, MAX_LINES

_SUFFIXES = {
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
    ".mdown": Form.MARKDOWN,
    ".jsonl": Form.JSONL,
    ".ndjson": Form.JSONL,
    ".txt": Form.TEXT,
    ".text": Form.TEXT,
}
_OTHERS = {
    ".json": "Check the Markdown of the brief, or write one claim a line (.jsonl).",
    ".html": "Save its text as Markdown or plain text.",
    ".htm": "Save its text as Markdown or plain text.",
    ".pdf": "Save its text as Markdown or plain text.",
    ".docx": "Save it as Markdown or plain text.",
}
_SIGNS = re.compile(
    r"^#{1,6} \S|^(?:```|~~~)|^> |\]\(\S|\*\*\S|\[\^[^\]\s]+\]|^\|.*\|\s*$|^<!--|\A---\r?\n", re.MULTILINE
)
"""What Markdown is told by where a name does not tell."""
_ROW = re.compile(r"\A\s*\{.*\"claim\"\s*:")


def read_draft(path: str, *, stdin: bytes | None = None, form: Form | None = None) -> GivenDraft:
    """The draft at `path`, or `stdin` for `-`; `form` where its name tells it wrongly.

    Raises:
        DraftError: it cannot be read, or claims nothing.
    """
    data = (stdin or b"") if path == "-" else _bytes(path)
    shown = "standard input" if path == "-" else path
    if not data.strip():
        raise DraftError(f"the draft {shown!r} is empty", help="Give a text with at least one sentence.")
    try:
        decoded = decode(data)
    except SourceError as error:
        raise DraftError(f"the draft {shown!r} cannot be read: {error}", help=_remedy(path)) from error
    if len(decoded.text) > MAX_CHARACTERS or decoded.text.count("\n") > MAX_LINES:
        raise DraftError(
            f"the draft {shown!r} is longer than {MAX_CHARACTERS:,} characters or {MAX_LINES:,} lines",
            help="Check it in parts.",
        )
    digest = hashlib.sha256(data).hexdigest()
    match form or _form(path, decoded.text):
        case Form.JSONL:
            draft = _of_lines(decoded.text, path, shown, digest)
        case Form.BRIEF:
            draft = _of_brief(decoded.text, path, shown, digest)
        case Form.MARKDOWN:
            draft = _of_markdown(decoded.text, path, digest)
        case Form.TEXT:
            found, passed = claims.claims(decoded.text, plain.blocks(decoded.text))
            draft = GivenDraft(
                path=path, sha256=digest, text=decoded.text, form=Form.TEXT, claims=found, passed_over=passed
            )
    if not draft.claims:
        raise DraftError(
            f"the draft {shown!r} claims nothing{_passed(draft)}", help="Give one with a sentence to check."
        )
    marked = data.startswith(codecs.BOM_UTF8)
    return replace(draft, warnings=(*decoded.warnings, *draft.warnings), byte_order_mark=marked)


def _bytes(path: str) -> bytes:
    suffix = PurePath(path).suffix.casefold()
    if suffix in _OTHERS and Path(path).exists():
        raise DraftError(f"the draft {path!r} is neither Markdown nor plain text", help=_OTHERS[suffix])
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except IsADirectoryError:
        raise DraftError(f"the draft {path!r} is a folder", help="Check one draft at a time.") from None
    except FileNotFoundError:
        raise DraftError(f"there is no draft {path!r}", help="Check the path.") from None
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        raise DraftError(f"the draft {path!r} cannot be read: {reason.lower()}", help="Check the path.") from fault
    if len(data) > MAX_BYTES:
        raise DraftError(f"the draft {path!r} is larger than {MAX_BYTES // 1_000_000} MB", help="Check it in parts.")
    return data


def _remedy(path: str) -> str:
    return _OTHERS.get(PurePath(path).suffix.casefold(), "Give Markdown, plain text or JSON Lines.")


def _form(path: str, text: str) -> Form:
    if record.is_own(text):
        return Form.BRIEF
    known = _SUFFIXES.get(PurePath(path).suffix.casefold())
    if known:
        return known
    if _ROW.match(text):
        return Form.JSONL
    return Form.MARKDOWN if _SIGNS.search(text) else Form.TEXT


def _of_lines(text: str, path: str, shown: str, digest: str) -> GivenDraft:
    return GivenDraft(path=path, sha256=digest, text=text, form=Form.JSONL, claims=jsonl.claims(text, shown))


def _of_markdown(text: str, path: str, digest: str) -> GivenDraft:
    found, passed = claims.claims(text, markdown.blocks(text))
    return GivenDraft(
        path=path,
        sha256=digest,
        text=text,
        form=Form.MARKDOWN,
        claims=found,
        passed_over=passed,
        labels=frozenset(markdown.labels(text)),
        date=record.front_date(text),
    )


def _of_brief(text: str, path: str, shown: str, digest: str) -> GivenDraft:
    recorded = record.read(text, shown)
    yardstick = YARDSTICKS.get(recorded.yardstick or "") or PHIA
    found, passed, removed = brief.claims(text, markdown.blocks(text), recorded.seals, yardstick)
    notes = {label: record.citation(note) for label, note in markdown.notes(text).items()}
    return GivenDraft(
        path=path,
        sha256=digest,
        text=text,
        form=Form.BRIEF,
        claims=found,
        passed_over=passed,
        labels=frozenset(markdown.labels(text)),
        yardstick=recorded.yardstick,
        recorded=recorded.sources,
        citations={label: cited for label, cited in notes.items() if cited},
        removed=removed,
        sealed=recorded.sealed,
        warnings=tuple(f"footnote {label} names no place in a source" for label, cited in notes.items() if not cited),
    )


def _passed(draft: GivenDraft) -> str:
    """`: it has 2 headings and 1 question`, or nothing."""
    counts = Counter(each.why for each in draft.passed_over)
    told = [f"{number} {why}{'s' if number > 1 else ''}" for why, number in counts.items()]
    return f" (it has {', '.join(told)})" if told else ""
