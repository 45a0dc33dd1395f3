"""Names in a text, under one key for all their spellings; titles and offices are no part of a name."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from briefing.language import gazetteer, spelling
from briefing.language.offices import FORMER, HONORIFICS, is_head, title_end
from briefing.language.plain_words import CALENDAR, is_common
from briefing.language.words import STOPWORDS, norm, words


@dataclass(frozen=True, slots=True)
class Name:
    start: int
    end: int
    text: str
    """As written, without title and possessive 's."""
    key: str
    """Surname of a person; one spelling of a place or organisation; singular of a demonym."""
    kind: str
    """person, place, people (a demonym), organisation; `name` where a single word does not tell."""


class _Piece(NamedTuple):
    """A capitalised token, or the capitalised part of a hyphenated one."""

    start: int
    end: int
    norm: str
    glue: str
    """What stands between it and the piece before; a piece never joins the one before if this is not plain space."""
    opens: bool
    """First word of a sentence or of a quotation."""
    initials: bool = False
    """Written in capitals alone: `US`, `WHO`."""


_ENDS = ".!?…:•\n"
_OPENERS = "\"'“”‘’„«»([{"
_SMALL = frozenset({"of", "for", "the"})
_JOINING = _SMALL | spelling.PARTICLES


def country(key: str) -> str | None:
    """Country that a key stands for: itself, a demonym, a capital, a seat of government (`kremlin` -> `russia`)."""
    return gazetteer.countries().get(key)


def same_name(a: str, b: str) -> bool:
    """Whether two names may name one person, place or organisation: titles and initials are ignored."""
    if spelling.key(a) != spelling.key(b):
        return False
    return spelling.same_given(spelling.given(a), spelling.given(b))


def names(text: str) -> list[Name]:
    """Names in order, not overlapping: `German Chancellor Olaf Scholz’s aide` -> `German`, `Olaf Scholz`."""
    return list(_names(text))


@lru_cache(maxsize=4096)
def _names(text: str) -> tuple[Name, ...]:
    pieces = list(_pieces(text))
    lower = _lower_words(text)
    found: list[Name] = []
    for run in _runs(pieces):
        found.extend(_split(text, _without_opener(run, lower, pieces)))
    return tuple(found)


def _lower_words(text: str) -> frozenset[str]:
    return frozenset(filter(str.islower, text.split()))


