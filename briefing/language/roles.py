"""Who holds which office: before the name, beside it, or said of it (`X is president of Y`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from briefing.language import offices
from briefing.language.names import Name, country, names
from briefing.language.stretches import stretches
from briefing.language.words import Word, words


@dataclass(frozen=True, slots=True)
class Role:
    start: int
    end: int
    """Office and name together."""
    office: str
    """In one wording: `defence minister`, `aide`, `spokesperson`, `secretary of state`."""
    of: str | None
    """Country the office belongs to (also for `Kremlin`, `Ukrainian`), else key of the organisation or person."""
    holder: str
    """Key of the holder's name."""
    text: str
    former: bool
    """`former`, `ex-`, `was`."""


_LONGEST_TITLE = 8
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her", "our"})
_NOT_HOLDERS = ("people", "place", "organisation")
_JOINED = re.compile(r"\s*(?:and|,)?\s*(?:the\s+)?", re.IGNORECASE)
_POSSESSED = re.compile(
    r"['’]s\s+((?:[a-z]+\s+)?(?:office|administration|party|ministry|delegation|government|army))\b"
)
_PREFIX = re.compile(r"(?:ex|then|former)-(?=\w)")
_COPULA = re.compile(
    r"\s+(?:(?P<now>is|remains|became|becomes|serves as|was (?:re-?)?(?:elected|appointed|named|sworn in)(?: as)?)"
    r"|(?P<then>was|served as|had been|has been))\s+(?=\S)"
)
_APPOSED = re.compile(r"\s*(?:,|\()\s*(?:who (?P<now>is|serves as)\s+|who (?P<then>was|served as)\s+)?(?=\S)")
_ENDS_APPOSITION = re.compile(r"\s*(?:[,.;:)]|$|who\b|and\b|at\b|in\b|from\b|for\b|to\b)")


def roles(text: str) -> list[Role]:
    """Offices with their holders, by start; spans of `text`, of a sentence or more."""
    return [
        replace(found, start=found.start + offset, end=found.end + offset)
        for offset, part in stretches(text)
        for found in _roles(part)
    ]


@lru_cache(maxsize=4096)
def _roles(text: str) -> tuple[Role, ...]:
    found: dict[tuple[int, str, str], Role] = {}
    people = [name for name in names(text) if name.kind not in _NOT_HOLDERS and not _cut(text, name)]
    if not people:
        return ()
    tokens = words(text)
    for name in people:
        for role in (*_before(text, tokens, name), *_after(text, tokens, name), *_apart(text, tokens, name)):
            found.setdefault((role.start, role.holder, role.office), role)
    return tuple(sorted(found.values(), key=lambda role: (role.start, role.end)))


def _cut(text: str, name: Name) -> bool:
    """Whether an editor's bracket ends inside the name: `(President Vladimir) Putin`."""
    return text[name.end : name.end + 2] == ") " and text[name.end + 2 : name.end + 3].isupper()


@dataclass(frozen=True, slots=True)
class _Title:
    """An office as it stands in the text, with whose it is."""

    start: int
    end: int
    office: str
    of: str | None
    former: bool


def _before(text: str, tokens: list[Word], name: Name) -> Iterator[Role]:
    """`Finnish President Alexander Stubb`; `secretary of state Marco Rubio`; `envoy for Syria Geir Pedersen`."""
    at = next((index for index, word in enumerate(tokens) if word.start >= name.start), len(tokens))
    title = _title_ending(text, tokens, at, name.start)
    if title is not None:
        title, end = _of_land(text, title, name)
        yield _role(text, title.start, end, title, name)


def _of_land(text: str, title: _Title, name: Name) -> tuple[_Title, int]:
    """`Trade Minister Karin Dahl of Norway`: whose office it is stands behind the name."""
    if title.of is None and text.startswith(" of ", name.end):
        owner = next((other for other in names(text) if other.start == name.end + 4), None)
        if owner is not None and owner.kind in ("place", "name"):
            return replace(title, of=country(owner.key) or owner.key), owner.end
    return title, name.end


def _title_ending(text: str, tokens: list[Word], at: int, stop: int) -> _Title | None:
    """The longest title whose last word is `tokens[at - 1]`, nothing but space between it and `stop`."""
    if at == 0 or text[tokens[at - 1].end : stop].strip(" \n\u00a0"):
        return None
    best: _Title | None = None
    for begin in range(at - 1, max(-1, at - 1 - _LONGEST_TITLE), -1):
        if text[tokens[begin].end : tokens[begin + 1].start if begin + 1 < at else stop].strip(" \n\u00a0"):
            break
        title = _title_at(text, tokens, begin, at)
        if title is not None and title.end == tokens[at - 1].end:
            best = title
    return best


def _title_at(text: str, tokens: list[Word], begin: int, limit: int) -> _Title | None:
    """The title that begins at `tokens[begin]`, with the country before it and the field or country after it."""
    if any(name.start < tokens[begin].start < name.end for name in names(text)):
        return None  # the House of White House begins no title
    norms = [word.norm for word in tokens[begin:limit]]
    prefix = _PREFIX.match(norms[0])
    if prefix:
        norms[0] = norms[0][prefix.end() :]
    length = offices.title_end(norms, 0)
    if not length or _unbroken(text, tokens, begin, length) < length or _is_plural(norms[:length]):
        return None
    owner, start, former = _owner_before(text, tokens, begin)
    end, of = _owner_after(text, tokens, begin + length, limit)
    office = offices.normal(" ".join(norms[:length]))
    return _Title(start, end, office, owner or of, former or prefix is not None)


def _unbroken(text: str, tokens: list[Word], begin: int, length: int) -> int:
    """How many of the tokens stand together, with nothing but space between."""
    for index in range(begin, begin + length - 1):
        if text[tokens[index].end : tokens[index + 1].start].strip(" \n\u00a0"):
            return index + 1 - begin
    return length


