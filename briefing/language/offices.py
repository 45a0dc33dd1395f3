"""Offices and titles: the words that name what somebody is, and one wording for all their wordings."""

import re
from collections.abc import Sequence
from functools import lru_cache

from briefing.language.words import norm

_HEADS_WORDS = """
    president vice-president minister premier pm chancellor secretary undersecretary secretary-general
    ambassador envoy representative emissary negotiator mediator spokesman spokeswoman spokesperson
    adviser advisor aide assistant chief head leader co-leader director chairman chairwoman chairperson chair
    speaker governor mayor commissioner senator congressman congresswoman lawmaker mp deputy
    king queen prince princess sultan emir sheikh pope patriarch ayatollah cardinal archbishop bishop
    general admiral marshal colonel commander commander-in-chief captain judge justice prosecutor
    ombudsman attorney-general inspector-general consul ceo cfo founder co-founder boss president-elect
    coach manager owner editor professor researcher fellow analyst scholar economist historian author
    candidate nominee tsar czar sheriff superintendent executive officer
"""
HEADS: frozenset[str] = frozenset(_HEADS_WORDS.split())
"""Nouns that end the name of an office."""

_RANKED_WORDS = """
    president premier chancellor governor mayor king queen pope sultan emir ceo pm speaker secretary-general
    minister secretary chair chairman chairwoman chairperson commander-in-chief attorney-general prosecutor
"""
RANKED: frozenset[str] = frozenset(_RANKED_WORDS.split())
"""Heads of offices with one holder at a time; of the others (aide, spokesperson, ambassador ...) there are several."""

_MODIFIERS_WORDS = """
    prime vice deputy first second acting interim caretaker incoming outgoing then chief senior top special
    national security presidential foreign defence defense interior home finance economy economic culture cultural
    justice health education energy trade environment agriculture transport labour labor information development
    intelligence military army naval police party parliamentary opposition majority minority house senate state
    attorney solicitor surgeon inspector secretary general high executive managing communications press diplomatic
    political policy planning climate treasury commerce infrastructure digital science industry tourism sports sport
    immigration housing social affairs union supreme crown assistant permanent personal lead principal regional
    federal cabinet research human rights peace nuclear cyber budget tax oil water fisheries youth women veterans
"""
_MODIFIERS: frozenset[str] = frozenset(_MODIFIERS_WORDS.split())

_HONORIFICS_WORDS = """
    mr mrs ms miss dr sir dame lord lady prof rev fr st gen lt col maj capt cmdr sgt adm brig sen rep gov hon
    president-elect madam doctor sergeant lieutenant corporal constable councillor councilman councilwoman reverend
"""
HONORIFICS: frozenset[str] = frozenset(_HONORIFICS_WORDS.split())

FORMER = frozenset({"former", "ex", "late", "then", "onetime", "one-time", "erstwhile", "ousted", "deposed"})

_SAME = {
    "defense": "defence",
    "labor": "labour",
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "advisor": "adviser",
    "assistant": "aide",
    "premier": "prime minister",
    "pm": "prime minister",
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
    "boss": "chief",
    "czar": "tsar",
    "mp": "lawmaker",
    "congressman": "lawmaker",
    "congresswoman": "lawmaker",
    "emissary": "envoy",
    "secretary-general": "secretary general",
    "vice-president": "vice president",
    "attorney-general": "attorney general",
    "home": "interior",
}
_IDLE_WORDS = "senior top presidential chief lead principal personal"
_IDLE: frozenset[str] = frozenset(_IDLE_WORDS.split())
"""Modifiers that do not make another office: a presidential aide is an aide, a chief negotiator a negotiator."""
_OF = re.compile(r"^(?P<head>[\w-]+) (?:of|for) (?:the )?(?P<field>.+)$")
_FIELDS = {"foreign affairs": "foreign", "external affairs": "foreign", "internal affairs": "interior"}


def is_head(token: str) -> bool:
    """Whether a norm ends the name of an office; plurals do too (`ministers`)."""
    return token in HEADS or (token.endswith("s") and token[:-1] in HEADS)


def is_modifier(token: str) -> bool:
    return token in _MODIFIERS or token.endswith("-general")


def title_end(norms: Sequence[str], at: int) -> int:
    """Where the office that begins at `at` ends (`prime minister`, `secretary of state`); `at` if none begins there."""
    end = at
    while end < len(norms) and is_modifier(norms[end]):
        end += 1
    if end >= len(norms) or not is_head(norms[end]):
        if end > at and is_head(norms[end - 1]):  # attorney general: the modifier is a head too
            return _with_field(norms, end)
        return at
    while end < len(norms) and is_head(norms[end]):
        end += 1
    return _with_field(norms, end)


def _with_field(norms: Sequence[str], end: int) -> int:
    if end + 1 < len(norms) and norms[end] in ("of", "for"):
        field = end + 2 if norms[end + 1] == "the" else end + 1
        last = field
        while last < len(norms) and (is_modifier(norms[last]) or norms[last] in ("staff", "state", "and")):
            last += 1
        while last > field and norms[last - 1] == "and":
            last -= 1
        if last > field:
            return last
    return end


@lru_cache(maxsize=4096)
def normal(office: str) -> str:
    """One wording of an office: `Minister of Defense` and `defence minister` -> `defence minister`."""
    tokens = [norm(token) for token in office.replace("-general", " general").split()]
    text = " ".join(tokens)
    match = _OF.match(text)
    if match and match["head"] in ("minister", "ministers", "ministry"):
        field = match["field"]
        text = f"{_FIELDS.get(field, field)} minister"
        tokens = text.split()
    kept = [token for token in tokens[:-1] if token not in _IDLE] + tokens[-1:]
    if kept[-1] == "chief" and len(tokens) > 1 and tokens[-2] in ("delegation", "negotiating"):
        kept[-1] = "head"
    return " ".join(_SAME.get(token, token) for token in kept)


_SHARED = frozenset(
    {"state minister", "cabinet minister", "general secretary", "press secretary", "private secretary"}
    | {"communications secretary", "information secretary", "permanent secretary", "junior minister"}
)


def held_by_one(office: str) -> bool:
    """Whether a normal office has one holder at a time in its country or organisation."""
    head = office.rsplit(" ", 1)[-1]
    if office.startswith(("deputy ", "vice ", "first deputy ", "assistant ", "under")):
        return office == "vice president"
    if head in ("minister", "secretary"):
        return " " in office and office not in _SHARED
    return head in RANKED or office in ("secretary general", "secretary of state", "attorney general")
