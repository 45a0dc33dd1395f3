"""What `and`, `or` and `while` join behind a word of likelihood: two deeds, two things of one deed, or one thing."""

import re
from typing import NamedTuple

from briefing.domain.text import Span
from briefing.language.estimative import hedged
from briefing.writing.horizons import stated_at

_JOINING = re.compile(
    r";|\b(?:but|whereas|while|plus|nor|as\s+well\s+as|along\s+with|together\s+with|in\s+addition|followed\s+by|"
    r"after\s+which|(?<!until )(?<!by )(?<!since )then|(?:before|after|thereby)\s+[a-z]+ing)\b"
    r"|,\s+(?:\w+\s+){0,5}to\s+(?!(?:the|an?|its|their|his|her|this|that|these|those)\b)(?-i:[a-z])",
    re.IGNORECASE,
)
"""What tells of a second thing behind the word of likelihood."""
_FOR_WHOM = re.compile(r"\A\s+for\s+[^,;:]{1,120}?\s+(?=to\s+[a-z])")
"""Who is to do it: `a possibility for the day and night crews to strike`."""
_AND = re.compile(r"\band\b|&", re.IGNORECASE)
_ENDS = r"(?=\s*(?:\Z|[.,;:)]|\b(?:in|on|by|before|until|within|over|for|from|at|this|next|during|and)\b))"
_ARTICLE = r"(?:the|an?|its|their|his|her)"
_SAME_KIND = re.compile(
    rf"\s+(?:{_ARTICLE}\s+)?(?:\d[\d.,]*(?:\s+per\s+cent|\s*%)?|[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*){_ENDS}"
    rf"|\s+{_ARTICLE}\s+[a-z][\w-]*(?:\s+of\s+(?:[a-z]+\s+)?(?:[a-z]+s|[A-Z]\w+))?{_ENDS}"
)
"""Behind `and`: one more name, number or thing, and no verb."""
_OR = re.compile(r"\bor\b", re.IGNORECASE)
_NOUN = re.compile(rf"\s+[a-z]+(?:[^su\W]s|ions?|ments?|ity|ness|ances?|ences?|ism|ship){_ENDS}")
"""By its ending no verb behind `to`."""
_IN_A_LIST = re.compile(r"\b(?:of|for|in|from|with|on)\s+[\w'’-]+(?:,\s+[\w'’-]+)+,?\Z")
_ONE_MORE = re.compile(rf"\s+[\w'’-]+{_ENDS}")
_NAMES_FIRST = re.compile(r"\A\s+that\s+(?:(?:the\s+)?[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*(?:,\s+|\Z))+\Z")
_PLACED = re.compile(rf"\s+(of|in|on|at|for|with|from|against|by)\s+(?:{_ARTICLE}\s|[A-Z])")
_NAME = re.compile(r"\s+(?:the\s+)?[A-Z]\w")
_BETWEEN = re.compile(r"\bbetween\s[^,;]{1,60}\Z", re.IGNORECASE)
_GOODS = re.compile(r"\b(?:of|between|for|in|from|with|on)\s+\w+\Z")
_LISTED = re.compile(rf"\b{_ARTICLE}\s+[\w-]+,\s+{_ARTICLE}\s+[\w-]+\Z")
_LAST_LISTED = re.compile(rf"\s+{_ARTICLE}\s")
_NOUN_OF_CHANCE = re.compile(
    r"\b(?:(?:real|realistic|remote|small|good|high)\s+)?(?:possibility|chances?|likelihood|probability|odds|risk|prospects?)\b"
)
_SHARING = re.compile(
    r"\s+(?P<by>to|that|of)\s+(?P<one>[^,]+?),?\s+and\s+(?:also\s+)?(?P<two>(?P=by)\s+\S.*)", re.DOTALL
)
_NO_VERB = """
    the an a its their his her of in on at to from with by for then also later even only not all both half most part
    much such more less so thus that this these those what which who when where while if as or and but nor no any some
    each every up out down off over back once twice perhaps possibly probably maybe
"""
_TWO_DEEDS = re.compile(
    rf"\s+(?P<to>to\s+)?(?P<one>(?P<first>[a-z]+)\s+[^,]+?),?\s+and\s+(?P<two>(?:also\s+)?(?!(?:{'|'.join(_NO_VERB.split())})\b)"
    rf"(?![a-z]+(?:ed|ing|ly|[^s\W]s)\s)(?!(?:is|was|has)\s)[a-z]+\s+(?:{_ARTICLE}|(?:all|any|every)(?!\s+(?:year|month|week|day|night|season|summer|winter|time)\b))\s(?!(?:same|next|following|previous)\b).*)",
    re.DOTALL,
)
_NESTED = re.compile(
    r"\b(?:to\s+[a-z]+|that|which|who|how|whether|what|why|where|and|or|between|both|neither|either)\b"
)
_WITH_BARE_VERB = frozenset({"help", "let", "make", "see", "have", "hear", "watch", "go", "come", "try"})
"""What follows `and` may be what somebody else does, or no second thing at all."""
_TWO_THINGS = re.compile(
    rf"\s+(?P<to>to\s+)?(?P<first>[a-z]+)\s+(?P<one>{_ARTICLE}\s+[a-z][\w-]*(?:\s+[a-z][\w-]*)?)\s+and\s+"
    rf"(?P<two>{_ARTICLE}\s+[a-z][\w-]*(?:\s+[a-z][\w-]*)??)(?P<tail>(?:\s+(?:in|on|by|before|until|within|over|this|next|"
    r"during|through|throughout|late|early)\b[^,;:]*)?)\Z"
)
_TOGETHER = """
    merge link connect unite join combine reconcile separate divide balance match compare bridge align blend mix split
    pit swap exchange trade bring mediate unify integrate couple pair pool weigh
    marry wed introduce fuse confuse blur play negotiate
"""
_COLLECTIVE = frozenset(_TOGETHER.split())
"""What is done to both together, and to neither alone."""
_PARTICLE = re.compile(r"\s(?:off|out|up|down|apart|together|alike|over|away|back)\Z")
_AT_A_PLACE = re.compile(r"\b(?:in|at|near|outside|inside|across|throughout|around|along)\s+\S")
_PREPOSITION = re.compile(r"\b(?:of|in|on|at|to|from|with|by|for|against|into|between|as|like|about|over|under)\b")


