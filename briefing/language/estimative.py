"""Estimative language: the words by which a text says how likely something is, and whether it speaks of the future."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from briefing.domain.yardstick import YARDSTICKS, Yardstick


class Estimate(NamedTuple):
    """An estimative expression of a text."""

    start: int
    end: int
    term: str
    """The expression as the text has it, lower case: `likely`, `probably`, `not likely`, `could`."""
    band: tuple[int, int] | None
    """Per cent, both inclusive; None where the yardstick lacks the expression, always where it is negated."""


_DEGREE = (
    r"(?:all\s+but|almost|nearly|virtually|highly|very|extremely|fairly|increasingly|equally|just\s+as|quite|rather|"
    r"more|most|less|least|as|so|too|much|overwhelmingly|somewhat|only|roughly|a|an|the|any)"
)
_LIKELIHOOD = (
    r"(?:(?:un)?likely|(?:im)?probable|probably|certain(?:ly)?|possibl[ey]|perhaps|conceivabl[ey]|inevitabl[ey]|doubtful"
    r"|(?:real(?:istic)?|remote|slim|slight|small|strong|good|fair|high|serious|even|distinct)\s+"
    r"(?:possibility|chances?|prospects?|likelihood|probability|odds|risk)"
    r"|(?:possibility|chances?|likelihood|probability|odds)(?=\s+(?:of|that|for)\b)|remote(?!\s+(?!that\b)\w))"
)
_EXPECTED = r"(?:expected|projected|predicted|forecast|anticipated|poised|bound|slated|scheduled|destined|tipped)\s+to"
_ABOUT_TO = r"(?<=\b(?:is|be)\s)(?:set|due|going|about|sure)\s+to|(?<=\bare\s)(?:set|due|going|about|sure)\s+to"
_MODAL = r"(?:could|might|may)(?!\s+(?:n[o']t\s+)?have\b)"
_WORDINGS = "|".join(
    re.escape(wording).replace(r"\ ", r"\s+")
    for wording in sorted(
        {wording for each in YARDSTICKS.values() for term in each.terms for wording in (term.name, *term.synonyms)},
        key=lambda wording: (-len(wording), wording),
    )
    if " " in wording
)
_EXPRESSION = re.compile(
    rf"\b(?:(?P<no>not|no|never|hardly|neither)\s+)?"
    rf"(?P<words>{_WORDINGS}|(?:{_DEGREE}\s+)*{_LIKELIHOOD}|{_EXPECTED}|{_ABOUT_TO}|{_MODAL})(?!\w)",
    re.IGNORECASE,
)
_ARTICLES = re.compile(r"^(?:(?:a|an|the|any|only|so|as|rather|quite|just)\s+)+", re.IGNORECASE)
_OTHER_SENSE = re.compile(
    r"probable\s+cause|(?:a\s+)?certain\s+(?!that|to\b|about)\w|(?:the|a)\s+certain\b|remote\s+(?!chance|possib|prospect|likel|prob|that\b)\w|possible\s+(?!that\b|by\b|in\b|before\b|if\b|only\b|within\b)[a-z]"
    r"|as\s+possible|(?:could|might|may)\s+(?:be\s+(?:reached|heard|seen|found)|well\s+as)",
    re.IGNORECASE,
)
_MONTH_AFTER = re.compile(r"May(?=\s+\d|,\s|[.]|$)")
_MONTH_BEFORE = re.compile(
    r"(?:\d|\b(?:in|of|by|on|since|until|till|before|after|from|early|late|mid|last|next|this|through|between|and|to))"
    r"[\s-]+$",
    re.IGNORECASE,
)


_HINT = re.compile(
    r"ould\b|ill\b|['’]ll\b|won['’]t|may\b|might\b|shall\b|ikely|robabl|ertain|ossib|erhaps|onceivab|nevitabl|oubtful"
    r"|hance|odds|spect|expect|ikelihood|risk|project|predict|forecast|anticipat|poised|bound|slated|schedul|destined"
    r"|tipped|(?:set|due|going|about|sure)\s+to|foresee|remote|May\b"
)
"""Every estimative or future expression has one of these in it: most sentences have none."""


@cache
def _bands(yardstick: Yardstick) -> dict[str, tuple[int, int]]:
    """By wording, lower case."""
    return {
        wording.casefold(): (term.low, term.high) for term in yardstick.terms for wording in (term.name, *term.synonyms)
    }


def estimates(text: str, yardstick: Yardstick) -> list[Estimate]:
    """The estimative expressions of a text, from left to right, each as long as it goes.

    "Highly likely" is one expression, and "likely" in it none. "Not likely" and "no realistic possibility" are
    expressions of their own that no yardstick has. Future tense alone ("will") is none.
    """
    bands = _bands(yardstick)
    found: list[Estimate] = []
    for match, start in _expressions(text):
        term = " ".join(text[start : match.end()].casefold().split())
        if match["no"]:
            found.append(Estimate(match.start(), match.end(), f"{match['no'].casefold()} {term}", None))
        elif term != "remote" or term in bands:
            band = bands.get(term) or (bands.get("remote") if term.startswith("remote ") else None)
            found.append(Estimate(start, match.end(), term, band))
    return found


def hedged(text: str) -> bool:
    """Whether the text has any estimative expression, in whatever yardstick or none."""
    return any(True for _ in _expressions(text))


def _expressions(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Matches that are meant as estimates, each with the place where its term begins behind articles."""
    if not _HINT.search(text):
        return
    for match in _EXPRESSION.finditer(text):
        start, end = match.span("words")
        if _OTHER_SENSE.match(text, start):
            continue
        start += len(article.group()) if (article := _ARTICLES.match(text[start:end])) else 0
        if not _OTHER_SENSE.match(text, start) and not _is_month(text, start):
            yield match, start


