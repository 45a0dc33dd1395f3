"""Noun phrases that can speak: names with their titles, people who are only described, lists of both."""

import re
from dataclasses import dataclass

from briefing.language.names import Name, names
from briefing.language.offices import is_head, is_modifier
from briefing.language.plain_words import CALENDAR
from briefing.language.words import Word, norm, words

PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "you", "who", "which", "this", "that"})
_SPEAKERS = """
    source sources official officials diplomat diplomats people person member members media report reports statement
    witness witnesses resident residents expert experts analysts lawyer lawyers police authorities critics observers
    activists group groups ministry office government company agency army military court team delegation one some many
    several most both sides parties man woman doctor doctors study allies leaders administration commission committee
    council union party parliament researchers scientists investigators prosecutors campaigners protesters document
"""
PEOPLE: frozenset[str] = frozenset(_SPEAKERS.split())
"""Nouns that can speak without a name."""

DETERMINERS = frozenset({"the", "a", "an", "his", "her", "their", "its", "one", "some", "many", "several", "another"})
PREPOSITIONS = frozenset(
    {"of", "for", "from", "at", "in", "to", "with", "by", "near", "close", "on", "about", "familiar", "inside", "under"}
)
_OPENERS = """
    after before during despite as when while if since because although though following amid until where which who
    whose meanwhile however earlier later still yet but and also then instead moreover previously currently including
    ahead speaking according citing per among through into over against between
"""
NO_SUBJECT = PREPOSITIONS | frozenset(_OPENERS.split())
_PHRASE_END = re.compile(
    r"[,.;:()—\n\ue000]|\s(?:that|who|which|and said|has|have|had|is|was|are|were|will|would|as|put it)\b|\s–\s"
)
_AGENTS = re.compile(r"\w{3}(?:ers|ors|ists|ians|ants|men|women)$")
"""What people are called who do something: `engineers`, `economists`."""
_MOST_WORDS = 12
_TITLE = 3
"""Words that may stand before a name as its title."""


@dataclass(frozen=True, slots=True)
class Phrase:
    start: int
    """The speaker's name alone, or the whole phrase where it names nobody."""
    end: int
    phrase_start: int
    """With titles and what describes the speaker."""
    phrase_end: int


def phrase_at(sentence: str, at: int) -> Phrase | None:
    """The noun phrase that begins at `at`."""
    stop = _PHRASE_END.search(_without_abbreviations(sentence), at + 1)
    end = stop.start() if stop else len(sentence)
    tokens = words(sentence[at:end])[:_MOST_WORDS]
    if not tokens:
        return None
    if tokens[0].norm in PRONOUNS:
        return Phrase(at, at + tokens[0].end, at, at + tokens[0].end)
    found = [name for name in names(sentence) if at <= name.start < end]
    for name in found:
        lead = [word for word in tokens if at + word.end <= name.start]
        titled = bool(lead) and is_head(lead[-1].norm) and not any(word.norm in NO_SUBJECT - {"of"} for word in lead)
        if name.kind not in ("people", "place") and (titled or all(_describes(word, found, at) for word in lead)):
            after = words(sentence[name.end : end])[:1]
            if sentence[name.end : name.end + 2] in ("'s", "’s"):
                break
            if after and (is_head(after[0].norm) or is_modifier(after[0].norm)):
                continue  # UK Labor leader Keir Starmer
            return Phrase(name.start, name.end, at, name.end)
    end = at + tokens[-1].end
    return Phrase(at, end, at, end)


def _without_abbreviations(sentence: str) -> str:
    """Full stops inside abbreviations blotted out, so that they end no phrase."""
    return re.sub(r"(?<=\b[A-Z])\.|(?<=\b(?:Mr|Dr|Ms|Lt))\.|(?<=\b(?:Mrs|Gen|Sen|Rep|Gov|Col))\.", "_", sentence)