def _opens(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \t\u00a0") if at < 40 else text[at - 40 : at].rstrip(" \t\u00a0")
    stripped = before.rstrip(_OPENERS + " ")
    if not stripped or stripped != before:
        return True
    if stripped[-1] not in _ENDS:
        return False
    if stripped[-1] == "\n":
        return stripped.endswith("\n\n") or stripped.rstrip(_OPENERS + ")] \n")[-1:] in ("", *_ENDS)
    last = norm(stripped.split()[-1].rstrip("."))
    return not (stripped[-1] == "." and (last in HONORIFICS or len(last) == 1 or "." in last))


def _pieces(text: str) -> Iterator[_Piece]:
    """Capitalised pieces, and the small words that may stand inside a name."""
    before = 0
    for start, stop, token, normed in words(text):
        if token.islower() and "-" not in token:  # most words: looked at no further
            if token in _JOINING:
                yield _Piece(start, stop, token, text[before:start], False)
                before = stop
            continue
        if token[0].isupper() and "-" not in normed:
            end = stop - (2 if token[-2:] in ("'s", "’s") else 0)
            initials = len(normed) > 1 and text[start:end].replace(".", "").isupper()
            yield _Piece(start, end, normed, text[before:start], _opens(text, start), initials)
            before = end
        elif "-" in normed and not token.islower():
            for piece in _parts(text, start, token, text[before:start]):
                yield piece
                before = piece.end


def _parts(text: str, start: int, token: str, glue: str) -> Iterator[_Piece]:
    """Pieces of a hyphenated token: `US-Russia` two, `Shanghai-based` and `pro-Russian` one, `Jean-Claude` one."""
    bounds, at = [], start
    for part in token.replace("–", "-").replace("‑", "-").replace("‐", "-").split("-"):
        bounds.append((at, at + len(part), part))
        at += len(part) + 1
    capital = [part[:1].isupper() for _, _, part in bounds]
    particle = norm(bounds[0][2]) in spelling.PARTICLES
    known = norm(bounds[0][2]) in FORMER or any(_known(norm(part)) for _, _, part in bounds)
    alone = not text[start + len(token) : start + len(token) + 2].strip().istitle() and not _after_capital(text, start)
    if (all(capital) and not known and (not alone or particle)) or (particle and any(capital)):
        end = start + len(token) - (2 if token[-2:] in ("'s", "’s") else 0)
        yield _Piece(start, end, norm(token), glue, _opens(text, start))
        return
    for (first, last, part), is_capital in zip(bounds, capital, strict=True):
        if is_capital and part:
            end = last - (2 if part[-2:] in ("'s", "’s") else 0)
            opens = first == start and _opens(text, start)
            yield _Piece(first, end, norm(part), glue if first == start and all(capital) else "-", opens)


def _after_capital(text: str, start: int) -> bool:
    before = text[max(0, start - 30) : start]
    last = before.split()[-1:] if before.endswith(" ") else []
    return bool(last) and last[0][0].isupper() and not is_common(norm(last[0])) and last[0][-1].isalnum()


def _known(token: str) -> bool:
    return token in gazetteer.countries() or gazetteer.canonical(token) != token


def _runs(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """Stretches of pieces that stand together, small words only inside them."""
    run: list[_Piece] = []
    for piece in pieces:
        small = piece.norm in _SMALL or (piece.norm in spelling.PARTICLES and not piece.opens)
        if run and not _joins(run[-1], piece):
            yield from _trimmed(run)
            run = []
        if run or not small:
            run.append(piece)
    yield from _trimmed(run)


def _joins(left: _Piece, right: _Piece) -> bool:
    if right.opens and right.glue.strip():
        return False
    if right.glue.strip(" \n\u00a0") == "":
        return right.glue.count("\n") < 2 and len(right.glue) > 0
    if right.glue in (") ", ")\u00a0"):
        return left.glue.endswith("(") and not (_known(left.norm) or gazetteer.is_institution(left.norm))
    return right.glue in (". ", ".\u00a0") and (len(left.norm) == 1 or left.norm in HONORIFICS)


def _trimmed(run: list[_Piece]) -> Iterator[list[_Piece]]:
    """The run cut at `of` and `the` that join no institution, and without small words at its ends."""
    part: list[_Piece] = []
    for at, piece in enumerate(run):
        if piece.norm in _SMALL and not _institution(run, at):
            yield from _bare(part)
            part = []
        else:
            part.append(piece)
    yield from _bare(part)


def _institution(run: list[_Piece], at: int) -> bool:
    """Whether the small word at `at` stands inside the name of an institution or an office."""
    if run[at].norm == "the":
        return at > 0 and run[at - 1].norm in ("of", "for") and _institution(run, at - 1)
    before = run[at - 1].norm if at else ""
    return before in spelling.ORGANISATIONS or before in spelling.PLACES or is_head(before)


def _bare(part: list[_Piece]) -> Iterator[list[_Piece]]:
    small = _SMALL | spelling.PARTICLES
    while part and part[-1].norm in small:
        part = part[:-1]
    while part and part[0].norm in small and not part[0].opens:
        part = part[1:]
    if part:
        yield part


def _without_opener(run: list[_Piece], lower: frozenset[str], pieces: list[_Piece]) -> list[_Piece]:
    """The run without a first word that has its capital only from the start of the sentence."""
    while run and (run[0].norm in CALENDAR or (run[0].opens and _ordinary(run, lower, pieces))):
        run = run[1:]
    return run


def _ordinary(run: list[_Piece], lower: frozenset[str], pieces: list[_Piece]) -> bool:
    first = run[0]
    if _known(first.norm) or gazetteer.is_institution(first.norm):
        return first.norm in STOPWORDS and not first.initials  # Us, Who, Is
    if title_end([piece.norm for piece in run], 0) or first.norm in HONORIFICS:
        return False
    if len(run) > 1 and _known(f"{first.norm} {run[1].norm}"):
        return False
    if first.norm in lower:
        return True
    if any(piece.norm == first.norm and not piece.opens for piece in pieces):
        return False
    if len(run) > 1 and (run[1].norm in spelling.ORGANISATIONS or run[1].norm in spelling.PLACES):
        return is_common(first.norm) and len(run) > 2
    return is_common(first.norm)


def _split(text: str, run: list[_Piece]) -> Iterator[Name]:
    """The names inside one run: known places and demonyms, then titles, then what is left between them."""
    norms = [piece.norm for piece in run]
    at = begin = 0
    while at < len(run):
        if at > begin and _starts_anew(text, run, at):
            yield from _rest(text, run[begin:at])
            begin = at
        known = _known_length(text, run, norms, at) if at == begin else 0
        title = title_end(norms, at) if not known else at
        if title == at and norms[at] in HONORIFICS:
            title = at + 1
        if known:
            yield _name(text, run[at : at + known])
            at = begin = at + known
        elif title > at and (title < len(run) or at == begin):
            yield from _rest(text, run[begin:at])
            at = begin = title
        else:
            at += 1
    yield from _rest(text, run[begin:])


def _starts_anew(text: str, run: list[_Piece], at: int) -> bool:
    """Whether a demonym or a country's initials follow another name: `Air Force US`, `Marek Halric Norwegian`."""
    piece = run[at]
    if piece.norm in gazetteer.demonyms():
        return run[at - 1].norm not in spelling.PLACE_OPENERS
    return _known(piece.norm) and text[piece.start : piece.end].replace(".", "").isupper()


def _known_length(text: str, run: list[_Piece], norms: list[str], at: int) -> int:
    """How many pieces from `at` make a known name that does not go on into an unknown one."""
    for length in range(min(gazetteer.longest(), len(run) - at), 0, -1):
        phrase = " ".join(norms[at : at + length])
        if not _known(phrase) or (phrase == "us" and text[run[at].start : run[at].end] == "Us"):
            continue
        rest = norms[at + length :]
        if not rest or phrase in gazetteer.demonyms() or title_end(norms, at + length) > at + length:
            return length
        if text[run[at].start : run[at].end].replace(".", "").isupper() or length > 1:
            return length
        if phrase == gazetteer.canonical(phrase) == country(phrase) and len(rest) > 1 and spelling.is_person(rest):
            return length  # envoy for Ukraine Keith Kellogg
        return 0  # Israel Katz, Paris Agreement, Washington Post: one name
    return 0


def _rest(text: str, run: list[_Piece]) -> Iterator[Name]:
    while run and (run[0].norm in _SMALL or run[0].norm in CALENDAR):
        run = run[1:]
    while run and (run[-1].norm in _SMALL or run[-1].norm in spelling.PARTICLES or run[-1].norm in CALENDAR):
        run = run[:-1]
    if not run:
        return
    if len(run) == 1:
        token = text[run[0].start : run[0].end]
        letter = len(token) == 1 and token != "X"
        if letter or (run[0].norm in STOPWORDS and not token.isupper()) or token.startswith("I'"):
            return
    yield _name(text, run)


def _name(text: str, run: list[_Piece]) -> Name:
    start, end = run[0].start, run[-1].end
    written = text[start:end]
    key = spelling.key(" ".join(written.split()))
    tokens = [piece.norm for piece in run]
    if key in gazetteer.demonyms():
        kind = "people"
    elif key in gazetteer.countries():
        kind = "place"
    elif len(tokens) == 1:
        acronym = written.isupper() and len(written) > 1
        kind = "organisation" if acronym or gazetteer.is_institution(key) else "name"
    else:
        kind = spelling.kind_of(tokens)
    return Name(start, end, written, key, kind)
