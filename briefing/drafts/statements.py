"""Which sentences of a draft claim something, and why the others do not.

In doubt a sentence is a claim: one that is checked in vain costs a glance, one that is passed over hides a lie.
"""

import re

from briefing.drafts.block import Kind
from briefing.language.quotations import quotations

_LEAST_OF_FRAGMENT = 4
"""Words of an item that has no full stop; fewer are a label."""
_LEAST_OF_CELL = 6
_MOST_OF_GREETING = 9

_END = re.compile(r"[.!…。！][\"”’'»)\]*]*\Z")
_ASKED = re.compile(r"[?？][!?]*[\"”’'»)\]]*\Z")
_CLOSING_QUOTE = re.compile(r"[\"”’'»][)\]]*\Z")
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+")
_GREETING = re.compile(
    r"(?:dear|hi|hello|hey|greetings|good (?:morning|day|afternoon|evening|night)|to whom it may concern|"
    r"(?:best|kind|kindest|warm|warmest|with best|with kind) (?:regards|wishes)|regards|best|cheers|sincerely|"
    r"yours (?:sincerely|faithfully|truly)|respectfully|thanks|many thanks|thank you|all the best|"
    r"happy (?:reading|new year)|welcome)\b",
    re.IGNORECASE,
)
_SAYING = re.compile(r"\b(?:said|says|told|tells|asked|announced|that|because|was|were|has|had)\b", re.IGNORECASE)
_MEMO = re.compile(
    r"(?:from|to|cc|bcc|date|subject|re|ref|reference|author|authors|source|sources|classification|status|"
    r"distribution|version|page|tags|keywords|category|copyright|©|by|photo|image|figure|table|read more|see also)\b",
    re.IGNORECASE,
)


def why_no_claim(sentence: str, kind: Kind, *, whole: bool, linked: bool) -> str | None:
    """None for a claim, else in one word what it is.

    `whole`: the block has no other sentence. `linked`: every word of it is the text of a link.
    """
    words = _WORD.findall(_ADDRESS.sub(" ", sentence))
    if not words:
        return "link" if _ADDRESS.search(sentence) else "label"
    if kind is Kind.HEADING:
        return "heading"
    if linked and whole:
        return "link"
    if is_question(sentence):
        return "question"
    if _is_greeting(sentence, len(words)):
        return "greeting"
    ended = _END.search(sentence) is not None
    if len(words) == 1:
        return "label"
    if ended:
        return None
    if whole and _MEMO.match(sentence) and len(words) <= 12 and not _SAYING.search(sentence):
        return "label"
    if sentence.endswith(":") and len(words) <= 6 and not _SAYING.search(sentence):
        return "label"
    least = _LEAST_OF_CELL if kind is Kind.CELL else _LEAST_OF_FRAGMENT
    return "label" if len(words) < least and not _SAYING.search(sentence) else None


def is_question(sentence: str) -> bool:
    """Whether it asks; one that reports a question (`Petrova asked: “Will it hold?”`) does not."""
    if not _ASKED.search(sentence):
        return False
    if not _CLOSING_QUOTE.search(sentence):
        return True
    asked = quotations(sentence)
    return not asked or len(_WORD.findall(sentence[: asked[-1].start])) < 2


def _is_greeting(sentence: str, words: int) -> bool:
    return words <= _MOST_OF_GREETING and _GREETING.match(sentence) is not None and not _SAYING.search(sentence)
