"""One key for all spellings of a name: transliterations, diacritics, titles, short and long forms."""

import re
from functools import lru_cache

from briefing.language import gazetteer
from briefing.language.offices import HONORIFICS, title_end
from briefing.language.words import fold, norm

PARTICLES: frozenset[str] = frozenset(
    {"van", "von", "der", "den", "de", "da", "di", "du", "del", "della", "dos", "das", "la", "le", "bin", "bint", "ibn"}
    | {"al", "el", "ul", "ben", "abu", "ter", "ten", "zu", "af", "av", "y", "st"}
)
"""Small words inside a person's name."""
_SUFFIXES = frozenset({"jr", "sr", "i", "ii", "iii", "iv"})
_ORGANISATIONS = """
    academy administration agency alliance army assembly association authority bank board brigade bureau cabinet
    center centre chamber church club coalition college command commission committee company conference congress
    corporation corps council court department directorate embassy federation forces forum foundation front fund
    government group guard house initiative institute institution journal league mail ministry mission monitor
    movement museum network news newspaper office organisation organization palace parliament party police post press
    project senate service society staff syndicate tribune times trust union university watch
"""
ORGANISATIONS: frozenset[str] = frozenset(_ORGANISATIONS.split())
"""Nouns that make a capitalised phrase an institution: the key is then the whole phrase."""
_THINGS = """
    accord accords act agreement award bill charter conference convention crisis cup day deal declaration festival games
    law pact plan prize protocol report revolution strategy studies summit talks treaty war week
"""
_THINGS_NAMED: frozenset[str] = frozenset(_THINGS.split())
_PLACES = """
    airport avenue basin bay beach bridge canal cape castle city coast county desert district east falls forest
    garden gardens gulf harbor harbour heights highway hill hills island islands isle lake mount mountain mountains
    north oblast ocean park peninsula plaza port province region republic river road sea south square state states
    strait street territories territory tower town valley village west
"""
PLACES: frozenset[str] = frozenset(_PLACES.split())
PLACE_OPENERS = frozenset(
    {"new", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "upper", "lower"}
    | {"san", "santa", "saint", "los", "las", "el", "port", "fort", "mount", "lake", "cape", "rio", "hong", "tel"}
)
_FAMILIES = """
    bai cai cao chan chang chen cheng cui deng ding dong du fan fang feng fu gao gu guo han he hong hu huang jiang jin
    kim kong lai lam lee lei leung li liang lin liu lu luo lv ma mao meng ng ngo nguyen ni pan park peng pham qian qin
    qiu ren shao shen shi song su sun tan tang tian tran tsai wan wang wei wen wong wu xi xia xiang xiao xie xu xue yan
    yang yao ye yi yin yu yuan zeng zhang zhao zheng zhong zhou zhu zou choi jeong jung moon yoon
"""
_FAMILY_FIRST: frozenset[str] = frozenset(_FAMILIES.split())
"""Family names of China, Korea and Vietnam, which stand before the given name."""
_SYLLABLES = re.compile(
    r"(?:(?:[bcdfghjklmnpqrstwxyz]|[zcs]h|ph|th|tr|kh|ngh?)?y?(?:[aeiou]{1,3})(?:ng|n|m|k|p|r|h|l|t|c)?-?){1,3}"
)
_SLAVIC = re.compile(r"(?:sk|ck)(?:iy|yi|yy|ii|ij|i|yj)$")
_SOFT_Y = re.compile(r"(?:iy|yi|yy|ii|ij|yj)$")
_ARABIC_ARTICLE = re.compile(r"^(?:al|el|ul|ad|as|ar|an|at|ash|az)-(?=\w{3})")
_NICKNAMES = {
    "bill": "william", "will": "william", "bob": "robert", "rob": "robert", "dick": "richard", "rick": "richard",
    "jack": "john", "ted": "edward", "ned": "edward", "jim": "james", "joe": "joseph", "tony": "anthony",
    "liz": "elizabeth", "beth": "elizabeth", "betty": "elizabeth", "peggy": "margaret", "bibi": "benjamin",
    "vladimir": "volodymyr", "eugene": "yevgeny", "aleksandr": "oleksandr", "alexander": "oleksandr",
    "aleksei": "oleksiy", "alexei": "oleksiy", "nikolai": "mykola", "sergei": "serhiy",
}  # fmt: skip


