"""Relations: who did what to whom; subject and object are not swapped, and nobody does what another did."""

import re

from briefing.checking.alignment import Alignment
from briefing.checking.facts import SAYING, Facts, Token
from briefing.checking.finding import Finding, Outcome
from briefing.checking.matching import CLOSE, name_likeness
from briefing.checking.parallels import LONGEST, meets, member_of
from briefing.checking.predicates import Predicate, Side, predicates
from briefing.language.lexicon import likeness, root
from briefing.language.names import Name, country

CHECK = "relation"
_BOTH_WAYS = """
    meet talk discuss agree exchange swap negotiate speak fight join marry differ border share call conflict war
    dialogue summit clash compete cooperate converse hold sign
    """
_MUTUAL = frozenset(map(root, _BOTH_WAYS.split()))
_TURNING = "win lose defeat victory loss beat follow include contain comprise belong"
_CONVERSE = frozenset(map(root, _TURNING.split()))
"""Verbs that a synonym may turn round: only the same word is laid beside them."""
_SAID_OF_BOTH = """
    open reopen close shut begin start resume end stop finish halt continue change move turn break burn sink grow spread
    increase decrease double halve improve worsen collapse melt freeze fill empty drop split crash ground delay
    """
_ERGATIVE = frozenset(map(root, _SAID_OF_BOTH.split()))
"""Verbs by which what somebody opens opens."""
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be|get|got)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_BY = re.compile(r"^\W*(?:\w+\W+){0,4}?by\b", re.IGNORECASE)
_AGENT = re.compile(r"\s+by\b", re.IGNORECASE)
_REACH = 40
"""Characters between verb and name, at most."""
_ENOUGH = 0.5
"""Share of the claim that a passage must have for its relations to be looked at."""
_NOT_THIS = re.compile(r",\s+(?:and\s+|but\s+)?not\s+(?:\w+\s+){0,4}$", re.IGNORECASE)
_THE = re.compile(r"\b(?:the|this|that|its|his|her|their)\s+$", re.IGNORECASE)
_HERE, _OPEN, _CROSSED, _ELSEWHERE = "here", "open", "crossed", "elsewhere"
_ODDS = {_HERE: 0, _OPEN: 0, _CROSSED: 1, _ELSEWHERE: 2}


def compare(alignment: Alignment) -> list[Finding]:
    """A finding for each verb whose doer and object the passage has the other way round, or of which it has others."""
    if alignment.coverage < _ENOUGH or len(alignment.passage.text) > LONGEST:
        return []
    mine = predicates(alignment.claim)
    found: list[Finding] = []
    for token in alignment.tokens:
        said = mine.get(token)
        if said is None or token.weight <= SAYING or token.root in _MUTUAL:
            continue
        if turned := _turned(alignment, token):
            found.append(turned)
            continue
        given = [each for each in predicates(alignment.passage).values() if _same_verb(token, each.verb)]
        judged = [(*_places_of(alignment, *_alike(said, each)), *_alike(said, each)) for each in given]
        if any(_HERE in each and not {_CROSSED, _ELSEWHERE} & {*each[:2]} for each in judged):
            continue
        judged = [each for each in judged if each[3].verb.root == token.root] or judged
        if judged:
            subject, object, ours, theirs = min(judged, key=lambda each: _ODDS[each[0]] + _ODDS[each[1]])
            if _ODDS[subject] + _ODDS[object]:
                found.append(_finding(alignment, ours, theirs, subject, object))
    return found


def _same_verb(said: Token, given: Token) -> bool:
    if said.root == given.root:
        return given.root not in _MUTUAL
    if _CONVERSE & {said.root, given.root} or given.root in _MUTUAL:
        return False
    return likeness(said.root, given.root) >= CLOSE


