"""Each kind of disagreement on other events: what must be found, and what must be left alone."""

import pytest

from briefing.comparing import disagreements
from tests.comparing.articles import article, found, kinds


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (
            "Finnish President Sauli Niinistö opened the fair.",
            "The fair was opened by Finnish President Alexander Stubb.",
            ("office-holder", "hard"),
        ),
        (
            "Finnish President Alexander Stubb opened the fair.",
            "The fair was opened by Swedish President Alexander Stubb.",
            ("holder", "hard"),
        ),
        (
            "The Kenyan delegation was headed by Grace Oduya.",
            "Peter Mwangi led Nairobi’s delegation.",
            ("leadership", "hard"),
        ),
        (
            "It drew delegations led by Ali Noor, Grace Oduya and Omar Saleh.",
            "Ugandan Foreign Minister Ali Noor chaired the meeting.",
            ("leadership", "soft"),
        ),
        (
            "Kenyan national security adviser Grace Oduya left.",
            "Grace Oduya, Kenya’s foreign minister, left.",
            ("post", "soft"),
        ),
        (
            "Kenyan, Ugandan and Ethiopian officials held a trilateral meeting on the dam.",
            "Kenya, Uganda and Egypt met. The trilateral talks drew observers from Sudan, Chad, Congo and France.",
            ("event", "hard"),
        ),
        (
            "“The dam will not survive another flood like this one,” Grace Oduya said.",
            "“The dam won’t survive another flood like this,” a senior Kenyan official told reporters.",
            ("attribution", "hard"),
        ),
        (
            "“The dam will not survive another flood like this one,” Grace Oduya said.",
            "Peter Mwangi said: “The dam will not survive another flood like this one.”",
            ("attribution", "hard"),
        ),
        (
            "Grace Oduya dismissed the board of engineers as “ornamental.”",
            "On Monday Peter Mwangi called the board of engineers “ornamental”.",
            ("attribution", "hard"),
        ),
        (
            "“We demand an early, open and honest inquiry,” Grace Oduya said.",
            "Oduya said she wanted a “fast, open and honest inquiry” soon.",
            ("quotation", "hard"),
        ),
        (
            "The flood killed 212 people in Mombasa on the coast of Kenya.",
            "In Mombasa on the coast, the flood killed 340 people, officials in Kenya said.",
            ("number", "hard"),
        ),
        (
            "The talks in Nairobi lasted almost six hours.",
            "The Nairobi talks took less than three hours.",
            ("duration", "hard"),
        ),
        (
            "The talks between Kenya and Uganda lasted well under three hours.",
            "After the nearly three-hour talks Kenya and Uganda left.",
            ("duration", "soft"),
        ),
        (
            "The old dam above Mombasa burst on 3 March 2024 after heavy rain.",
            "After heavy rain the old dam above Mombasa burst on 5 March 2024.",
            ("date", "hard"),
        ),
        (
            "Uganda rejected the plan for the dam.",
            "Uganda accepted the plan for the dam.",
            ("negation", "hard"),
        ),
        (
            "Uganda did not sign the water treaty.",
            "Uganda signed the water treaty.",
            ("negation", "hard"),
        ),
        (
            "Uganda refused to sign the water treaty.",
            "Uganda signed the water treaty.",
            ("negation", "hard"),
        ),
        (
            "The talks between Kenya and Uganda had only one result, a loan for the dam.",
            "At the talks Kenya and Uganda also agreed to open the border. The loan for the dam is Kenya’s.",
            ("outcome", "soft"),
        ),
        (
            "The talks were aimed at ending the drought.",
            "The main purpose of the talks was to open the border.",
            ("purpose", "soft"),
        ),
    ],
)  # fmt: skip
def test_a_disagreement_is_found_once_with_both_places(one: str, other: str, kind: tuple[str, str]) -> None:
    result = found(one, other)
    assert [(item.kind, item.strength.value) for item in result] == [kind]
    assert {place.source for side in result[0].sides for place in side.evidence} == {"s0", "s1"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # titles, spellings, other offices of one person
        ("Egyptian President Mohammed Morsi left.", "Egyptian President Mohamed Morsy left."),
        ("Kenya’s chief negotiator, Grace Oduya, left.", "Kenyan Foreign Minister Grace Oduya left."),
        ("Former Finnish President Sauli Niinistö left.", "Finnish President Alexander Stubb left."),
        ("In 2019 Finnish President Sauli Niinistö left.", "Finnish President Alexander Stubb left."),
        ("Finnish President Sauli Niinistö left; Alexander Stubb, the next Finnish president, stayed.",
         "Finnish President Alexander Stubb left."),
        ("Finnish President Sauli Niinistö spoke at noon.\nFinnish President Alexander Stubb spoke at night.",
         "Finnish President Alexander Stubb left."),
        ("UN special envoy Geir Pedersen left.", "UN special envoy Hans Grundberg left."),
        ("Kiev was quiet, Ukrainian Minister of Defence Oleksii Reznikov said.",
         "Kyiv was quiet, Ukrainian Defense Minister Oleksiy Reznikov said."),
        # quotations: cut elsewhere, an editor's words, spelling, contractions
        ("“Our team has the power to take decisions on this dam,” Grace Oduya said.",
         "Grace Oduya said they “have the power to take decisions on this dam” at once."),
        ("“If only (Kenyan President William) Ruto had come to see this broken dam,” Grace Oduya said.",
         "“If only Ruto had come to see this broken dam,” Grace Oduya said."),
        ("“We won’t honour the 3-4 late agreements on this broken dam,” Grace Oduya said.",
         "“We will not honor the three to four late agreements on this broken dam,” Grace Oduya said."),
        ("“We open … the dam, and soon,” Grace Oduya said of the flood.",
         "“We open the northern gates of the dam, and soon,” Grace Oduya said."),
        # one speaker, named here and described there
        ("“The dam will not survive another flood like this one,” Kenyan adviser Grace Oduya said.",
         "“The dam will not survive another flood like this one,” a Kenyan adviser said."),
        ("“The dam will not survive another flood like this one,” Grace Oduya said.",
         "“The dam will not survive another flood like this one,” the Nairobi Herald reported."),
        # set phrases of several speakers
        ("Grace Oduya asked for a “full and open inquiry”.", "Peter Mwangi wants a “full and open inquiry” too."),
        ("“Peace, justice, freedom, bread,” Grace Oduya said.", "“Peace, justice, freedom, bread,” Ali Noor said."),
        # numbers: bounds, rounding, another thing, another time
        ("The flood killed 212 people in Mombasa on the coast.",
         "In Mombasa on the coast, the flood killed at least 200 people."),
        ("The flood killed 212 people in Mombasa on the coast.",
         "In Mombasa on the coast, the flood killed about 210 people."),
        ("The flood killed 1,016 people in Mombasa on the coast.",
         "In Mombasa on the coast, the flood killed 1,000 people."),
        ("The flood killed 212 people in Mombasa on the coast.",
         "In Malindi on the coast, the flood killed 340 people."),
        ("The flood killed 212 people in Mombasa on the coast within two days.",
         "In Mombasa on the coast the flood killed 340 people within five days."),
        ("The talks in Nairobi took less than three hours.", "The Nairobi talks lasted nearly three hours."),
        # not the same deed
        ("Uganda would reject the plan for the dam.", "Uganda accepted the plan for the dam."),
        ("Uganda won’t sign the water treaty.", "Uganda signed the water treaty."),
        ("Uganda rejected the plan for the dam.", "Uganda accepted the loan for the port."),
        ("Uganda rejected the water plan of the coast farmers.", "Uganda accepted the water plan of two border towns."),
        ("Kenya rejected the plan for the dam.", "Uganda accepted the plan for the dam."),
        # two meetings, told apart by one source
        ("Kenya, Uganda and Egypt held a trilateral meeting. Kenya, Uganda and Sudan held a trilateral meeting.",
         "Kenya, Uganda and Sudan held a trilateral meeting."),
    ],
)  # fmt: skip
def test_what_agrees_is_left_alone(one: str, other: str) -> None:
    assert kinds(one, other) == []


