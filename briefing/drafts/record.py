"""What a brief of ours says of itself: sources and hashes in its front matter, footnotes, the seal of each sentence."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from briefing.domain.claim import Verdict
from briefing.domain.proof import Citation, Recorded
from briefing.drafts.markdown import FRONT
from briefing.errors import DraftError

_OWN = re.compile(r"\A---[^\S\n]*\r?\nform: briefing (\d+)")
_KNOWN = "1"
_SEALS = re.compile(r"<!-- briefing \d+: [^\n]*\n(.*?)^-->", re.DOTALL | re.MULTILINE)
_SEAL = re.compile(rf"({'|'.join(Verdict)}) ([0-9a-f]{{12}})\s*")
_PLACE = re.compile(r", characters (?P<start>\d{1,9})-(?P<end>\d{1,9})(?: of [^)]{0,1000})?\)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """One sentence as it was written: its verdict, and the fingerprint of its text."""

    verdict: Verdict
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    sources: tuple[Recorded, ...]
    date: date | None
    yardstick: str | None
    seals: tuple[Seal, ...]
    sealed: bool
    """False where the list of seals is gone."""


def is_own(text: str) -> bool:
    return _OWN.match(text) is not None


def read(text: str, path: str) -> Record:
    """What a brief of ours records.

    Raises:
        DraftError: its front matter is broken, or of a form that this version does not know.
    """
    form = _OWN.match(text)
    if form and form[1] != _KNOWN:
        raise DraftError(
            f"{path!r} is a brief of form {form[1]}, which this version does not know", help="Use a newer version."
        )
    stated = _front(text, path)
    sources = stated.get("sources") or []
    if not isinstance(sources, list):
        raise _broken(path, "its sources are no list")
    recorded = tuple(_recorded(each, path) for each in sources)
    if twice := next((id for id, number in Counter(each.id for each in recorded).items() if number > 1), None):
        raise _broken(path, f"two sources in it have the id {twice!r}")
    seals = _SEALS.search(text)
    yardstick = stated.get("yardstick")
    return Record(
        sources=recorded,
        date=day(stated.get("date")),
        yardstick=yardstick if isinstance(yardstick, str) else None,
        seals=tuple(_seal(line) for line in seals[1].splitlines() if _SEAL.fullmatch(line)) if seals else (),
        sealed=seals is not None,
    )


def front_date(text: str) -> date | None:
    """The date that the front matter of anyone's Markdown states, if there is one that can be read."""
    import yaml

    match = FRONT.match(text)
    if not match:
        return None
    try:
        stated = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return day(stated.get("date")) if isinstance(stated, dict) else None


def day(value: Any) -> date | None:
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def citation(note: str) -> Citation | None:
    """What the text of a footnote leads to, if it is one of ours."""
    places = list(_PLACE.finditer(note))
    before = note[: places[-1].start()] if places else ""
    opened, closed = before.find('"'), before.rfind('" (')
    if not 0 <= opened < closed:
        return None
    return Citation(
        file=_ESCAPED.sub(r"\1", before[closed + 3 :]),
        start=int(places[-1]["start"]),
        end=int(places[-1]["end"]),
        quote=_ESCAPED.sub(r"\1", before[opened + 1 : closed]),
    )


def _front(text: str, path: str) -> dict[str, Any]:
    import yaml

    match = FRONT.match(text)
    if not match:
        raise _broken(path, "it has no end")
    try:
        stated = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 2}: " if mark else ""
        raise _broken(path, f"{where}{getattr(error, 'problem', None) or error}") from None
    if not isinstance(stated, dict):
        raise _broken(path, "it is no mapping")
    return stated


def _recorded(stated: Any, path: str) -> Recorded:
    if not isinstance(stated, dict):
        raise _broken(path, "a source in it is no mapping")

    def words(key: str) -> str | None:
        value = stated.get(key)
        return value if isinstance(value, str) and value else None

    id, given, digest = words("id"), words("path"), words("sha256")
    if not id or not given or not digest:
        raise _broken(path, f"a source in it has no {'id' if not id else 'path' if not given else 'sha256'}")
    return Recorded(
        id=id,
        path=given,
        sha256=digest,
        text=words("text"),
        text_sha256=words("text_sha256"),
        title=words("title"),
        publisher=words("publisher"),
        published=day(stated.get("published")),
    )


def _seal(line: str) -> Seal:
    verdict, fingerprint = line.split()
    return Seal(verdict=Verdict(verdict), fingerprint=fingerprint)


def _broken(path: str, fault: str) -> DraftError:
    return DraftError(
        f"the front matter of {path!r} is broken: {fault}", help="Mend it, or name the sources with --source."
    )
