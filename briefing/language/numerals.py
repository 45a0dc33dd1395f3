"""Quantities in a text: numbers as intervals, with what they count."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from briefing.language.number_words import Number, numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    start: int
    end: int
    """Of the number with its bounding words and per cent sign (`almost one-fifth`), without what it counts."""
    low: float
    high: float
    """Both inclusive, `inf` where the text sets no bound; a strict bound is moved by one part in a billion."""
    unit: str | None
    """What is counted, in the singular: `prisoner of war`, `hour`, `percent`, `dollar`; None where not said."""
    each: bool
    """A number for each side, not for all together."""
    ordinal: bool
    text: str
    share: bool = False
    """A part of a whole, between 0 and 1: `one-fifth`, `half`."""
    exact: bool = True
    """No bounding word, no range, no `dozens`."""
    around: tuple[str, ...] = ()
    """All words of the counted phrase, in the singular, each once."""
    per: str | None = None
    """What it is reckoned by: `day` in `1,200 passengers a day`."""


_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₽": "ruble", "₴": "hryvnia"}
_BOUNDS = {
    "up": "more than|over|above|exceeding|greater than|well over|beyond|in excess of|higher than",
    "at least": "upwards of|at least|no fewer than|no less than|not less than|a minimum of",
    "down": "less than|fewer than|under|below|well under|lower than",
    "at most": "up to|at most|no more than|not more than|a maximum of|as many as|as much as",
    "almost": "almost|nearly|close to|just under|just below|approaching",
    "near": "some|about|around|roughly|approximately|circa|an estimated|just over|just above|~",
}
_BOUND_OF = {word: bound for bound, words in _BOUNDS.items() for word in words.split("|")}
_BOUND = re.compile(
    rf"(?:(?<![^\W_])|(?=~))({'|'.join(sorted(_BOUND_OF, key=len, reverse=True))})\s*(?:an?\s+|the\s+)?$", re.IGNORECASE
)
_VERB_OVER = re.compile(
    r"\b(?:hand|take|turn|give|carry|sign|bring|win|pass|tak|giv)(?:s|ed|ing)?\s+$|\b(?:took|gave|won|brought|carried)\s+$",
    re.IGNORECASE,
)
"""What `over` belongs to in `hand over 1,000 prisoners`."""
_PER = re.compile(
    r"(?:\s+[^\W\d]\S*){0,2}?\s+(?:(?:per|an?|each|every)\s+(?P<per>second|minute|hour|day|night|week|month|quarter|year"
    r"|lit(?:re|er)|gallon|kilo(?:gram)?|pound|ton(?:ne)?|barrel|share|head|person|mile|kilomet(?:re|er)|unit|bottle)s?\b(?!\s+(?:later|ago|before|after|earlier|long|to|on))"
    r"|(?P<adverb>hourly|daily|nightly|weekly|monthly|quarterly|yearly|annually)\b)",
    re.IGNORECASE,
)
_PER_ADVERB = {"daily": "day", "yearly": "year", "annually": "year"}
_OR_MORE = re.compile(r"\s*(?:percent|per cent|%)?\s*or (?:more|higher)\b", re.IGNORECASE)
_JOINED = re.compile(r"\s?[-‑–—]\s?|\s+(?:to|and)\s+", re.IGNORECASE)
_EACH_AFTER = re.compile(
    r"[^.;:!?]{0,40}?\b(?:each|apiece|(?:from|on|by|per|for) (?:each|either|both) side|per side)\b", re.IGNORECASE
)
_EACH_BEFORE = re.compile(r"\b(?:each|either) (?:of|side|party|country|camp|team)\b[^.;:!?]{0,40}$", re.IGNORECASE)
_SIDES = ("each", "either", "apiece", "side")
"""One of these stands in every text that has a number for each side."""
_NOUN = re.compile(r"\s*\(?([^\W\d_]+(?:['’][^\W\d_]+)?)")
_HYPHENED = re.compile(r"[-‑]([^\W\d_]{2,})")
_PERCENT = re.compile(r"\s?%|[\s-](?:percent|per cent|pct)(?:age points?)?\b", re.IGNORECASE)
_WHOLE = re.compile(r"\s+(?:of\s+)?(?:(?:all|the|its|their)\s+)*", re.IGNORECASE)
_SCALE = re.compile(r"\s+(Fahrenheit|Celsius|[FCK]\b)", re.IGNORECASE)
_OF = re.compile(r"\s+of\s+([a-z]+)\b")
_NO_NOUNS = """
    a an the and or but of in on at to from for with by as than that which who whom whose where when while is are
    was were be been being has have had do does did will would could may might must shall should not no nor its
    his her their our my your this these those it he she they we each apiece after before since until during
    between against under over about into out up per said says say also ago old later earlier so if because
    including there here more less other
    """
_STOP = frozenset(_NO_NOUNS.split())
_SINGULAR = {
    "pow": "prisoner of war", "people": "person", "men": "man", "women": "woman", "children": "child",
    "troop": "soldier", "serviceman": "soldier", "servicemen": "soldier", "cent": "percent", "hr": "hour",
    "km": "kilometre", "kilometer": "kilometre", "feet": "foot", "lives": "life", "wives": "wife", "pct": "percent",
    "usd": "dollar", "eur": "euro", "series": "series", "news": "news", "meter": "metre", "tonne": "ton",
}  # fmt: skip


@lru_cache(maxsize=16384)
def singular(noun: str) -> str:
    """A noun in its singular, lower case; words of one meaning share one form (`POWs`, `prisoners of war`)."""
    word = noun.lower()
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in _SINGULAR:
        word = word[:-1]
    return _SINGULAR.get(word, word)


def _bounds(number: Number, text: str) -> tuple[int, float, float]:
    """Start with the bounding words, low and high."""
    start, low, high = number.start, number.low, number.high
    found = _BOUND.search(text, max(0, start - 24), start)
    phrasal = found is not None and found[1].lower() == "over" and _VERB_OVER.search(text[: found.start()][-12:])
    if found is None or phrasal or number.kind in ("ordinal", "vague"):
        return start, low, math.inf if _OR_MORE.match(text, number.end) else high
    bound = _BOUND_OF[found[1].lower()]
    if bound == "near":
        low, high = 0.9 * low, 1.1 * high
    elif bound == "almost":
        low, high = 0.8 * low, high * (1 - 1e-9)
    elif bound in ("up", "at least"):
        low, high = low * (1 + 1e-9) if bound == "up" else low, math.inf
    else:
        low, high = 0.0, high * (1 - 1e-9) if bound == "down" else high
    return found.start(), low, high


def _nouns(text: str, position: int, *, ordinal: bool) -> tuple[list[str], int]:
    """The counted noun phrase up to its first plural noun, and where it ends."""
    nouns: list[str] = []
    while len(nouns) < 4 and (match := _NOUN.match(text, position)) and match[1].lower() not in _STOP:
        position = match.end()
        noun = re.sub(r"['’]s?$", "", match[1])
        nouns.append(noun)
        if noun == match[1] and singular(noun) != noun.lower() and not ordinal:
            break
    return nouns, position


def _counted(text: str, number: Number) -> tuple[str | None, tuple[str, ...], int]:
    """What is counted, all words of its phrase, and where the number ends (a per cent sign belongs to it)."""
    end = number.end
    if percent := _PERCENT.match(text, end):
        nouns, _ = _nouns(text, _after_whole(text, percent.end()), ordinal=False)
        return "percent", tuple(dict.fromkeys(map(singular, nouns))), percent.end()
    if number.currency:
        return _CURRENCIES[number.currency], (_CURRENCIES[number.currency],), end
    if hyphened := _HYPHENED.match(text, end):
        return singular(hyphened[1]), (singular(hyphened[1]),), end
    position = _after_whole(text, end) if number.kind in ("share", "vague") else end
    nouns, position = _nouns(text, position, ordinal=number.kind == "ordinal")
    if not nouns:
        return None, (), end
    unit = singular(nouns[-1])
    if unit == "degree" and (scale := _SCALE.match(text, position)):
        return f"degree {scale[1].lower()}", (scale[1].lower(),), end
    around = [*map(singular, nouns)]
    if (of := _OF.match(text, position)) and of[1] not in _STOP:
        unit = f"{unit} of {singular(of[1])}"
        around.append(singular(of[1]))
    words = " ".join((unit, *around)).split()
    return unit, tuple(dict.fromkeys(word for word in words if word != "of")), end


def _after_whole(text: str, position: int) -> int:
    match = _WHOLE.match(text, position)
    return match.end() if match else position


def _ranges(text: str, found: list[Number]) -> list[tuple[Number, Number]]:
    """Numbers with the number that ends their range: themselves where there is none."""
    pairs: list[tuple[Number, Number]] = []
    skip = False
    for at, number in enumerate(found):
        if skip:
            skip = False
            continue
        following = found[at + 1] if at + 1 < len(found) else None
        joint = text[number.end : following.start] if following else ""
        joined = _JOINED.fullmatch(joint.removeprefix("%")) is not None
        if following and joined and number.low < following.low and following.kind == number.kind != "ordinal":
            between = text[max(0, number.start - 8) : number.start].lower().rstrip().endswith("between")
            if "and" not in joint or between:
                pairs.append((number, following))
                skip = True
                continue
        pairs.append((number, number))
    return pairs


def quantities(text: str) -> list[Quantity]:
    """Quantities in reading order; years, dates, clock times and labels (`F-16`, `Article 5`) are none."""
    found: list[Quantity] = []
    low_case = text.lower()
    sides = any(cue in low_case for cue in _SIDES)
    for number, last in _ranges(text, numbers(text)):
        start, low, high = _bounds(number, text)
        if last is not number:
            low, high = _scaled(low, last.high), last.high
        unit, around, end = _counted(text, last)
        each = sides and bool(_EACH_AFTER.match(text, end) or _EACH_BEFORE.search(text, max(0, start - 60), start))
        found.append(
            Quantity(
                start=start,
                end=end,
                low=low,
                high=high,
                unit=unit,
                each=each,
                ordinal=number.kind == "ordinal",
                text=text[start:end],
                share=number.kind == "share",
                exact=low == high,
                around=around,
                per=_per(text, end),
            )
        )
    return found


def _per(text: str, end: int) -> str | None:
    found = _PER.match(text, end)
    if found is None:
        return None
    if found["adverb"]:
        word = found["adverb"].lower()
        return _PER_ADVERB.get(word, word.removesuffix("ly"))
    return singular(found["per"]).replace("liter", "litre").replace("kilogram", "kilo")


def _scaled(low: float, last: float) -> float:
    """The first number of `10 to 15 million`, which leaves its scale to the second."""
    scale = next((10.0**power for power in (12, 9, 6, 3) if last >= 10**power), 1.0)
    return low * scale if low < 1000 and low * scale <= last else low


def same_unit(a: Quantity, b: Quantity) -> bool:
    """Whether both count the same kind of thing; False where one does not say."""
    if a.unit is None or b.unit is None:
        return False
    if a.unit == b.unit:
        return True
    return a.unit.split(" of ")[0] == b.unit.split(" of ")[0] or a.unit in b.around or b.unit in a.around