def _places_of(alignment: Alignment, said: Predicate, given: Predicate) -> tuple[str, str]:
    """Where the passage has who does it in the claim, and to whom: in the same place, crossed, or elsewhere."""
    subject = _stands(alignment, said.subject, given.subject, given.object)
    object = _stands(alignment, said.object, given.object, given.subject)
    if _CROSSED in (subject, object) and not (said.plain and given.plain):
        return _OPEN, _OPEN
    return subject, object


def _alike(said: Predicate, given: Predicate) -> tuple[Predicate, Predicate]:
    """Both as something done to the school, where one says that it reopened and the other that it was reopened."""
    if _happens(said) != _happens(given) and said.verb.root in _ERGATIVE:
        return _undergone(said), _undergone(given)
    return said, given


def _happens(each: Predicate) -> bool:
    """Whether it is said without anybody who does it: `the school reopened`."""
    return not each.passive and not any(token.kind != "date" for token in each.object.tokens)


def _undergone(each: Predicate) -> Predicate:
    """`The school reopened` as `the school was reopened`."""
    return each._replace(subject=Side(), object=each.subject, passive=True) if _happens(each) else each


def _stands(alignment: Alignment, said: Side, same: Side, other: Side) -> str:
    heads = [head for head in said.heads if head.kind == "name"] or said.heads
    if not said.known:
        return _OPEN
    if any(meets(alignment, head, token) for head in heads for token in same.tokens):
        return _HERE if same.known else _OPEN
    if _by_its_complement(alignment, said, same):
        return _HERE
    if any(meets(alignment, head, token) for head in heads for token in other.heads):
        return _CROSSED
    if not same.known:
        return _OPEN
    named = [token for token in same.heads if token.kind == "name"]
    if all(head in alignment.borrowed for head in heads):
        return _ELSEWHERE if any(_is_person(alignment, token) for token in named) else _OPEN
    places = [pair.passage for head in heads if (pair := alignment.pairs.get(head)) and pair.likeness >= CLOSE]
    if not named and _may_be_one(alignment, places, same):
        return _OPEN
    text = alignment.passage.text
    if any(_NOT_THIS.search(text, max(0, place.start - 30), place.start) for place in places):
        return _OPEN
    return _ELSEWHERE if places and not any(_shares_a_verb(alignment, place) for place in places) else _OPEN


def _by_its_complement(alignment: Alignment, said: Side, same: Side) -> bool:
    """`The collapse of a tunnel` where the passage says that the tunnel collapsed: each head is met by a verb."""
    verbs = predicates(alignment.passage)
    heads = [alignment.pairs.get(head) for head in said.heads]
    if not all(pair and pair.passage in verbs for pair in heads):
        return False
    hung = [token for token in said.tokens if token not in said.heads]
    return any(meets(alignment, token, head) for token in hung for head in same.heads)


def _is_person(alignment: Alignment, token: Token) -> bool:
    name = alignment.passage.names[token.number]
    return name.kind in ("person", "name") and not country(name.key)


def _may_be_one(alignment: Alignment, places: list[Token], side: Side) -> bool:
    """Whether a name of the passage and `the company` may be one: not where the one does it to the other."""
    names = [place for place in places if place.kind == "name" and place.start < side.tokens[0].start]
    if not names or not _definite(alignment, side):
        return False
    heads = set(side.heads)
    return not any(
        (heads & {*each.object.heads} and {*places} & {*each.subject.heads})
        or (heads & {*each.subject.heads} and {*places} & {*each.object.heads})
        for each in predicates(alignment.passage).values()
    )


def _definite(alignment: Alignment, side: Side) -> bool:
    """Whether it may stand for somebody named elsewhere: `the town`, `the company`."""
    first = side.tokens[0]
    return _THE.search(alignment.passage.text, max(0, first.start - 8), first.start) is not None


def _shares_a_verb(alignment: Alignment, token: Token) -> bool:
    """Whether it stands in a member of a list that has left its verb out: `and the Red Cross 30 doctors`."""
    member = member_of(alignment.passage, token)
    return member is not None and member.joined and not any(each.slot == "verb" for each in member.places)


