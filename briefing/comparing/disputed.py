"""Rows of the table of disagreements for what the check found disputed, and the comparison of articles did not."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from briefing.comparing.disagreements import in_order
from briefing.comparing.sides import excerpt, shortened
from briefing.domain.brief import Disagreement, Side, Strength
from briefing.domain.claim import CheckedClaim, Evidence, Section, Stance, Verdict
from briefing.language.names import names, same_name
from briefing.language.numerals import Quantity, quantities, same_unit
from briefing.language.words import content_stems

_KINDS = {"quote": "quotation", "polarity": "negation", "role": "holder"}
"""Check -> what the table calls such a disagreement; the others keep the name of their check."""
_TOPICS = {
    "number": "how many",
    "date": "when",
    "negation": "whether it is so",
    "holder": "who holds the office",
    "attribution": "who said it",
    "quotation": "the words",
}
_NAMED = 3
"""Names that a topic lists at most."""

_Place = tuple[int, int, int, int]
"""Start, end, number of the row, number of the side."""


def joined(known: Sequence[Disagreement], checked: Iterable[CheckedClaim]) -> tuple[Disagreement, ...]:
    """The rows known with one more for each disputed sentence whose pair of places none of them has.

    Sentences of the text come before those of the annex, so that a pair is told in the words that a reader meets.
    """
    table = _Table(known)
    disputed = [claim for claim in checked if claim.verdict is Verdict.DISPUTED]
    for claim in sorted(disputed, key=lambda each: each.claim.section is Section.ANNEX):
        supporting = [place for place in claim.evidence if place.stance is Stance.SUPPORTS]
        against = [place for place in claim.evidence if place.stance is Stance.CONTRADICTS]
        shown = {
            place.source for place in against if table.has(supporting, place)
        }  # its other pieces are shown with it
        unshown = [place for place in against if place.source not in shown]
        if supporting and unshown:
            table.add(_row(claim, supporting, unshown))
    return in_order(table.rows)


class _Table:
    """Rows, looked up by the places of their sides."""

    def __init__(self, rows: Iterable[Disagreement]) -> None:
        self.rows: list[Disagreement] = []
        self._places: defaultdict[str, list[_Place]] = defaultdict(list)
        for row in rows:
            self.add(row)

    def add(self, row: Disagreement) -> None:
        for number, side in enumerate(row.sides):
            for place in side.evidence:
                self._places[place.source].append((place.start, place.end, len(self.rows), number))
        self.rows.append(row)

    def has(self, supporting: Iterable[Evidence], against: Evidence) -> bool:
        """Whether a row has one of the supporting places on one side, and the place against them on another."""
        sides = {at for place in supporting for at in self._at(place)}
        return any(row == other and one != two for row, one in self._at(against) for other, two in sides)

    def _at(self, place: Evidence) -> set[tuple[int, int]]:
        return {
            (row, side)
            for start, end, row, side in self._places.get(place.source, ())
            if start < place.end and place.start < end
        }


def _row(claim: CheckedClaim, supporting: Sequence[Evidence], against: Sequence[Evidence]) -> Disagreement:
    check = next((reason.check for reason in claim.reasons if reason.check != "evidence"), "fact")
    kind = _KINDS.get(check, check)
    ours = max(supporting, key=lambda place: _in_common(place, against[0]))  # the first of those that share most
    sides = [Side(statement=_statement(ours, against[0]), evidence=_plain(supporting))]
    others: dict[str, list[Evidence]] = {}
    for place in against:
        others.setdefault(_statement(place, ours), []).append(place)
    sides += [Side(statement=statement, evidence=_plain(places)) for statement, places in others.items()]
    return Disagreement(topic=_topic(kind, ours, against[0]), kind=kind, strength=Strength.HARD, sides=tuple(sides))


def _plain(places: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each place as one that says its side's statement: whom it speaks against, the other side shows."""
    return tuple(Evidence(source=place.source, start=place.start, end=place.end, quote=place.quote) for place in places)


def _in_common(one: Evidence, other: Evidence) -> int:
    return len({*content_stems(one.quote)} & {*content_stems(other.quote)})


def _topic(kind: str, one: Evidence, other: Evidence) -> str:
    """`how many: Sarin, Birhan`: the question, and the names that both places have."""
    there = names(other.quote)
    both = [each.text for each in names(one.quote) if any(same_name(each.text, name.text) for name in there)]
    named = ", ".join(list(dict.fromkeys(both))[:_NAMED])
    question = _TOPICS.get(kind, kind)
    return f"{question}: {named}" if named else question


def _statement(place: Evidence, other: Evidence) -> str:
    """What the place says, cut around the number in dispute where the sentence is long."""
    number = _in_dispute(place.quote, other.quote)
    return shortened(place.quote) if number is None else excerpt(place.quote, number.start, number.end)


def _in_dispute(text: str, other: str) -> Quantity | None:
    """The first number that counts what the other place counts too, and comes to another sum than any there."""
    there = quantities(other)
    for one in quantities(text):
        same = [each for each in there if same_unit(one, each)]
        if same and not any(one.low <= each.high and each.low <= one.high for each in same):
            return one
    return None
