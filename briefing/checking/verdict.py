"""Puts the findings together: is the assertion borne out, spoken against, or neither?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import islice

from briefing.checking import additions
from briefing.checking.alignment import Alignment
from briefing.checking.facts import Token
from briefing.checking.finding import Finding, Findings, Outcome
from briefing.checking.passages import Passage

COHERENT = 0.5
"""Share of the claim's neighbours that must stand together in the sentence too."""
BY_TOPIC = 0.8
"""What a name counts that the sentence leaves to its article, when it is asked whether both speak of the same."""
BORNE_OUT = 0.6
"""Share of the claim's weight that one sentence must meet; that no word is added, `additions` sees to."""
UNSAID = 0.55
"""Share of the claim's words, names and numbers apart, that may remain unmet: who is named says nothing of them yet."""
TOGETHER = 0.84
"""The same for several sentences together, where single words meet more easily by chance."""
SAME_THING = 0.66
"""Share of the rest of the claim that a sentence must meet for what it says otherwise to speak against it."""
SAME_THING_DISPUTED = 0.8
"""The same where another source bears the claim out: there a false alarm costs more."""
_IN_COMMON, _IN_COMMON_DISPUTED, _IN_COMMON_LOOSE = 2, 3, 4
"""Words and names that a claim and what speaks against it have in common, at least."""
_BEYOND_DOUBT, _CLEARLY = 0.95, 0.05
"""A passage that has so much bears out whatever another says; with less it must have clearly more than the other."""
_PLAIN, _NEARLY_SAME = frozenset({"number", "polarity"}), 0.9
"""What a source may say against itself, and the share of the rest of the claim that it must say there."""
_LOOSE_CHECKS = frozenset({"name"})
"""Two sources may put different names in one sentence, and both be right."""
_FIRST, _JOINED = 3, 4
"""Passages that are tried as the first of several, and that may bear a claim out together."""
_BLOCKING = frozenset({"number", "date", "name", additions.CHECK})
"""What another sentence can supply."""


def enough(alignment: Alignment) -> bool:
    """Whether the passage has what the claim says: most of it, its verbs, and in one connection."""
    if alignment.coverage < BORNE_OUT or alignment.coherence < COHERENT:
        return False
    said = unsaid = 0.0
    for token in alignment.tokens:
        if token.kind == "word" and token not in alignment.granted:
            said += token.weight
            unsaid += 0.0 if alignment.met(token) or additions.is_harmless(token) else token.weight
    return unsaid <= UNSAID * said and _says_it(alignment, alignment.unmet)


def _says_it(alignment: Alignment, unmet: Collection[Token]) -> bool:
    """Whether at least half of the claim's verbs are met: what it says of the names, not only the names."""
    verbs = [
        token
        for token in alignment.tokens
        if token.weight >= 1 and alignment.claim.is_verb(token) and not additions.is_harmless(token)
    ]
    return 2 * sum(verb in unmet for verb in verbs) <= len(verbs)


@dataclass(frozen=True, slots=True)
class Judged:
    """One passage beside the assertion."""

    alignment: Alignment
    findings: Findings
    verbatim: bool = False
    basis: bool = False
    """The writer says that the claim rests on it."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passage, with those before it that say whom it speaks of."""
        return (self.alignment.passage, *(() if self.verbatim else self.alignment.borrowed.values()))

    @property
    def nearness(self) -> float:
        """Share of the assertion that the passage has; 1 for its own sentence."""
        return 1.0 if self.verbatim else self.alignment.coverage

    @property
    def bears_out(self) -> bool:
        return self.verbatim or (enough(self.alignment) and not self.findings)

    def speaks_against(self, *, supported: bool) -> list[Finding]:
        """The contradictions that are about the same thing; stricter where another passage bears the claim out."""
        least, in_common = (SAME_THING_DISPUTED, _IN_COMMON_DISPUTED) if supported else (SAME_THING, _IN_COMMON)
        if self.alignment.reach < least or len(self.shared) < in_common:  # whatever is found
            return []
        return [each for each in self.findings.against() if self._is_about_the_same(each, supported)]

    @property
    def shared(self) -> set[Token]:
        """What the assertion and the passage, with those before it, have in common."""
        return {*self.alignment.pairs, *self.alignment.borrowed}

    def strength(self, finding: Finding) -> float:
        """Share of the rest of the assertion that the passage has."""
        return self.alignment.coverage_without(finding.tokens)

    def _is_about_the_same(self, finding: Finding, supported: bool) -> bool:
        if supported and finding.check in _LOOSE_CHECKS:
            return False
        least, in_common = SAME_THING, _IN_COMMON
        if supported:
            least, in_common = SAME_THING_DISPUTED, _IN_COMMON_DISPUTED if finding.firm else _IN_COMMON_LOOSE
        if len(self.shared) < in_common:
            return False
        return self.alignment.coverage_without(finding.tokens, topic=BY_TOPIC) >= least


