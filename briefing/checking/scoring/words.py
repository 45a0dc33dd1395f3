"""Word by word: how each word of a claim is met, and whether it is joined to the next as in the source."""

from collections import defaultdict

from briefing.checking.scoring.tokens import Token
from briefing.checking.scoring.view import View
from briefing.language.lexicon import opposed

_CLOSE = 7
"""Tokens between two places that belong together."""
_SLIDE = 4
"""Words that may come between two neighbours of the claim."""
_WORDS_OF = {
    "negation": "not no never none nobody nothing neither nor without cannot hardly",
    "preposition": "in on at by for from to with of over under after before during until since against",
    "modal": "will would could may might must should shall can cannot likely perhaps probably",
    "quantifier": "all every always each only most many some several few both any more less",
}
_MARKS = {name: frozenset(words.split()) for name, words in _WORDS_OF.items()}


def words_and_joints(view: View) -> dict[str, float]:
    """Counts by state of a word (`met in a run name`), by state of a joint (`joint turned`); `worst word`, a weight."""
    counts: dict[str, float] = defaultdict(float)
    for order in range(len(view.content)):
        _word(view, order, counts)
        if order:
            _joint(view, order, counts)
    return counts


def _word(view: View, order: int, counts: dict[str, float]) -> None:
    at, place = view.content[order], view.places[order]
    token = view.claim[at]
    state = _state(view, order)
    counts[state] += 1
    counts[f"{state} {token.kind}"] += 1
    counts[f"is {token.kind}"] += 1
    if place is None:
        counts["missing weight"] += token.weight
        counts["worst word"] = max(counts["worst word"], token.weight)
        following = view.content[order + 1] if order + 1 < len(view.content) else None
        if state == "new" and token.kind == "name" and following == at + 1 and view.claim[following].kind == "name":
            counts["name made fuller"] += view.places[order + 1] is not None
    if place is None or state in ("met far", "related far"):
        _slot(view, order, token, counts)


def _state(view: View, order: int) -> str:
    at, place = view.content[order], view.places[order]
    document, token = view.document, view.claim[at]
    if place is None:
        return "elsewhere" if token.root in document.places else "new"
    inside = document.sentence_of[place] in view.region
    if document.roots[place] != token.root:
        return "related" if inside else "related far"
    if view.copied[at] >= 3:
        return "met in a run"
    beside = (*view.places[max(0, order - 1) : order], *view.places[order + 1 : order + 2])
    if any(other is not None and abs(place - other) <= _CLOSE for other in beside):
        return "met near"
    return "met" if inside else "met far"


def _slot(view: View, order: int, token: Token, counts: dict[str, float]) -> None:
    """What the source has where the claim has this word: another word of the kind, its opposite, nothing."""
    document = view.document
    left = view.places[order - 1] if order else None
    right = view.places[order + 1] if order + 1 < len(view.places) else None
    tight = left is not None and right is not None and 0 < right - left <= _CLOSE
    if tight and left is not None and right is not None:
        stretch = range(left + 1, right)
    elif left is not None:
        stretch = range(left + 1, min(left + 4, document.bounds[document.sentence_of[left]][1]))
    elif right is not None:
        stretch = range(max(right - 3, document.bounds[document.sentence_of[right]][0]), right)
    else:
        return
    held = [document.tokens[place] for place in stretch if document.tokens[place].is_content]
    if tight and view.places[order] is None:
        kind = "replaced" if held else "inserted"
        counts[kind] += 1
        counts[f"{kind} {token.kind}"] += 1
    counts[f"swapped {token.kind}"] += any(other.kind == token.kind for other in held)
    counts["opposite in place"] += any(opposed(token.root, other.root) for other in held)


def _joint(view: View, order: int, counts: dict[str, float]) -> None:
    """How a word of the claim and the one before it stand to one another in the source."""
    document = view.document
    before, at = view.content[order - 1], view.content[order]
    left, right = view.places[order - 1], view.places[order]
    if left is None or right is None:
        counts["joint open"] += 1
        return
    gap, sentence_of = right - left, document.sentence_of
    if gap == at - before:
        state = "same"
    elif 0 < gap <= at - before + _SLIDE:
        state = "in order"
    elif -8 <= gap <= 0:
        state = "turned"
    elif sentence_of[left] == sentence_of[right]:
        state = "loose"
    else:
        state = "across" if abs(sentence_of[left] - sentence_of[right]) == 1 else "apart"
    counts[f"joint {state}"] += 1
    if state in ("same", "in order"):
        _marks_between(view, order, left, right, counts)
        return
    for kind in {view.claim[before].kind, view.claim[at].kind} & {"name", "number"}:
        counts[f"joint broken {kind}"] += 1


def _marks_between(view: View, order: int, left: int, right: int, counts: dict[str, float]) -> None:
    """Function words that differ where the words around them are the same."""
    between = view.document.tokens[left + 1 : right]
    if any(token.is_content for token in between):
        return
    ours = {token.norm for token in view.claim[view.content[order - 1] + 1 : view.content[order]]}
    theirs = {token.norm for token in between}
    if ours == theirs:
        return
    counts["function words differ"] += 1
    for name, marks in _MARKS.items():
        counts[f"{name} put in"] += bool((ours - theirs) & marks)
        counts[f"{name} left out"] += bool((theirs - ours) & marks)
