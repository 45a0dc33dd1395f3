"""Who a verb of speech belongs to: the noun phrase before it, after it, or the one it shares with the verb before."""

import re
from dataclasses import dataclass

from briefing.language.common import CALENDAR
from briefing.language.names import Name, names
from briefing.language.offices import is_head, is_modifier
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

_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "their", "its", "one", "some", "many", "several", "another"})
_PREPOSITIONS = frozenset(
    {"of", "for", "from", "at", "in", "to", "with", "by", "near", "close", "on", "about", "familiar", "inside", "under"}
)
_OPENERS = """
    after before during despite as when while if since because although though following amid until where which who
    whose meanwhile however earlier later still yet but and also then instead moreover previously currently including
    ahead speaking according citing per among through into over against between
"""
_NO_SUBJECT = _PREPOSITIONS | frozenset(_OPENERS.split())
_DAYS = "|".join(sorted(CALENDAR, key=len, reverse=True))
_TRAIL = re.compile(
    r"(?:\s*\b(?:has|have|had|also|later|then|earlier|once|again|first|himself|herself|themselves|now|just|never|"
    r"not|did|will|would|could|may|might|should|can|yesterday|today|still|even|since|always|often|was|were|be|been|"
    rf"[a-z]+ly|(?:on|late|early|last|this|earlier|later|the same|next) (?:on |this |last )?(?:{_DAYS}|day|week|month|"
    r"year|weekend|morning|evening|afternoon)|in an? (?:statement|interview|post|briefing|speech|letter|tweet)))+\s*$",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(
    r"\ue000+|[;:—(]| [-–] |(?:,\s*)?\b(?:and|but|while|whereas|although|though|because|after|before|when|that|if|as|"
    r"since|so|yet|where)\b"
)
_PHRASE_END = re.compile(
    r"[,.;:()—\n\ue000]|\s(?:that|who|which|and said|has|have|had|is|was|are|were|will|would)\b|\s–\s"
)
_CONTROL = re.compile(
    r"\b(?:led|leads|leading|prompt(?:ed|s|ing)|caus(?:ed|es|ing)|forc(?:ed|es|ing)|push(?:ed|ing)) $"
)
"""Before `X to do`: what follows is done by X."""
_BEFORE_SUBJECT = """
    said says wrote writes added adds reported reports noted notes declared stated asked asks remarked explained
    explains concluded quipped replied recalled commented observed joked tweeted posted announced warned insisted
    argued read
"""
_INVERTING: frozenset[str] = frozenset(_BEFORE_SUBJECT.split())
"""Verbs that stand before their subject: `..., said Zhang`."""
_ALSO_NOUNS = """
    demands claims reports calls notes posts estimates signals forecast forecasts pledges vows promises hints questions
    remarks comments urges labels terms reveals
"""
_NOUNS_TOO: frozenset[str] = frozenset(_ALSO_NOUNS.split())
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Subject:
    start: int
    """The speaker's name alone, or the whole phrase where it names nobody."""
    end: int
    phrase_start: int
    """With titles and what describes the speaker."""
    phrase_end: int


def of_verb(sentence: str, tokens: list[Word], at: int, *, previous: Subject | None) -> Subject | None:
    """The subject of the verb `tokens[at]`; quotations in the sentence must be blotted out with U+E000."""
    verb = tokens[at]
    before = sentence[: verb.start].rstrip()
    agent = _agent(sentence, tokens, at)
    if agent is not None:
        return agent
    if verb.norm in _INVERTING and (before.endswith((",", "\ue000")) or not before):
        inverted = _inverted(sentence, verb)
        if inverted is not None:
            return inverted
    participle = verb.norm.endswith("ing")
    if participle and before.endswith(","):
        return _controlled(sentence, verb.start) or previous or _first(sentence, len(before))
    subject = _left(sentence, verb.start, previous)
    if subject is None or sentence[: subject.end].endswith(("'s", "’s", "s'", "s’")):
        return None
    doubtful = verb.norm in _NOUNS_TOO or (participle and subject is not previous)
    return subject if not doubtful or _definite(sentence, subject, participle) else None


def _definite(sentence: str, subject: Subject, participle: bool) -> bool:
    """Whether the subject is a name or pronoun, so that the word after it is a verb and no noun."""
    if norm(sentence[subject.start : subject.end]) in PRONOUNS or _names_somebody(sentence, subject):
        return True
    return participle and any(word.norm in PEOPLE for word in words(sentence[subject.start : subject.end])[-2:])


def _controlled(sentence: str, before: int) -> Subject | None:
    """`which led Stubb to doubt it, saying`: what follows is Stubb's."""
    for name in reversed(names(sentence[:before])):
        if _CONTROL.search(sentence[: name.start]) and sentence[name.end : name.end + 4] == " to ":
            return Subject(name.start, name.end, name.start, name.end)
    return None


def phrase_at(sentence: str, at: int) -> Subject | None:
    """The noun phrase that begins at `at`."""
    stop = _PHRASE_END.search(_without_abbreviations(sentence), at + 1)
    end = stop.start() if stop else len(sentence)
    tokens = words(sentence[at:end])[:_MOST_WORDS]
    if not tokens:
        return None
    if tokens[0].norm in PRONOUNS:
        return Subject(at, at + tokens[0].end, at, at + tokens[0].end)
    found = [name for name in names(sentence) if at <= name.start < end]
    for name in found:
        lead = [word for word in tokens if at + word.end <= name.start]
        titled = bool(lead) and is_head(lead[-1].norm) and not any(word.norm in _NO_SUBJECT - {"of"} for word in lead)
        if name.kind not in ("people", "place") and (titled or all(_describes(word, found, at) for word in lead)):
            after = words(sentence[name.end : end])[:1]
            if sentence[name.end : name.end + 2] in ("'s", "’s"):
                break
            if after and (is_head(after[0].norm) or is_modifier(after[0].norm)):
                continue  # UK Labor leader Keir Starmer
            return Subject(name.start, name.end, at, name.end)
    end = at + tokens[-1].end
    return Subject(at, end, at, end)


def _without_abbreviations(sentence: str) -> str:
    """Full stops inside abbreviations blotted out, so that they end no phrase."""
    return re.sub(r"(?<=\b[A-Z])\.|(?<=\b(?:Mr|Dr|Ms|Lt))\.|(?<=\b(?:Mrs|Gen|Sen|Rep|Gov|Col))\.", "_", sentence)


def _describes(word: Word, found: list[Name], offset: int) -> bool:
    """Whether a word before a name belongs to its office (`Kremlin spokesman`)."""
    named = any(name.start <= offset + word.start < name.end for name in found)
    return named or is_head(word.norm) or is_modifier(word.norm) or word.norm in ("of", "the", "former")


def _agent(sentence: str, tokens: list[Word], at: int) -> Subject | None:
    """`criticised by X`, `described by X as`, `told by X`."""
    passive = any(
        word.norm in ("is", "are", "was", "were", "be", "been", "being") for word in tokens[max(0, at - 2) : at]
    )
    if passive or (tokens[at].norm.endswith("ed") and at + 1 < len(tokens) and tokens[at + 1].norm == "by"):
        for word in tokens[at + 1 : at + 3]:
            if word.norm == "by":
                begin = word.end + 1
                return phrase_at(sentence, begin) if begin < len(sentence) else None
    return None


def _inverted(sentence: str, verb: Word) -> Subject | None:
    begin = verb.end
    while begin < len(sentence) and sentence[begin].isspace():
        begin += 1
    if begin == len(sentence) or sentence[begin] in "\ue000,.:;":
        return None
    first = words(sentence[begin : begin + 40])[:1]
    if not first or first[0].start or first[0].norm in CALENDAR or first[0].norm in _NO_SUBJECT | {"that", "it"}:
        return None
    subject = phrase_at(sentence, begin)
    if subject is None:
        return None
    rest = words(sentence[subject.end : subject.end + 30])[:1]
    glue = sentence[subject.end : subject.end + rest[0].start] if rest else "."
    ended = glue.strip() != "" or rest[0].norm in _NO_SUBJECT or rest[0].norm in CALENDAR
    opens_phrase = sentence[begin].isupper() or first[0].norm in _DETERMINERS or first[0].norm in PEOPLE
    opens_phrase = opens_phrase or _names_somebody(sentence, subject)
    return subject if ended and opens_phrase else None


def _left(sentence: str, verb_start: int, previous: Subject | None) -> Subject | None:
    left = sentence[:verb_start]
    stripped = _TRAIL.sub("", left).rstrip()
    bounds = list(_BOUNDARY.finditer(stripped))
    if stripped.endswith(","):
        return _closed_by_comma(sentence, stripped, bounds) or previous
    for match in (*reversed(bounds), None):
        begin = match.end() if match else 0
        if not stripped[begin:].strip(" ,"):
            if match and match.group().lstrip(", ").startswith(("and", "but")):
                return previous or _first(sentence, match.start())
            continue
        return _in_segment(sentence, begin, len(stripped)) or (previous if match else None)
    return previous


def _closed_by_comma(sentence: str, stripped: str, bounds: list[re.Match[str]]) -> Subject | None:
    """The subject before an apposition or a relative clause: `Zhang Hong, a research fellow at ..., said`."""
    begin = 0
    for match in bounds:
        if match.group().startswith(("\ue000", ";", ":")) or "," in match.group():
            begin = match.end()
    for from_ in (begin, 0):
        parts = _parts(stripped, from_)
        for index, (start, end) in enumerate(parts):
            subject = _whole(sentence, start, end)
            if subject is None:
                continue
            if index + 1 < len(parts) and not _names_somebody(sentence, subject):
                apposed = _whole(sentence, *parts[index + 1])
                if apposed is not None and _names_somebody(sentence, apposed):
                    return apposed
            return subject
    return None


def _parts(text: str, begin: int) -> list[tuple[int, int]]:
    bounds, at = [], begin
    for piece in text[begin:].split(","):
        start, end = at + len(piece) - len(piece.lstrip()), at + len(piece.rstrip())
        if start < end:
            bounds.append((start, end))
        at += len(piece) + 1
    return bounds


def _in_segment(sentence: str, begin: int, end: int) -> Subject | None:
    """The noun phrase that ends at `end`."""
    parts = _parts(sentence[:end], begin)
    for start, stop in reversed(parts):
        first = words(sentence[start:stop])[:1]
        if first and first[0].norm == "who":
            return _antecedent(sentence, start)
        subject = _whole(sentence, start, stop) or _ending_at(sentence, start, stop)
        if subject is not None:
            return _listed(sentence, subject)
    return None


def _listed(sentence: str, last: Subject) -> Subject:
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
    return Subject(start, last.end, start, last.end)


def _antecedent(sentence: str, at: int) -> Subject | None:
    before = sentence[:at].rstrip(" ,")
    for name in reversed(names(sentence)):
        if name.end == len(before) and name.kind != "people":
            return Subject(name.start, name.end, name.start, name.end)
    return None


def _whole(sentence: str, start: int, end: int) -> Subject | None:
    """The part as a noun phrase, if it begins like one."""
    tokens = words(sentence[start:end])
    if not tokens or tokens[0].norm in _NO_SUBJECT or tokens[0].norm in CALENDAR:
        return None
    if tokens[0].norm in PRONOUNS:
        return Subject(start, start + tokens[0].end, start, start + tokens[0].end) if len(tokens) == 1 else None
    if re.search(r"(?:ing|ly)$", tokens[0].norm) and not _in_name(sentence, start):
        return None
    return _ending_at(sentence, start, end)


def _ending_at(sentence: str, start: int, end: int) -> Subject | None:
    """A name, or a phrase without one, that ends at `end` and begins not before `start`."""
    tokens = words(sentence[start:end])
    if not tokens:
        return None
    if tokens[-1].norm in PRONOUNS:
        return Subject(start + tokens[-1].start, end, start + tokens[-1].start, end)
    for name in names(sentence):
        if name.end == end and name.start >= start and name.kind != "people":
            begin = _with_title(sentence, tokens, start, name)
            if begin is not None:
                return Subject(name.start, name.end, begin, end)
    begin = _phrase_start(tokens)
    if begin is None:
        return None
    return Subject(start + begin, end, start + begin, end)


def _with_title(sentence: str, tokens: list[Word], start: int, name: Name) -> int | None:
    """Where the name's titles begin; None where the name hangs on a noun: `a spokesman for Scholz`."""
    begin = name.start
    found = names(sentence)
    for word in reversed(tokens):
        if start + word.start >= name.start:
            continue
        inside_name = any(other.start <= start + word.start < other.end for other in found)
        if not (inside_name or is_head(word.norm) or is_modifier(word.norm) or word.norm == "the"):
            if word.norm in _PREPOSITIONS and _hangs_on_noun(tokens, start, begin):
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
    if tokens[-1].norm in _PREPOSITIONS:
        return None
    for at in range(len(tokens) - 1, max(-1, len(tokens) - 1 - _MOST_WORDS), -1):
        token = tokens[at]
        begin = at
        if token.norm in _DETERMINERS:
            joined = at > 1 and tokens[at - 1].norm in _PREPOSITIONS
            if not (joined and any(word.norm in PEOPLE or is_head(word.norm) for word in tokens[max(0, at - 4) : at])):
                break
        elif token.norm in _NO_SUBJECT - _PREPOSITIONS:
            begin = at + 1
            break
    phrase = tokens[begin:]
    while phrase and phrase[0].norm in _PREPOSITIONS:
        phrase = phrase[1:]
    speaks = any(word.norm in PEOPLE or is_head(word.norm) or word.text[0].isupper() for word in phrase)
    determined = bool(phrase) and phrase[0].norm in _DETERMINERS
    return phrase[0].start if phrase and (speaks or determined) else None


def _in_name(sentence: str, at: int) -> bool:
    return any(name.start <= at < name.end for name in names(sentence))


def _names_somebody(sentence: str, subject: Subject) -> bool:
    return any(name.start == subject.start and name.end == subject.end for name in names(sentence))


def _first(sentence: str, end: int) -> Subject | None:
    """The subject a sentence opens with: a name with its title, a pronoun, or a phrase with a determiner."""
    for start, stop in _parts(sentence[:end], 0):
        tokens = words(sentence[start:stop])
        if not tokens or tokens[0].norm in _NO_SUBJECT or (tokens[0].norm.endswith("ly") and len(tokens) == 1):
            continue
        if tokens[0].norm in PRONOUNS:
            return Subject(start, start + tokens[0].end, start, start + tokens[0].end)
        for name in names(sentence):
            if start <= name.start < stop and name.kind != "people":
                lead = [word for word in tokens if start + word.end <= name.start]
                if all(_describes(word, names(sentence), start) or norm(word.text) in _DETERMINERS for word in lead):
                    return Subject(name.start, name.end, start, name.end)
        return None
    return None
