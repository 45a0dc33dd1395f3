"""Paragraphs: in the order of the line of thought, none too long, names in full before bare ones."""

from collections.abc import Iterator

from briefing.writing.extractive.arrange import arrange
from briefing.writing.extractive.coverage import Corpus
from briefing.writing.extractive.facets import Facet, facet
from briefing.writing.extractive.lines import Line, Lines
from tests.writing.articles import article

TEXT = """Harbour news of the day

The port authority signed the agreement on wages. Cargo ships entered the harbour after the agreement. Two cranes were
destroyed in the strike. The council approved the agreement and released the ships. The owners announced a new deal.

The union demands a shorter week and rejects the offer. The port authority insists on its conditions and refuses talks.

The association of shippers welcomed the end of the strike. Mayor Jo Bell praised the union in a statement.

Bell criticised the strike before he left Aldan.
"""


def lines() -> tuple[list[Line], Lines]:
    corpus = Corpus([article("1", TEXT)])
    made = Lines(corpus)
    return made.all(corpus.entries), made


def beginnings(paragraphs: list[list[Line]]) -> Iterator[list[str]]:
    for paragraph in paragraphs:
        yield [" ".join(line.text.split()[:3]) for line in paragraph]


def test_what_happened_comes_before_who_wants_what_before_reactions() -> None:
    found = [line.facet for paragraph in arrange(*lines()) for line in paragraph]
    assert found.index(Facet.EVENT) < found.index(Facet.POSITION) < found.index(Facet.REACTION)


def test_a_long_paragraph_becomes_two_and_nothing_is_lost() -> None:
    made, people = lines()
    paragraphs = arrange(made, people)
    assert max(map(len, paragraphs)) <= 4
    assert sorted(line.text for paragraph in paragraphs for line in paragraph) == sorted(line.text for line in made)


def test_a_lonely_sentence_joins_its_kin() -> None:
    made, people = lines()
    demand = next(line for line in made if line.text.startswith("The union demands"))
    praise = [line for line in made if line.facet is Facet.REACTION]
    (only,) = arrange([demand, *praise], people)
    assert only[0] is demand


def test_a_person_is_named_in_full_first() -> None:
    made, people = lines()
    bare = next(line for line in made if line.text.startswith("Bell criticised"))
    full = next(line for line in made if line.text.startswith("Mayor Jo Bell"))
    (only,) = arrange([bare, full], people)
    assert only == [full, bare]


def test_the_weightiest_line_opens_its_paragraph() -> None:
    made, people = lines()
    events = [line for line in made if line.facet in (Facet.EVENT, Facet.CIRCUMSTANCE)][:3]
    first, *_ = arrange(events[::-1], people)
    assert first[0] is events[-1]


def test_facets_by_their_cues() -> None:
    def of(*stems: str, **known: bool) -> Facet:
        return facet(stems, **({"judged": False, "present": False, "ahead": False, "spoken": False} | known))

    assert of("agreement", "sign") is Facet.EVENT
    assert of("demand", "insist") is Facet.POSITION
    assert of("welcom", "prais") is Facet.REACTION
    assert of("ship", judged=True) is Facet.MEANING
    assert of("agreement", "sign", ahead=True) is Facet.OUTLOOK
    assert of("ship", spoken=True) is Facet.REACTION
    assert of("ship") is Facet.CIRCUMSTANCE