class Half(NamedTuple):
    """One of two outcomes behind a word of likelihood."""

    says: str
    """`to leave the country`"""
    own: Span
    """The place of its own words."""


def two_things(head: str, *, is_clause: bool) -> bool:
    """Whether what stands behind the word of likelihood says, or may say, two things, both of which are to come."""
    head = _FOR_WHOM.sub(" ", head, count=1)
    if _JOINING.search(_alternatives_closed(head)) is not None:
        return True
    return any(not _is_one(head, match, is_clause) for match in _AND.finditer(head))


def hedged_deed(head: str) -> bool:
    """Whether it has a likelihood of its own, and not only speaks of one: `reduce the risk of war`."""
    return hedged(without_chances(head))


def without_chances(words: str) -> str:
    """Without the nouns by which a deed only speaks of a likelihood."""
    return _NOUN_OF_CHANCE.sub("matter", words)


def shared(head: str) -> tuple[Half, Half] | None:
    """The two outcomes that share a word of likelihood; None where there are not two, or they cannot be parted."""
    if _OR.search(head):
        return None
    for read in (_to_and_to, _two_deeds, _two_objects):
        if (found := read(head)) is not None:
            return found
    return None


def _to_and_to(head: str) -> tuple[Half, Half] | None:
    match = _SHARING.fullmatch(head)
    if (
        not match
        or not _stands_alone(match["one"])
        or (match["by"] == "of" and " of " in f"{match['one']} {match['two'][3:]}")
    ):
        return None
    if match["by"] == "to" and _AT_A_PLACE.search(match["two"]):
        return None  # whether it is the place of the first deed too is not said
    return (
        Half(f"{match['by']} {match['one']}", Span(match.start("by"), match.end("one"))),
        Half(match["two"], Span(match.start("two"), match.end("two"))),
    )


def _two_deeds(head: str) -> tuple[Half, Half] | None:
    """`to raise the fees and close the berth`: the second word before an article is a verb."""
    match = _TWO_DEEDS.fullmatch(head)
    if not match or not _stands_alone(match["one"]) or _AND.search(match["two"]):
        return None
    return _pair(match, match["two"].removeprefix("also "), Span(match.start("two"), match.end("two")))


def _two_objects(head: str) -> tuple[Half, Half] | None:
    """`to close the port and the airport`: each alone, where what is done is not done to both together."""
    match = _TWO_THINGS.fullmatch(head)
    if (
        not match
        or match["first"] in _COLLECTIVE | _WITH_BARE_VERB
        or _PARTICLE.search(match["two"])
        or _PREPOSITION.search(f"{match['one']} {match['two']}")
    ):
        return None
    tail = match["tail"].strip()
    if stated_at(tail) != len(tail):
        return None  # whether a place is that of both is not said
    one, two = (f"{match['to'] or ''}{match['first']} {match[thing]}" for thing in ("one", "two"))
    return (
        Half(one, Span(match.start("one"), match.end("one"))),
        Half(f"{two}{match['tail']}", Span(match.start("two"), match.end("tail"))),
    )


def _stands_alone(one: str) -> bool:
    """Whether what is joined is joined to the whole of it, and not to a deed within it: `agree to leave and to pay`."""
    return _NESTED.search(one) is None and one.split()[0] not in _WITH_BARE_VERB


def _pair(match: re.Match[str], second: str, own: Span) -> tuple[Half, Half]:
    to = match["to"] or ""
    return Half(f"{to}{match['one']}", Span(match.start("one") - len(to), match.end("one"))), Half(f"{to}{second}", own)


def _alternatives_closed(head: str) -> str:
    """Without the commas of a list of which one is enough: `to vote, to wait or to leave`."""
    if _AND.search(head) or not re.search(r"\bor\s+to\s", head):
        return head
    return re.sub(r",\s+(?=to\s)|,(?=\s+or\s)", " or ", head)


def _is_one(head: str, match: re.Match[str], is_clause: bool) -> bool:
    """Whether an `and` joins names, numbers or things, and not what is done."""
    before, after = head[: match.start()].rstrip(), head[match.end() :]
    listed = _LISTED.search(before) and _LAST_LISTED.match(after)
    if _SAME_KIND.match(after) or _BETWEEN.search(before) or listed:
        return True
    if (_IN_A_LIST.search(before) and _ONE_MORE.match(after)) or (_NAMES_FIRST.match(before) and _NAME.match(after)):
        return True
    if not is_clause and _NOUN.match(after):
        return True
    again = _PLACED.match(after)
    if again and re.search(rf"(?!\A)\s{again[1]}\s+(?:{_ARTICLE}\s|[A-Z])[^,;]*\Z", before):
        return True  # `in the capital and in the provinces`
    word = re.match(r"\s+([a-z]+)\b(?=\s+\w)", after)
    return bool(is_clause and word and not word[1].endswith(("s", "ed")) and _GOODS.search(before))
