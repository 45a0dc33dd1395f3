"""Posts: an office named without its holder is the same in its evidence: its field, its rank, present or former."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from briefing.checking.alignment import Alignment
from briefing.checking.facts import Token
from briefing.checking.finding import Finding, Outcome
from briefing.checking.predicates import predicates
from briefing.language import offices
from briefing.language.names import country, names
from briefing.language.words import words

CHECK = "office"
_ENOUGH = 0.5
"""Share of the claim that a passage must have for its offices to be looked at."""
_LONGEST = 600
_RANKS = frozenset({"deputy", "vice", "acting", "interim", "caretaker", "assistant", "incoming", "outgoing", "junior"})
_FORMER = offices.FORMER - {"late", "then"}
_LIFE = frozenset(
    {"general", "captain", "judge", "prince", "professor", "author", "owner", "editor", "officer", "fellow"}
)
"""Words that name no post of which there is one beside others."""


class Post(NamedTuple):
    start: int
    end: int
    office: str
    """Without ranks: `foreign minister`."""
    ranks: frozenset[str]
    """deputy, acting, ...; `former` too."""
    land: str | None
    text: str


@lru_cache(maxsize=4096)
def posts(text: str) -> tuple[Post, ...]:
    """The offices a sentence speaks of, with or without their holders."""
    return tuple(_posts(text)) if len(text) <= _LONGEST else ()


def _posts(text: str) -> Iterator[Post]:
    every = words(text)
    norms = [word.norm.removeprefix("ex-") for word in every]
    lands = {name.end: land for name in names(text) if (land := country(name.key))}
    at = 0
    while at < len(every):
        end = offices.title_end(norms, at)
        if (
            end == at
            or norms[end - 1] in _LIFE
            or any(text[every[n].end : every[n + 1].start].strip() for n in range(at, end - 1))
        ):
            at += 1
            continue
        office = _head(offices.normal(" ".join(norms[at:end]))).split()
        ranks = {word for word in office if word in _RANKS and word != office[-1]}
        before = every[at - 1].norm if at else ""
        if before in _FORMER or every[at].norm.startswith("ex-"):
            ranks.add("former")
        start = every[at].start
        land = next((land for stop, land in lands.items() if 0 < start - stop <= 4), None)
        bare = " ".join(word for word in office if word not in ranks)
        yield Post(start, every[end - 1].end, bare, frozenset(ranks), land, text[start : every[end - 1].end])
        at = end


def _head(office: str) -> str:
    """`Director of the water board` is a director; a secretary of state and a chief of staff are what they are."""
    return office if office.endswith((" of state", " of staff")) else office.split(" of ")[0].split(" for ")[0]


def compare(alignment: Alignment) -> list[Finding]:
    """A finding for each office of the claim that the passage has in another field, rank or country alone."""
    if alignment.coverage < _ENOUGH:
        return []
    given = posts(alignment.passage.text)
    found: list[Finding] = []
    for said in posts(alignment.claim.text[: alignment.end]) if given else ():
        if said.start < alignment.start or any(_is_granted(alignment, token, said) for token in alignment.tokens):
            continue
        head = said.office.rsplit(" ", 1)[-1]
        rivals = [post for post in given if post.office.rsplit(" ", 1)[-1] == head]
        rivals = _doing_the_same(alignment, said, rivals) or rivals
        if not rivals or any(_same(said, post) for post in rivals):
            continue
        rival = rivals[0]
        place = alignment.passage.place(rival.start, rival.end)
        detail = f"the claim says {_shown(said)}, {alignment.passage.label} says {_shown(rival)} {place}"
        found.append(Finding(CHECK, Outcome.LACKS, detail))
    return found


def _doing_the_same(alignment: Alignment, said: Post, rivals: list[Post]) -> list[Post]:
    """Those that stand with the verb with which the claim's office stands."""
    verbs = {
        each.verb.root
        for each in predicates(alignment.claim).values()
        if any(said.start <= token.start < said.end for token in each.subject.tokens)
    }
    sides = [each.subject for each in predicates(alignment.passage).values() if each.verb.root in verbs]
    return [
        post for post in rivals if any(post.start <= token.start < post.end for side in sides for token in side.tokens)
    ]


def _same(said: Post, given: Post) -> bool:
    field = said.office == given.office or " " not in said.office or " " not in given.office
    land = not said.land or not given.land or said.land == given.land
    return field and land and said.ranks == given.ranks


def _is_granted(alignment: Alignment, token: Token, post: Post) -> bool:
    return token in alignment.granted and post.start <= token.start < post.end


def _shown(post: Post) -> str:
    return repr(" ".join([*sorted(post.ranks & {"former"}), post.text]))