def test_the_better_attested_side_comes_first_and_says_where() -> None:
    (item,) = found(
        "Swedish President Alexander Stubb opened the fair.",
        "Finnish President Alexander Stubb opened the fair.",
        "Then Finnish President Alexander Stubb spoke.",
    )
    assert [place.source for place in item.sides[0].evidence] == ["s1", "s2"]
    assert item.sides[1].statement == "Swedish President Alexander Stubb"
    assert "Alexander Stubb" in item.topic


def test_a_report_without_quotation_marks_stands_beside_the_quotation() -> None:
    (item,) = found(
        "“Nothing will be built until the flood report is published,” a Kenyan official told reporters.",
        "Grace Oduya said: “Nothing will be built until they publish the flood report.”",
        "Grace Oduya mentioned that nothing would be built before the flood report was published.",
    )
    by_statement = {side.statement: {place.source for place in side.evidence} for side in item.sides}
    assert by_statement["Grace Oduya"] == {"s1", "s2"}


def test_a_pronoun_is_traced_to_the_last_speaker() -> None:
    (item,) = found(
        "Grace Oduya wants it soon. “We demand a late, open and honest inquiry,” she said.",
        "Oduya asked for a “fast, open and honest inquiry” on Monday.",
    )
    assert (item.kind, item.topic) == ("quotation", "the words of Grace Oduya")


def test_copies_say_nothing_twice() -> None:
    text = "Finnish President Sauli Niinistö opened the fair."
    copy = article("c", text.replace("Sauli Niinistö", "Alexander Stubb"))
    marked = type(copy)(**{field: getattr(copy, field) for field in copy.__slots__} | {"duplicate_of": "a"})
    assert disagreements.find((article("a", text), marked)) == ()


def test_hard_ones_come_first() -> None:
    result = kinds(
        "Uganda rejected the plan for the dam. The talks were aimed at ending the drought.",
        "The main purpose of the talks was to open the border. Uganda accepted the plan for the dam.",
    )
    assert [strength for _, strength in result] == ["hard", "soft"]


def test_the_order_of_sources_changes_nothing_but_the_order_of_equals() -> None:
    texts = (
        "Uganda rejected the plan for the dam.",
        "Uganda accepted the plan for the dam. Swedish President Alexander Stubb left.",
        "Finnish President Alexander Stubb left.",
    )
    forth = {(item.kind, item.strength) for item in found(*texts)}
    back = {(item.kind, item.strength) for item in found(*reversed(texts))}
    assert forth == back != set()
