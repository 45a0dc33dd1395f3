"""Numbers as they are written, in digits, words, ordinals and fractions, with their values."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from briefing.language.dates import calendar_spans
from briefing.language.words import words

_UNIT_WORDS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
    """
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINAL_WORDS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth
    """
UNITS = {word: number for number, word in enumerate(_UNIT_WORDS.split())}
TENS = {word: 10 * number for number, word in enumerate(_TEN_WORDS.split(), 2)}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
    "mln": 1e6, "bn": 1e9, "tn": 1e12, "k": 1e3, "m": 1e6, "b": 1e9,
}  # fmt: skip
ORDINALS = {word: number for number, word in enumerate(_ORDINAL_WORDS.split(), 1)} | {
    word[:-1] + "ieth": value for word, value in TENS.items()
}
VAGUE = {
    "dozens": (24.0, 100.0), "hundreds": (200.0, 1e4), "thousands": (2e3, 1e6), "millions": (2e6, 1e9),
    "billions": (2e9, 1e12),
}  # fmt: skip
_PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    word + plural: number for word, number in ORDINALS.items() if 2 < number < 11 for plural in ("", "s")
}


def _either(words: object) -> str:
    return "|".join(sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


_SIMPLE = rf"(?:(?:{_either(TENS)})(?:[-‑\s](?:{_either(UNITS)})\b)?|(?:{_either(UNITS)})\b)"
_SCALE = r"(?:hundred|thousand|million|billion|trillion|dozen)"
_NUMBER = re.compile(
    rf"(?P<currency>[$€£¥₽₴])?(?P<digits>(?<![\d.,])\d+(?:[.,\u00a0\u202f]\d+)*)"
    rf"(?:(?P<nth>st|nd|rd|th)\b|/(?P<per>\d{{1,2}})\b|[-\s]?(?P<scale>{_SCALE}|mln|bn|tn|[kmb])\b)?"
    rf"|\b(?:(?P<numerator>an?|one|two|three|four|five|six|seven|eight|nine)(?P<bind>[-‑\s]))?(?P<part>{_either(_PARTS)})\b"
    rf"|\b(?P<spelled>(?:{_SIMPLE}|an?(?=\s{_SCALE}\b))(?:[-\s]{_SCALE}\b(?:\s(?:and\s)?{_SIMPLE})?)*)"
    rf"(?:(?<=y)[-‑](?P<tail>{_either(ORDINALS)})\b|\b)"
    rf"|\b(?P<ordinal>{_either(ORDINALS)})\b"
    rf"|\b(?P<vague>{_either(VAGUE)})\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_START = re.compile(r"[$€£¥₽₴]?(?<!\d)\d|(?<!\w)[^\W\d_]+")
_FIRST = frozenset((*UNITS, *TENS, *ORDINALS, *_PARTS, *VAGUE, "a", "an"))
_HINTS = frozenset((*UNITS, *TENS, *ORDINALS, *_PARTS, *VAGUE, *SCALES))
"""Words without which, and without digits, a text has no number: most sentences are looked at no further."""
_LABELLED = (
    "article|no|number|chapter|page|part|resolution|section|group|category|level|type|class|phase|grade|stage|tier|"
    "flight|route|highway|room|channel|unit|district|ward|zone|model|size|volume|figure|table|title|windows|formula"
)
_LABEL = re.compile(rf"(?:[^\W\d_][-‑–]|\b(?:{_LABELLED})\.?\s)$", re.IGNORECASE)
_CLOCK = re.compile(r":\d|(?:\.\d\d)?\s?[ap]\.?m\b|\s?o.clock", re.IGNORECASE)
_NO_COUNT = re.compile(
    r"[-‑]o[nf]|[-‑]to-one|\s+(?:another|by one|(?:of|who|day|side|could|can|is|was|has|had|that|which|before|after|in"
    r"|on|for|to|with|by|from|at|and|or|but|as|than|will|would|may|when|if|he|she|they|it)\b)|\s*[,.;:!?]|\s*$",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"\b(?:no|this|that|the|any|every|each|which|another|some|last|next|on|as)\s+$|[-‑]$", re.IGNORECASE
)
_BY = re.compile(r"\bby\s$", re.IGNORECASE)
_DONE = re.compile(
    r"\s*(?:[.,;:)]|$)|\s+(?:in|on|at|since|from|to|over|after|before|during|within|between|last|this|next|compared|and)\b"
)
"""What follows a share by which something grew: `by a fifth in June`, but not `by a third party`."""
_OF_WHOLE = re.compile(r"\s+(?:of|the|its|their|his|her|all|as|a)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    start: int
    end: int
    low: float
    high: float
    kind: Literal["digits", "words", "ordinal", "share", "vague"]
    currency: str = ""


def _digits(text: str) -> float:
    """`1,000`, `1.000` and `1 000` are a thousand, `1.5` and `1,5` are one and a half."""
    groups = re.split(r"[.,\u00a0\u202f]", text)
    if groups[0] != "0" and (len(groups) == 1 or len(groups[0]) <= 3) and all(len(each) == 3 for each in groups[1:]):
        return float("".join(groups))
    return float("".join(groups[:-1]) + "." + groups[-1])


def _spelled(text: str) -> float:
    total = group = 0.0
    for word in re.split(r"[-‑\s]+", text.lower()):
        if word in SCALES:
            group = (group or 1) * SCALES[word]
            if group >= 1000:
                total, group = total + group, 0.0
        else:
            group += UNITS.get(word, 0) or TENS.get(word, 0) or (1 if word in ("a", "an") else 0)
    return total + group


def _in_digits(match: re.Match[str], text: str) -> Number | None:
    start, end = match.span()
    before = text[max(0, start - 14) : start]
    joins_word = before[-1:].isalpha() or (end < len(text) and (text[end].isalpha() or text[end] == "_"))
    if joins_word or before.endswith((":", "/", "#")) or _CLOCK.match(text, end) or _LABEL.search(before):
        return None
    value = _digits(match["digits"])
    if match["per"]:
        over = int(match["per"])
        return Number(start, end, value / over, value / over, "share") if value < over else None
    value *= SCALES.get((match["scale"] or "").lower(), 1)
    return Number(start, end, value, value, "ordinal" if match["nth"] else "digits", match["currency"] or "")


def _in_words(match: re.Match[str], text: str) -> Number | None:
    start, end = match.span()
    value = _spelled(match["spelled"])
    if match["tail"]:
        value += ORDINALS[match["tail"].lower()]
        return Number(start, end, value, value, "ordinal")
    if value == 1 and (_NO_COUNT.match(text, end) or _DETERMINED.search(text, max(0, start - 10), start)):
        return None
    return Number(start, end, value, value, "words")


def _part(match: re.Match[str], text: str) -> Number | None:
    """`One-fifth of`, `half the`, `two thirds`; a `fifth round` is an ordinal, `a third party` is nothing."""
    (start, end), part, numerator = match.span(), match["part"].lower(), (match["numerator"] or "").lower()
    over = _PARTS[part]
    whole = _OF_WHOLE.match(text, end) or (_BY.search(text, max(0, start - 4), start) and _DONE.match(text, end))
    count = 1 if numerator in ("", "a", "an") else UNITS[numerator]
    bound = bool(numerator) and (match["bind"] != " " or part.endswith("s") or whole is not None)
    if over == 2 and (text[end : end + 1] in ("-", "‑") or (not numerator and whole is None)):
        return None
    if (over == 2 or bound) and count < over:
        return Number(start, end, count / over, count / over, "share")
    if numerator or part not in ORDINALS:
        return None
    return Number(start, end, ORDINALS[part], ORDINALS[part], "ordinal")


def _number(match: re.Match[str], text: str) -> Number | None:
    start, end = match.span()
    if match["digits"]:
        return _in_digits(match, text)
    if match["part"]:
        return _part(match, text)
    if match["spelled"]:
        return _in_words(match, text)
    if match["vague"]:
        return Number(start, end, *VAGUE[match["vague"].lower()], "vague")
    word = match["ordinal"].lower()
    if word == "second" and text[end : end + 1] in (".", ",", ""):
        return None
    return Number(start, end, ORDINALS[word], ORDINALS[word], "ordinal")


def _matches(text: str) -> Iterator[re.Match[str]]:
    """What `_NUMBER` finds, tried only where a digit or one of its words begins: it is dear to try everywhere."""
    end = 0
    for start in _START.finditer(text):
        begins = start.start() >= end and (start.group()[-1].isdigit() or start.group().lower() in _FIRST)
        if begins and (match := _NUMBER.match(text, start.start())):
            end = match.end()
            yield match


def numbers(text: str) -> list[Number]:
    """Numbers in reading order; those of the calendar, of the clock and of labels (`F-16`, `Article 5`) are none."""
    if not _DIGIT.search(text) and not any(word.norm in _HINTS or "-" in word.norm for word in words(text)):
        return []
    calendar = calendar_spans(text)
    starts = [span.start for span in calendar]
    found: list[Number] = []
    for match in _matches(text):
        at = bisect_right(starts, match.start()) - 1
        if at >= 0 and calendar[at].end > match.start():
            continue
        if number := _number(match, text):
            found.append(number)
    return found