def _is_month(text: str, at: int) -> bool:
    """Whether `May` at this place is the month."""
    if not text.startswith("May", at):
        return False
    return bool(_MONTH_AFTER.match(text, at) or _MONTH_BEFORE.search(text[max(0, at - 12) : at]))


_BASE = r"(?:\w+ly\s+|(?:also|still|soon|even|then|one\s+day)\s+)*(?!have\b|has\b|not\b|of\b|and\b|or\b)[a-z]"
_FUTURE = re.compile(
    rf"(?:\b(?:will|won['’]t|shall)\s+(?:not\s+|never\s+|likely\s+|probably\s+)*{_BASE}|['’]ll\s+{_BASE}"
    rf"|(?<!\bso\sit\s)(?<!\bso\sthey\s)\b(?:could|might|may)\s+(?:not\s+)?{_BASE}"
    r"|\bwould\s+(?:likely|probably|eventually|soon|inevitably|almost\s+certainly|then)\s+(?!have\b)[a-z]"
    r"|\b(?:is|are|be|remains?|seems?|appears?|looks?|['’](?:s|re))\s+(?:\w+ly\s+|now\s+|also\s+|still\s+|not\s+|all\s+but\s+"
    r"|more\s+|less\s+|very\s+)*(?:(?:un)?likely|expected|projected|predicted|forecast|anticipated|poised|bound|slated|"
    r"scheduled|set|due|going|about|sure|certain|destined|tipped)\s+to\s+(?!have\b)[a-z]"
    r"|\b(?:is|are|remains?|seems?|appears?)\s+(?:\w+\s+)?(?:unlikely|likely|probable|improbable|inevitable|doubtful)"
    r"(?=\s+(?:before|until|by|in|within|this|next|unless|while|if|as|anytime|any|soon|over|during|throughout"
    r"|for\s+(?:\w+\s+){1,3}(?:day|week|month|year)s?)\b|[,.:;]|$)"
    r"|\b(?:said|says|told|warned|predicted|believed|added)\b[^.;]*\b(?:was|were)\s+(?:\w+\s+)?"
    r"(?:(?:un)?likely|expected|bound|set|due)\s+to\s+(?!have\b)[a-z]"
    r"|\b(?:possibility|prospects?|likelihood|chances?|probability|risk)\s+(?:of|that|for)\b"
    r"|\b(?:(?:un|highly\s+un|very\s+)?likely|(?:im)?probable|possible|certain|inevitable|doubtful)\s+that\b[^.]*?"
    r"\b(?:will|would|can|could|may|might)\b"
    r"|\b(?:expects?|forecasts?|predicts?|anticipates?|foresees?|projects)\s+(?:that|the|an?|no|more|further|it|to)\b)"
)
_BACKWARD = re.compile(
    r"\b(?:could|might|may|would|will)\s+(?:not\s+)?have\s+(?:been|had|\w+ed)\b"
    r"|\b(?:would\s+have|had\s+(?:been\s+)?(?:expected|predicted|forecast))\b"
)
_INABILITY = re.compile(r"could\s+not|couldn['’]t|could\s+(?:be\s+)?(?:only\s+)?(?:see|hear|seen|heard|reached)\b")


def forward_looking(text: str) -> bool:
    """Whether the text judges or announces what is still to come.

    True for will, could, may, might, is likely or expected to, a prospect or risk of; False for what could have
    been, for past inability ("could not"), and for "may" as a month.
    """
    return _HINT.search(text) is not None and any(
        not _BACKWARD.match(text, match.start())
        and not _INABILITY.match(text, match.start())
        and not _is_month(text, match.start())
        for match in _FUTURE.finditer(text)
    )