def _finding(alignment: Alignment, said: Predicate, given: Predicate, subject: str, object: str) -> Finding:
    verb = alignment.claim.text[said.verb.start : said.verb.end]
    passage = alignment.passage
    if _CROSSED in (subject, object):
        parts = (*given.subject.tokens, given.verb, *given.object.tokens)
        place = passage.place(min(part.start for part in parts), max(part.end for part in parts))
        doer = said.subject if subject == _CROSSED else said.object
        detail = (
            f"the claim has {_words(alignment, doer)} on one side of {verb!r}, "
            f"{passage.label} has it the other way round {place}"
        )
        both = subject == object == _CROSSED
        return Finding(CHECK, Outcome.CONTRADICTS if both else Outcome.LACKS, detail)
    at_subject = subject == _ELSEWHERE
    side, theirs = (said.subject, given.subject) if at_subject else (said.object, given.object)
    parts = (*theirs.tokens, given.verb)
    place = passage.place(min(part.start for part in parts), max(part.end for part in parts))
    there = passage.text[theirs.heads[0].start : theirs.heads[0].end]
    what = "who" if at_subject else "what"
    detail = (
        f"the claim has {_words(alignment, side)} as {what} stands with {verb!r}, {passage.label} has {there} {place}"
    )
    return Finding(CHECK, Outcome.LACKS, detail)


def _words(alignment: Alignment, side: Side) -> str:
    head = side.heads[0]
    return repr(alignment.claim.text[head.start : head.end])


def _turned(alignment: Alignment, token: Token) -> Finding | None:
    """Two names on both sides of a verb, exchanged: of the clause that follows it too (`demanded that B withdraw`)."""
    pair = alignment.pairs.get(token)
    if (
        pair is None
        or pair.opposed
        or pair.passage.root in _MUTUAL
        or pair.passage not in predicates(alignment.passage)
    ):
        return None
    mine, theirs = _ends(alignment.claim, token), _ends(alignment.passage, pair.passage)
    if not mine or not theirs or not _swapped(mine, theirs):
        return None
    verb = alignment.claim.text[token.start : token.end]
    detail = (
        f"the claim has {mine[0].text} {verb!r} {mine[1].text}, {alignment.passage.label} has it the other way "
        f"round {alignment.passage.place(theirs[2], theirs[3])}"
    )
    return Finding(CHECK, Outcome.CONTRADICTS, detail)


def _swapped(mine: tuple[Name, Name, int, int], theirs: tuple[Name, Name, int, int]) -> bool:
    crossed = name_likeness(mine[0], theirs[1]) > 0 and name_likeness(mine[1], theirs[0]) > 0
    straight = name_likeness(mine[0], theirs[0]) > 0 or name_likeness(mine[1], theirs[1]) > 0
    return crossed and not straight


def _ends(facts: Facts, verb: Token) -> tuple[Name, Name, int, int] | None:
    """Who does it, to whom, and the stretch of text; None where the names do not stand close by."""
    before = [name for name in facts.names if name.end <= verb.start and verb.start - name.end <= _REACH]
    after = [name for name in facts.names if name.start >= verb.end and name.start - verb.end <= _REACH]
    if not before or not after:
        return None
    first, last = before[-1], after[0]
    between = facts.text[first.end : verb.start] + facts.text[verb.end : last.start]
    if re.search(r"[,;:.]|\b(?:and|or|who|which|with)\b", between):
        return None
    shortened = _AGENT.match(facts.text, verb.end) is not None  # "a source quoted by Reuters"
    passive = shortened or _PASSIVE.search(facts.text, max(0, verb.start - 24), verb.start) is not None
    if passive and _BY.search(facts.text[verb.end : last.start + 1]):
        return last, first, first.start, last.end
    return None if passive else (first, last, first.start, last.end)