def _describes(word: Word, found: list[Name], offset: int) -> bool:
    """Whether a word before a name belongs to its office (`Kremlin spokesman`)."""
    named = any(name.start <= offset + word.start < name.end for name in found)
    return named or is_head(word.norm) or is_modifier(word.norm) or word.norm in ("of", "the", "former")


def parts(text: str, begin: int) -> list[tuple[int, int]]:
    bounds, at = [], begin
    for piece in text[begin:].split(","):
        start, end = at + len(piece) - len(piece.lstrip()), at + len(piece.rstrip())
        if start < end:
            bounds.append((start, end))
        at += len(piece) + 1
    return bounds


def listed(sentence: str, last: Phrase) -> Phrase:
    """The whole of a list that ends in `last`: `leaders from the UK, France and Poland`."""
    joined = re.search(r"(?:,\s*)?\band\s+(?:the\s+)?$", sentence[: last.phrase_start])
    begin = len(sentence[: joined.start()].rstrip(" ,")) if joined else -1
    found = [name for name in names(sentence) if name.end <= begin]
    start = None
    while found and found[-1].end == begin:
        start = found[-1].start
        begin = len(sentence[:start].removesuffix("the ").rstrip(" ,"))
        found.pop()
    if start is None:
        return last
    lead = re.search(r"(\w+) (?:from|of) (?:the )?$", sentence[:start])
    if lead and (lead[1].casefold() in PEOPLE or is_head(norm(lead[1]))):
        start = lead.start()
    return Phrase(start, last.end, start, last.end)


def antecedent(sentence: str, at: int) -> Phrase | None:
    before = sentence[:at].rstrip(" ,")
    for name in reversed(names(sentence)):
        if name.end == len(before) and name.kind != "people":
            return Phrase(name.start, name.end, name.start, name.end)
    return None


def whole(sentence: str, start: int, end: int) -> Phrase | None:
    """The part as a noun phrase, if it begins like one."""
    tokens = words(sentence[start:end])
    if not tokens or tokens[0].norm in NO_SUBJECT or tokens[0].norm in CALENDAR:
        return None
    if tokens[0].norm in PRONOUNS:
        return Phrase(start, start + tokens[0].end, start, start + tokens[0].end) if len(tokens) == 1 else None
    if re.search(r"(?:ing|ly)$", tokens[0].norm) and not _in_name(sentence, start):
        return None
    return ending_at(sentence, start, end)


def ending_at(sentence: str, start: int, end: int) -> Phrase | None:
    """A name, or a phrase without one, that ends at `end` and begins not before `start`."""
    tokens = words(sentence[start:end])
    if not tokens:
        return None
    if tokens[-1].norm in PRONOUNS:
        found = antecedent(sentence, start + tokens[-1].start) if tokens[-1].norm == "who" else None
        return found or Phrase(start + tokens[-1].start, end, start + tokens[-1].start, end)
    if (first := _of_a_body(sentence, start, end)) is not None:
        return first
    for name in names(sentence):
        if name.end == end and name.start >= start and name.kind != "people":
            begin = _with_title(sentence, tokens, start, name)
            if begin is not None:
                return Phrase(name.start, name.end, begin, end)
    begin = _phrase_start(tokens)
    if begin is None:
        return None
    return Phrase(start + begin, end, start + begin, end)


def _of_a_body(sentence: str, start: int, end: int) -> Phrase | None:
    """`Engineer Sofia Lund` in `Engineer Sofia Lund of the builder Hydrokon`."""
    inside = [name for name in names(sentence) if start <= name.start and name.end <= end]
    if len(inside) < 2 or inside[0].kind != "person" or inside[-1].end != end:
        return None
    if len(words(sentence[start : inside[0].start])) > _TITLE or "," in sentence[start:end]:
        return None
    following = words(sentence[inside[0].end : end])[:1]
    if not following or following[0].norm not in ("of", "from", "at", "for"):
        return None
    lead = words(sentence[start : inside[0].start])
    if any(word.norm in NO_SUBJECT for word in lead):
        return None
    return Phrase(inside[0].start, inside[0].end, start, end)