@lru_cache(maxsize=16384)
def variant(token: str) -> str:
    """One spelling of one word of a name: `Zelenskyy`, `Zelenskiy` -> `zelensky`; `Kiev` -> `kyiv`."""
    token = norm(token)
    token = _ARABIC_ARTICLE.sub("", token)
    token = _SOFT_Y.sub("y", _SLAVIC.sub("sky", token)) if len(token) > 4 else token
    return gazetteer.canonical(token)


def _bare(name: str) -> list[str]:
    """The name's tokens as norms, without honorifics, office, suffixes."""
    tokens = [token for token in (norm(piece.strip(".,()")) for piece in fold(name).split()) if token]
    while len(tokens) > 1 and (tokens[0] in HONORIFICS or tokens[0] == "the"):
        tokens = tokens[1:]
    of_country = 0
    while of_country < len(tokens) and tokens[of_country] in gazetteer.countries():
        of_country += 1
    for start in (0, of_country):
        end = title_end(tokens, start)
        if start < end < len(tokens):
            tokens = tokens[end:]
            break
    while len(tokens) > 1 and tokens[0] in HONORIFICS:
        tokens = tokens[1:]
    while len(tokens) > 1 and tokens[-1] in _SUFFIXES:
        tokens = tokens[:-1]
    return tokens


def family_first(tokens: list[str]) -> bool:
    """Whether the norms read as an East Asian name with the family name in front."""
    return (
        2 <= len(tokens) <= 3
        and tokens[0] in _FAMILY_FIRST
        and all(_SYLLABLES.fullmatch(token) for token in tokens[1:])
    )


@lru_cache(maxsize=16384)
def key(name: str) -> str:
    """Surname of a person, canonical form of a place or organisation, singular of a demonym."""
    whole = fold(name).removesuffix("'s").strip()
    if whole not in gazetteer.countries():
        whole = whole.removeprefix("the ")
    if (known := gazetteer.canonical(whole)) != whole or whole in gazetteer.countries():
        return gazetteer.demonyms().get(known, known)
    tokens = _bare(name)
    if not tokens:
        return whole
    if len(tokens) == 1:
        single = variant(tokens[0])
        return gazetteer.demonyms().get(single, single)
    if kind_of(tokens) != "person":
        return " ".join(variant(token) for token in tokens)
    if family_first(tokens):
        return variant(tokens[0])
    return variant(tokens[-1])


def kind_of(tokens: list[str]) -> str:
    """`organisation`, `place` or `person`, for the norms of a name of several words."""
    if tokens[-1] in _THINGS_NAMED or "of" in tokens or gazetteer.is_institution(" ".join(tokens)):
        return "organisation"
    if any(token in ORGANISATIONS for token in tokens):
        return "organisation"
    if tokens[-1] in PLACES or tokens[0] in PLACE_OPENERS:
        return "place"
    return "person"


def is_person(tokens: list[str]) -> bool:
    """Whether the norms of a name of several words read as a person's."""
    return len(tokens) > 1 and kind_of(tokens) == "person"


@lru_cache(maxsize=16384)
def given(name: str) -> str:
    """First given name of a person named in full, as a norm; empty where only one name is given."""
    tokens = _bare(name)
    if len(tokens) < 2 or kind_of(tokens) != "person":
        return ""
    return tokens[1] if family_first(tokens) else tokens[0]


def same_given(a: str, b: str) -> bool:
    """Whether two given names may be one person's: the same, a short form, an initial, a transliteration."""
    a, b = _NICKNAMES.get(a, a), _NICKNAMES.get(b, b)
    return not a or not b or a[0] == b[0]


def nearly(a: str, b: str) -> bool:
    """Whether two keys may be spellings of one foreign name: one letter apart, two in long ones (`morsi`, `morsy`)."""
    if a[:1] != b[:1] or abs(len(a) - len(b)) > 2 or min(len(a), len(b)) < 4:
        return False
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (left != right))
    return row[-1] <= (2 if min(len(a), len(b)) > 7 else 1)
