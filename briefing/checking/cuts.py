"""Cuts: what a quotation leaves out of the words it was taken from, and puts into them, and whether that turns them."""

import re
from collections.abc import Callable, Sequence

from briefing.checking.marks import is_negator
from briefing.checking.wording import Match, insertions
from briefing.language.lexicon import is_irregular, root
from briefing.language.quotations import Quotation, quotations
from briefing.language.words import STOPWORDS, Word, words

_EDITING = "sic emphasis added laughs laughter inaudible pause sighs"
_FITTING = "a an the is are was were be been being has have had do does did that and to of will would"
_STANDING_IN = """
    he she it they him them her his hers its their theirs this that these those we us our i me my you your
    """
_COUNTING = "all every each only no none most some few many always ever whole entire any both"
_UNDOING = "doubt deny hope wish pretend refuse fail false wrong untrue lie nonsense claim accuse unlikely"
_MARKS_OF_AN_EDITOR = frozenset(_EDITING.split())
_GRAMMAR = frozenset(_FITTING.split())
"""Words an editor may put in so that a fragment fits its sentence."""
_PRONOUNS = frozenset(_STANDING_IN.split())
_QUANTIFIERS = frozenset(_COUNTING.split())
_TURNING = frozenset(map(root, _UNDOING.split()))
"""What they govern is not said by who uses them."""
_CONDITION = re.compile(
    r"\b(?:if|unless|provided|providing|as long as|so long as|on condition|only when|assuming)\b", re.IGNORECASE
)
_INVERTED = re.compile(r"\W*(?:Had|Were|Should)\s+(?:I|we|you|he|she|it|they|the|[A-Z]\w+)\b")
_CONDITION_NEXT = re.compile(
    r"^\W*(?:but only |and only |only |except |even )?"
    r"(?:if|unless|provided|providing|as long as|so long as|on condition|except|assuming|only)\b",
    re.IGNORECASE,
)
_UNTIL_NEXT = re.compile(r"^\W*(?:until|till|before)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…]+[”\"’')\]]*\s+|\n\n")
_CLAUSE_END = re.compile(r"[,;:()—–]|\s-\s|\bbut\b")
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|will|would|can|could|may|might|did|does|do|must|should|shall)\b"
    r"|['’](?:s|re|ve|ll|d|m)\b"
)
_ADJACENT = 3
"""Words before a fragment in which a denial still governs it."""
_SHOWN = 60
"""Characters of the source shown on either side."""


Beside = Callable[[str], set[str]]
"""Roots of the words that stand beside a name anywhere in the source."""


def examine(quotation: Quotation, frame: str, match: Match, text: str, given: Quotation | None, beside: Beside) -> str:
    """What is wrong with how the quotation was cut, in words; empty if nothing is.

    Args:
        frame: the sentence around the quotation: what it says itself need not be quoted.
        match: where `text` has the words.
        given: the quotation of the source that holds them, None where they are the narrator's.
    """
    return (
        _inserted(quotation.text, match, text, beside)
        or _dropped(match, text)
        or _ends(quotation.text, frame, match, text, given)
    )


def _inserted(quote: str, match: Match, text: str, beside: Beside) -> str:
    """Brackets may change case and tense, and name whom a pronoun means; all else is new words in a speaker's mouth."""
    around = _roots(words(text))
    for insertion in insertions(quote):
        put_in = words(insertion.text)
        gone = words(_gap(match, text, insertion.after))
        last = _before(match, text, insertion.after)
        known = around | (_described(match, text, insertion.after) & beside(insertion.text) and _roots(put_in))
        if not _is_clarifying(put_in, gone, last, known):
            return f'the brackets put "{insertion.text}" into the words, which the source does not bear out'
    return ""


def _roots(found: Sequence[Word]) -> set[str]:
    return {root(word.norm) for word in found}


def _described(match: Match, text: str, number: int) -> set[str]:
    """What the words before the brackets call him: `the owner changed his mind, and he [Crane] ...`."""
    if not 0 < number <= len(match.pieces):
        return set()
    return _roots([word for word in words(text[slice(*match.pieces[number - 1])]) if word.norm not in STOPWORDS])


def _gap(match: Match, text: str, number: int) -> str:
    """What the text has between two stretches of the quotation."""
    if 0 < number < len(match.pieces):
        return text[match.pieces[number - 1][1] : match.pieces[number][0]]
    return ""


def _before(match: Match, text: str, number: int) -> list[Word]:
    if 0 < number <= len(match.pieces):
        return words(text[slice(*match.pieces[number - 1])])[-1:]
    return []