def _is_plural(title: list[str]) -> bool:
    head = title[-1] if "of" not in title else title[title.index("of") - 1]
    return head not in offices.HEADS and not offices.is_modifier(head)


def _owner_before(text: str, tokens: list[Word], begin: int) -> tuple[str | None, int, bool]:
    """(whose office, where the phrase starts, whether it is a former one) from the words before a title."""
    start, former, owner = tokens[begin].start, False, None
    at = begin - 1
    while at >= 0 and _is_former(tokens[at]) and _adjacent(text, tokens, at):
        start, former, at = tokens[at].start, True, at - 1
    found = [name for name in names(text) if name.end <= start]
    keys: list[str] = []
    while found and _only_possessive(text[found[-1].end : start]) and len(keys) < 2:
        name = found.pop()
        keys.insert(0, country(name.key) or name.key)
        start = name.start
    if keys:
        owner = " ".join(dict.fromkeys(keys))
        at = next((index for index, word in enumerate(tokens) if word.start >= start), 0) - 1
    while at >= 0 and _is_former(tokens[at]) and _adjacent(text, tokens, at):
        start, former, at = tokens[at].start, True, at - 1
    return owner, start, former


def _is_former(word: Word) -> bool:
    """`Then President Stubb spoke` says when he spoke, `then president Stubb` what he was."""
    return word.norm in offices.FORMER and word.text != "Then"


def _adjacent(text: str, tokens: list[Word], at: int) -> bool:
    return not text[tokens[at].end : tokens[at + 1].start].strip(" \n\u00a0-")


def _only_possessive(between: str) -> bool:
    stripped = between.strip(" \n\u00a0")
    return len(between) < 4 and stripped in ("", "'s", "’s", "'", "’") and between != ""


def _owner_after(text: str, tokens: list[Word], at: int, limit: int) -> tuple[int, str | None]:
    """Where the title ends with what follows it (`of Finland`, `for Syria and Iraq`), and whose it then is."""
    end = tokens[at - 1].end
    if at >= limit or tokens[at].norm not in ("of", "for", "to", "at") or text[end : tokens[at].start].strip():
        return end, None
    begin = tokens[at].end
    at += 1
    while at < limit and tokens[at].norm in _ARTICLES:
        at += 1
    of: str | None = None
    stop = tokens[limit].start if limit < len(tokens) else len(text)
    for name in names(text):
        joined = _JOINED.fullmatch(text[begin : name.start]) if name.start >= begin else None
        if joined and name.end <= stop:
            own = country(name.key) or name.key
            of = own if of is None else of
            begin = end = name.end
            tail = _POSSESSED.match(text, name.end)
            if tail and tail.end() <= stop:
                of, begin, end = f"{of} {tail[1].casefold()}", tail.end(), tail.end()
    return end, of


def _after(text: str, tokens: list[Word], name: Name) -> Iterator[Role]:
    """`Elina Valtonen, Finland's foreign minister,` and `Elina Valtonen is the foreign minister of Finland`."""
    for pattern, closes in ((_APPOSED, True), (_COPULA, False)):
        match = pattern.match(text, name.end)
        if match is None:
            continue
        title = _title_from(text, tokens, match.end())
        if title is None or (closes and not _ENDS_APPOSITION.match(text, title.end)):
            continue
        former = title.former or match["then"] is not None
        yield _role(text, name.start, title.end, _Title(title.start, title.end, title.office, title.of, former), name)


def _title_from(text: str, tokens: list[Word], start: int) -> _Title | None:
    """The title of the phrase that begins at `start`, past article and country: `the former Finnish president`."""
    at = next((index for index, word in enumerate(tokens) if word.start >= start), len(tokens))
    phrase_end = min(len(tokens), at + 2 * _LONGEST_TITLE)
    for begin in range(at, min(at + 6, len(tokens))):
        title = _title_at(text, tokens, begin, phrase_end)
        if title is not None:
            lead = [word for word in tokens[at:begin] if word.start < title.start]
            return title if all(word.norm in _ARTICLES for word in lead) and not _names_next(text, title.end) else None
    return None


def _names_next(text: str, end: int) -> bool:
    """Whether a name follows at once: the title is then that name's."""
    return any(name.start == end + 1 for name in names(text))


def _apart(text: str, tokens: list[Word], name: Name) -> Iterator[Role]:
    """`the head of Finland's defence forces, Janne Jaakkola,`: the office first, then a comma and the name."""
    following = text[name.end : name.end + 1]
    if following not in (",", ".", ")", "") or text[name.end : name.end + 5] == ", and":
        return
    begin = name.start
    own = _title_ending(text, tokens, _index(tokens, name.start), name.start)
    if own is not None:
        begin = own.start
    comma = text[:begin].rstrip()
    if not comma.endswith(","):
        return
    at = _index(tokens, len(comma) - 1)
    for first in range(at - 1, max(-1, at - 2 - _LONGEST_TITLE), -1):
        title = _title_at(text, tokens, first, at)
        if title is None or title.end != len(comma) - 1:
            continue
        before = [word.norm for word in tokens if word.end <= title.start][-1:]
        article = before in (["the"], [])
        whose = title.of is not None and (title.start < tokens[first].start or article)
        if whose or (" " in title.office and before == ["the"] and following == ","):
            yield _role(text, title.start, name.end, title, name)
            return


def _index(tokens: list[Word], start: int) -> int:
    return next((index for index, word in enumerate(tokens) if word.start >= start), len(tokens))


def _role(text: str, start: int, end: int, title: _Title, name: Name) -> Role:
    return Role(start, end, title.office, title.of, name.key, text[start:end], title.former)
