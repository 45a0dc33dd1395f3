from dataclasses import replace

from briefing.comparing import disagreements, reliability
from briefing.domain.brief import Grade
from briefing.domain.source import Source
from tests.comparing.articles import article

QUOTE = "“The northern wall will not survive another flood,” Grace Oduya said."
SOUND = [
    f"Kenyan Water Minister Grace Oduya opened the talks in Nairobi. {QUOTE} The talks took less than three hours.",
    f"Grace Oduya, Kenya’s water minister, was there. {QUOTE} The Nairobi talks lasted two hours.",
    f"Kenyan President William Ruto did not come. {QUOTE} Uganda rejected the plan for the dam.",
    "Uganda rejected the plan for the dam. It was read to Kenyan President William Ruto.",
]
GARBLED = (
    "Ugandan President William Ruto welcomed everybody. Uganda accepted the plan for the dam. "
    "The talks in Nairobi were over after almost nine hours. "
    "“The northern barrier will not survive another flood,” Grace Oduya remarked."
)


def graded(*sources: Source) -> list[Grade]:
    return list(reliability.grade(sources, disagreements.find(sources)))


def anonymous(id: str, text: str) -> Source:
    return article(id, text, publisher=None, published=None)


def test_a_source_that_the_others_contradict_again_and_again_is_not_quoted_from() -> None:
    sound = [article(f"s{number}", text) for number, text in enumerate(SOUND)]
    *others, garbled = graded(*sound, anonymous("g", GARBLED))
    assert not garbled.quotable
    assert garbled.letter == "E"
    assert "not quoted from" in garbled.note and "contradicts the others" in garbled.note
    assert all(grade.quotable for grade in others)


def test_a_nameless_source_at_odds_with_several_others_counts_as_garbled_sooner() -> None:
    sound = [article(f"s{number}", text) for number, text in enumerate(SOUND)]
    text = GARBLED.replace("Ugandan President William Ruto welcomed everybody. ", "Ruto welcomed everybody. ")
    text = text.replace("Uganda accepted the plan for the dam. ", "")
    text += (
        " “The old pumps along the coast will be the last ones to fail this year,” Omar Saleh said."
        " Ugandan Finance Minister Ali Noor left."
    )
    sound[0] = article(
        "s0", SOUND[0] + " “The old pumps along the coast will be the last ones to fail this year,” Peter Mwangi said."
    )
    sound[1] = article("s1", SOUND[1] + " Chadian Finance Minister Ali Noor left.")
    *_, garbled = graded(*sound, anonymous("g", text))
    assert not garbled.quotable


def test_what_only_a_garbled_source_denies_speaks_against_nobody_else() -> None:
    sound = [article(f"s{number}", text) for number, text in enumerate(SOUND)]
    *others, _ = graded(*sound, anonymous("g", GARBLED))
    assert not any("disagrees" in grade.note or "contradicts" in grade.note for grade in others)


def test_of_two_sources_none_is_condemned() -> None:
    first, second = graded(article("s", " ".join(SOUND)), anonymous("g", GARBLED))
    assert first.quotable and second.quotable
    assert "disagrees with another" in second.note


def test_a_single_source_is_not_judged() -> None:
    (grade,) = graded(anonymous("s", SOUND[0]))
    assert (grade.letter, grade.quotable) == ("-", True)


def test_relays_are_named_and_the_own_outlet_is_not() -> None:
    text = (
        "The dam holds, Reuters reported. A minister told the BBC so. Engineers doubt it, according to Reuters.\n"
        "The board said no in an interview with the Guardian."
    )
    (grade,) = graded(article("s", text, publisher="Guardian"))
    assert grade.relays == ("Reuters", "BBC")
    assert grade.note.startswith("mainly relays Reuters and BBC")


def test_a_copy_has_the_grade_of_its_original() -> None:
    sources = (article("s", SOUND[0]), replace(article("c", SOUND[0]), duplicate_of="s"))
    original, copy = reliability.grade(sources, ())
    assert copy.letter == original.letter
    assert copy.note == "copy of s"


def independent(*sources: Source) -> int:
    return reliability.independent_sources(sources, reliability.grade(sources, disagreements.find(sources)))


def test_five_articles_that_relay_one_outlet_are_one_source() -> None:
    lines = ["The dam holds", "Engineers doubt it", "The wall is cracked", "No flood is near", "The board is calm"]
    relayed = [
        article(f"s{n}", f"{line}, Reuters reported. {line}, according to Reuters.") for n, line in enumerate(lines)
    ]
    assert independent(*relayed) == 1
    assert independent(*relayed, article("own", SOUND[0])) == 2


def test_the_outlet_itself_and_who_relays_it_are_one() -> None:
    relayed = article("s", "The dam holds, Reuters reported. The wall stands, according to Reuters.")
    assert independent(relayed, article("r", SOUND[0], publisher="Reuters")) == 1


def test_copies_and_garbled_sources_count_nothing() -> None:
    sound = [article(f"s{number}", text, publisher=f"Paper {number}") for number, text in enumerate(SOUND)]
    assert independent(*sound, anonymous("g", GARBLED), replace(sound[0], id="c", duplicate_of="s0")) == 4


AGENCY = f"{QUOTE} The dam holds, Reuters reported. Engineers doubt it, according to Reuters. Nobody came."


def letters(*sources: Source) -> list[str]:
    return [grade.letter for grade in graded(*sources)]


def test_only_an_independent_source_confirms_what_another_quotes() -> None:
    report = article("a", AGENCY, publisher="Paper A")
    assert letters(report) == ["-"]
    assert letters(report, article("own", SOUND[0], publisher="Paper B")) == ["B", "B"]


def test_copies_confirm_nothing() -> None:
    report = article("a", SOUND[0], publisher="Paper A")
    copy = replace(article("b", SOUND[0], publisher="Paper B"), duplicate_of="a")
    assert letters(report, copy) == ["-", "-"]
    assert letters(report, copy, article("own", SOUND[1], publisher="Paper C")) == ["B", "B", "B"]


def test_who_relays_one_agency_and_the_agency_itself_confirm_nothing_of_each_other() -> None:
    first, second = (article(id, AGENCY + f" {id} was there.", publisher=f"Paper {id}") for id in ("A", "B"))
    assert letters(first, second) == ["-", "-"]
    assert letters(first, second, article("r", SOUND[0], publisher="Reuters")) == ["-", "-", "-"]
    assert letters(first, second, article("own", SOUND[0], publisher="Paper C")) == ["B", "B", "B"]