def _with_title(sentence: str, tokens: list[Word], start: int, name: Name) -> int | None:
    """Where the name's titles begin; None where the name hangs on a noun: `a spokesman for Scholz`."""
    begin = name.start
    found = names(sentence)
    for word in reversed(tokens):
        if start + word.start >= name.start:
            continue
        inside_name = any(other.start <= start + word.start < other.end for other in found)
        if not (inside_name or is_head(word.norm) or is_modifier(word.norm) or word.norm == "the"):
            if word.norm in PREPOSITIONS and _hangs_on_noun(tokens, start, begin):
                return None
            break
        begin = start + word.start
    return begin


def _hangs_on_noun(tokens: list[Word], start: int, begin: int) -> bool:
    before = [word.norm for word in tokens if start + word.start < begin]
    return any(token in PEOPLE or is_head(token) for token in before[-6:-1])


def _phrase_start(tokens: list[Word]) -> int | None:
    """Start of the phrase that the tokens end with, if it can speak: back to its determiner, past `of` and the like."""
    begin = len(tokens)
    if tokens[-1].norm in PREPOSITIONS:
        return None
    for at in range(len(tokens) - 1, max(-1, len(tokens) - 1 - _MOST_WORDS), -1):
        token = tokens[at]
        begin = at
        if token.norm in DETERMINERS:
            joined = at > 1 and tokens[at - 1].norm in PREPOSITIONS
            if not (joined and any(word.norm in PEOPLE or is_head(word.norm) for word in tokens[max(0, at - 4) : at])):
                break
        elif token.norm in NO_SUBJECT - PREPOSITIONS:
            begin = at + 1
            break
    phrase = tokens[begin:]
    while phrase and phrase[0].norm in PREPOSITIONS:
        phrase = phrase[1:]
    speaks = any(word.norm in PEOPLE or is_head(word.norm) or word.text[0].isupper() for word in phrase)
    speaks = speaks or (bool(phrase) and _AGENTS.search(phrase[-1].norm) is not None)
    determined = bool(phrase) and phrase[0].norm in DETERMINERS
    return phrase[0].start if phrase and (speaks or determined) else None


def _in_name(sentence: str, at: int) -> bool:
    return any(name.start <= at < name.end for name in names(sentence))


def names_somebody(sentence: str, subject: Phrase) -> bool:
    return any(name.start == subject.start and name.end == subject.end for name in names(sentence))


def opening(sentence: str, end: int) -> Phrase | None:
    """The subject a sentence opens with: a name with its title, a pronoun, or a phrase with a determiner."""
    for start, stop in parts(sentence[:end], 0):
        tokens = words(sentence[start:stop])
        if not tokens or tokens[0].norm in NO_SUBJECT or (tokens[0].norm.endswith("ly") and len(tokens) == 1):
            continue
        if tokens[0].norm in PRONOUNS:
            return Phrase(start, start + tokens[0].end, start, start + tokens[0].end)
        for name in names(sentence):
            if start <= name.start < stop and name.kind != "people":
                lead = [word for word in tokens if start + word.end <= name.start]
                if not all(_describes(word, names(sentence), start) or word.norm in DETERMINERS for word in lead):
                    continue
                if sentence[name.end : name.end + 2] in ("'s", "’s"):
                    return _possessed(sentence, start, name.end + 2, stop)
                return Phrase(name.start, name.end, start, name.end)
        return None
    return None


def _possessed(sentence: str, start: int, at: int, stop: int) -> Phrase | None:
    """`President Stubb's security adviser`: the phrase up to the noun that can speak."""
    for word in words(sentence[at:stop])[:4]:
        if is_head(word.norm) or word.norm in PEOPLE:
            return Phrase(start, at + word.end, start, at + word.end)
    return None
