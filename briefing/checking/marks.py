"""How a word is meant where it stands: denied, hedged, wanted, alleged, tied to a condition."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from briefing.language.lexicon import root
from briefing.language.words import STOPWORDS, Word

TARGET, SCOPE = 1, 2
"""Denied itself ("did not travel"), or somewhere after a denied word ("did not travel to Turkey")."""

POSSIBLE, LIKELY, UNLIKELY, CERTAIN, FUTURE = "possible", "likely", "unlikely", "certain", "future"
ALLEGED, WANTED, IF, IN_PRINCIPLE, DENIED = "alleged", "wanted", "conditional", "in principle", "denied"


class Mark(NamedTuple):
    denied: int
    """0, `TARGET` or `SCOPE`."""
    modes: frozenset[str]
    clause: int
    """Number of the clause in the sentence, from 0."""


_NEGATORS = frozenset(
    {"not", "no", "never", "neither", "nor", "without", "cannot", "none", "nobody", "nothing", "hardly", "barely"}
)
_NOT_DENYING = frozenset(
    {"only", "just", "least", "merely", "doubt", "less", "fewer", "more", "later", "sooner", "simply"}
)
"""After `not` and `no`: nothing is denied."""
_DECLINING = frozenset(map(root, ("fail", "refuse", "decline", "unable", "unwilling", "failure", "refusal")))
"""With `to` after them they deny what follows; so does `opted not to`."""
_WITHHOLDING = frozenset(map(root, ("lack", "absence", "avoid", "prevent", "deny", "unlikely")))
_SIGNS = frozenset(map(root, ("sign", "evidence", "indication", "hint", "proof", "trace", "suggestion")))
"""No sign that it is so: it is denied too."""
_MODES = {
    POSSIBLE: "may might could possibly perhaps maybe possible possibility potentially potential conceivably",
    LIKELY: "likely probably probable presumably expected expects expect poised",
    UNLIKELY: "unlikely improbable doubtful",
    CERTAIN: "certain certainly definitely surely inevitable inevitably undoubtedly sure",
    FUTURE: "will shall would won't wouldn't",
    ALLEGED: """
        allegedly reportedly purportedly supposedly alleged purported supposed rumoured rumored unconfirmed accuse
        accused accuses accusing alleges claims claimed
        """,
    WANTED: """
        demand demands demanded demanding urge urges urged urging want wants wanted propose proposes proposed suggest
        suggests suggested suggesting seek seeks sought seeking must should aim aims aimed hope hopes hoped plan plans
        planned intend intends intended threaten threatens threatened offer offers offered called calls calling
        request requested pledged vowed promised ultimatum ultimatums
        """,
    IF: "if unless whether",
    DENIED: "deny denies denied denying refuted disputed untrue false",
    IN_PRINCIPLE: "preliminary tentative tentatively provisional provisionally",
}
_MODE_OF = {word: mode for mode, words in _MODES.items() for word in words.split()}
_BREAKING = "but while whereas although though because after before who which when where instead since until"
_BREAKERS = frozenset(_BREAKING.split())
_VERBS = frozenset({"go", "goes", "going", "get", "gets", "make", "makes", "made", "say", "says", "said"})
_CLAUSE_OPENERS = _BREAKERS | {"that", "as", "if", "and", "or"}
_STRONG = re.compile(r"[;:()—–]|\s-\s|\.\s")

NO_MODES: frozenset[str] = frozenset()
"""One for all words that have none: each empty set takes 216 bytes."""


def marks(text: str, words: Sequence[Word]) -> list[Mark]:
    """One mark a word, in order."""
    found: list[Mark] = []
    pending = active = False
    modes: dict[str, int] = {}
    clause = end = 0
    for at, word in enumerate(words):
        gap = text[end : word.start]
        end = word.end
        norm = word.norm
        following = words[at + 1].norm if at + 1 < len(words) else ""
        strong = gap != " " and _STRONG.search(gap) is not None
        if strong or norm in _BREAKERS or ("," in gap and not pending):
            active = pending = False
        if norm == "that" and not (at and root(words[at - 1].norm) in _SIGNS):
            active = pending = False
        if strong or "," in gap or norm in _CLAUSE_OPENERS:
            clause += 1
        if strong or "," in gap or norm in _BREAKERS:
            modes = {}
        modes = {mode: left - 1 for mode, left in modes.items() if left > 1} if modes else modes
        if norm in ("none", "nothing") and found and following in ("", "of", "so", "and"):
            found[-1] = found[-1]._replace(denied=TARGET)
        if _denies(norm, following) and not _of_a_claim(norm, words[at + 1 : at + 4]):
            pending = active = True
            found.append(Mark(0, frozenset(modes) if modes else NO_MODES, clause))
            continue
        denied = TARGET if pending else SCOPE if active else 0
        found.append(Mark(denied, frozenset(modes) if modes else NO_MODES, clause))
        if norm == "principle" and at and words[at - 1].norm == "in":
            found = [m._replace(modes=m.modes | {IN_PRINCIPLE}) if m.clause >= clause - 1 else m for m in found]
            modes[IN_PRINCIPLE] = _FAR
        elif norm == "that" and at > 2 and words[at - 1].norm in _CLAIMS and _rejects(words[max(0, at - 4) : at]):
            modes[DENIED] = _FAR
        elif (
            norm in _MODE_OF
            and mode_of(word)
            and (norm, following) != ("could", "not")
            and (reach := _reach(norm, following))
        ):
            modes[_MODE_OF[norm]] = reach
        if pending and not _transparent(norm):
            pending = False
    return found


_FAR, _NEAR = 99, 4
"""Words that a mode reaches on: to the end of the clause, or over the next noun only."""
_ADJECTIVE_WORDS = """
    possible potential probable likely alleged purported supposed unconfirmed preliminary tentative provisional
    """
_NOUN_WORDS = """
    demand demands claims plan plans request offer offers hope hopes call calls ultimatum ultimatums aim aims
    possibility certain sure called calling
    """
_ADJECTIVES = frozenset(_ADJECTIVE_WORDS.split())
_NOUNS = frozenset(_NOUN_WORDS.split())


def _reach(norm: str, following: str) -> int:
    """How many words further a hedging word speaks; 0 if it hedges nothing."""
    if norm not in _MODE_OF:
        return 0
    if _MODE_OF[norm] == DENIED:
        return _FAR if following == "that" or following.endswith("ing") else 0
    if following in _TO:
        return _FAR
    if norm in _NOUNS:
        return 0
    return _NEAR if norm in _ADJECTIVES else _FAR


_TO = frozenset({"to", "that", "for", "on", "of"})
_CLAIM_WORDS = """
    claim claims accusation accusations allegation allegations suggestion suggestions criticism charge charges view idea
    notion report reports rumour rumours
    """
_CLAIMS = frozenset(_CLAIM_WORDS.split())


def _of_a_claim(norm: str, following: Sequence[Word]) -> bool:
    """`Denied the claim`: that it was made is not denied."""
    return norm.startswith("den") and any(word.norm in _CLAIMS for word in following)


def _rejects(words: Sequence[Word]) -> bool:
    return any(word.norm in ("rejected", "rejects", "rejecting", "dismissed", "disputed", "denied") for word in words)


def _transparent(norm: str) -> bool:
    """Whether the denial passes over the word to the next one."""
    return (norm in STOPWORDS and norm not in _VERBS) or norm.endswith("ly")


def is_negator(norm: str) -> bool:
    return norm in _NEGATORS or norm.endswith("n't")


def mode_of(word: Word) -> str | None:
    """How the word hedges what it governs; `May` is a month."""
    return _MODE_OF.get(word.norm) if word.text != "May" else None


def _denies(norm: str, following: str) -> bool:
    if is_negator(norm):
        return not (norm in ("not", "no", "nothing") and following in _NOT_DENYING)
    if following == "to":
        return root(norm) in _DECLINING
    return following in ("of", "any", "a", "the") and root(norm) in _WITHHOLDING