def _is_clarifying(put_in: Sequence[Word], gone: Sequence[Word], last: Sequence[Word], around: set[str]) -> bool:
    roots, norms = _roots(gone), {word.norm for word in put_in}
    if norms <= _MARKS_OF_AN_EDITOR or {root(norm) for norm in norms} <= roots:
        return True
    if any(is_negator(norm) or norm in _QUANTIFIERS for norm in norms - {word.norm for word in gone}):
        return False
    if norms <= _GRAMMAR | _PRONOUNS:
        return True
    stands_for = [word.norm for word in (*gone, *last)]
    content = {root(norm) for norm in norms - STOPWORDS}
    return bool(_PRONOUNS.intersection(stands_for)) and content <= around | roots


def _dropped(match: Match, text: str) -> str:
    """A denial left out between two stretches, or two quotations of different speakers made one."""
    for number in range(1, len(match.pieces)):
        gap = _gap(match, text, number)
        left_out = words(gap)
        last = max((at for at, word in enumerate(left_out) if is_negator(word.norm)), default=None)
        if last is not None and not re.search(r"[,;:.!?()—–]", gap[left_out[last].end :]):
            return f'it leaves out "{" ".join(gap.split())}"'
        one, other = (_holder(text, match.pieces[at]) for at in (number - 1, number))
        if one and other and one is not other and one.speaker and other.speaker and one.speaker != other.speaker:
            return f"it joins words of {one.speaker} and of {other.speaker}"
    return ""


def _holder(text: str, piece: tuple[int, int]) -> Quotation | None:
    return next((each for each in quotations(text) if each.start <= piece[0] and piece[1] <= each.end), None)


def _ends(quote: str, frame: str, match: Match, text: str, given: Quotation | None) -> str:
    """A denial, a doubt or a condition that governs the words and is cut off before or behind them."""
    begin, end = (given.inner.start, given.inner.end) if given else (0, len(text))
    lead = _SENTENCE_END.split(text[begin : match.start])[-1]
    tail = _SENTENCE_END.split(text[match.end : max(end, match.end)])[0]
    said = words(frame)
    turned = any(is_negator(word.norm) or root(word.norm) in _TURNING for word in said)
    conditional = _CONDITION.search(frame) is not None
    clause = _CLAUSE_END.split(lead)[-1]
    if not turned and (word := _governing(words(clause), quote)):
        return f'"{_shown(lead, text, match, tail)}" is what was said: it is cut behind "{word}"'
    if not conditional and _is_condition(lead):
        return f'"{_shown(lead, text, match, tail)}" is what was said: the condition is cut off'
    denied = any(is_negator(word.norm) for word in words(quote))
    if not conditional and (_CONDITION_NEXT.match(tail) or (denied and _UNTIL_NEXT.match(tail))):
        follows = _CONDITION_NEXT.match(tail) or _UNTIL_NEXT.match(tail)
        if follows and follows.group().strip(" ,.;").casefold() not in frame.casefold():
            return f'"{_shown(lead, text, match, tail)}" is what was said: what limits it is cut off'
    following = words(tail)[:1]
    if following and is_negator(following[0].norm) and not tail.strip().startswith((",", ";", ":")) and not turned:
        return f'"{_shown(lead, text, match, tail)}" is what was said: it is cut before "{following[0].text}"'
    return ""


def _governing(before: Sequence[Word], quote: str) -> str:
    """The word in the same clause that turns what follows it; for a fragment without a verb it must stand near."""
    near = before if _has_verb(quote) else before[-_ADJACENT:]
    for word in reversed(near):
        if is_negator(word.norm) or root(word.norm) in _TURNING:
            return word.text
    return ""


def _has_verb(quote: str) -> bool:
    return _AUXILIARY.search(quote) is not None or any(
        is_irregular(word.norm) or (word.norm.endswith("ed") and len(word.norm) > 4) for word in words(quote)
    )


def _is_condition(lead: str) -> bool:
    """Whether the words follow a condition: `If the records turn up, ...`."""
    if _INVERTED.match(lead):
        return lead.rstrip().endswith(",")
    found = list(_CONDITION.finditer(lead))
    return bool(found) and (lead.rstrip().endswith(",") or not _CLAUSE_END.search(lead[found[-1].end() :]))


def _shown(lead: str, text: str, match: Match, tail: str) -> str:
    before = lead if len(lead) <= _SHOWN else "… " + lead[-_SHOWN:].split(" ", 1)[-1]
    after = tail if len(tail) <= _SHOWN else tail[:_SHOWN].rsplit(" ", 1)[0] + " …"
    middle = text[match.start : match.end]
    if len(middle) > 2 * _SHOWN:
        middle = middle[:_SHOWN].rsplit(" ", 1)[0] + " … " + middle[-_SHOWN:].split(" ", 1)[-1]
    return " ".join(f"{before}{middle}{after}".split()).strip('”"“ ')