@dataclass(frozen=True, slots=True)
class Weighed:
    """One assertion, weighed against all passages."""

    supporting: list[Judged] = field(default_factory=list)
    """Best first; empty where nothing bears it out."""
    needed: list[Passage] = field(default_factory=list)
    """The passages that bear it out together, with those that say whom a pronoun means."""
    against: list[tuple[Judged, Finding]] = field(default_factory=list)
    others: list[tuple[Passage, Finding]] = field(default_factory=list)
    """Passages that give the same quotation otherwise."""
    nearest: Judged | None = None
    """The passage that comes nearest, whatever it says."""


def weigh(judged: Sequence[Judged]) -> Weighed:
    """`judged` in any order, at least one of each source that speaks of the thing."""
    ranked = sorted(judged, key=lambda each: (not each.verbatim, -each.nearness, each.alignment.passage.number))
    supporting = [each for each in ranked if each.bears_out]
    if any(each.nearness < _BEYOND_DOUBT for each in supporting):
        strongest = max((each.strength(finding) for each, finding in _against(ranked, [])), default=-_CLEARLY)
        supporting = [each for each in supporting if each.nearness >= min(strongest + _CLEARLY, _BEYOND_DOUBT)]
    needed = supporting[:1]
    against = _against(ranked, supporting)
    if not supporting and not against:
        needed = supporting = _together(ranked)
    return Weighed(
        supporting=supporting,
        needed=[passage for each in needed for passage in each.passages],
        against=against,
        nearest=ranked[0] if ranked else None,
    )


def _against(ranked: Sequence[Judged], supporting: Sequence[Judged]) -> list[tuple[Judged, Finding]]:
    own = {each.alignment.passage.source.id: each for each in reversed(supporting)}
    found: list[tuple[Judged, Finding]] = []
    for each in ranked:
        findings = each.speaks_against(supported=bool(supporting))
        if borne := own.get(each.alignment.passage.source.id):
            findings = [finding for finding in findings if _against_itself(borne, each, finding)]
        found += [(each, finding) for finding in findings[:1]]
    return found


def _against_itself(borne: Judged, each: Judged, finding: Finding) -> bool:
    """Whether a source says both: a plain statement of nearly the same, and no view that it only relays."""
    passage, other = each.alignment.passage, borne.alignment.passage
    relayed = bool(passage.quotations) or (bool(passage.attributions) and not other.attributions)
    return finding.check in _PLAIN and finding.firm and not relayed and each.strength(finding) >= _NEARLY_SAME


def _together(ranked: Sequence[Judged]) -> list[Judged]:
    """Two or three passages that bear the assertion out together; none of them speaks against any of it."""
    for first in islice(filter(_usable, ranked), _FIRST):
        chosen = [first]
        unmet = set(first.alignment.unmet)
        for other in ranked:
            new = {token for token in unmet if other.alignment.met(token)}
            if other is not first and new and len(chosen) < _JOINED and _related(first, other) and _usable(other):
                chosen.append(other)
                unmet -= new
        if len(chosen) > 1 and _enough(first, unmet):
            return chosen
    return []


def _usable(judged: Judged) -> bool:
    return all(map(_suppliable, judged.findings))


def _suppliable(finding: Finding) -> bool:
    return finding.outcome is Outcome.LACKS and finding.check in _BLOCKING and not finding.rival


def _related(first: Judged, other: Judged) -> bool:
    """Whether the second passage goes on where the first stands, a word in common: close by in the same source, or
    the writer says that the claim rests on both.
    """
    a, b = first.alignment.passage, other.alignment.passage
    if not (first.basis and other.basis) and (a.source is not b.source or abs(a.number - b.number) > 2):
        return False
    return any(first.alignment.met(t) and other.alignment.met(t) and t.weight >= 1 for t in first.alignment.tokens)


def _enough(first: Judged, unmet: set[Token]) -> bool:
    tokens = first.alignment.tokens
    if any(token in unmet and token.kind != "word" for token in tokens):
        return False
    total = sum(token.weight for token in tokens)
    return (
        _says_it(first.alignment, unmet)
        and not additions.unaccounted(first.alignment, unmet)
        and total > 0
        and sum(token.weight for token in tokens if token not in unmet) >= TOGETHER * total
    )
