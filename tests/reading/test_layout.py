"""Lines, paragraphs and sentences of texts as they come."""

import pytest

from briefing.reading.layout import lines, segments, width
from tests.reading.texts import MORE, PROSE, regions, sentences, source

WRAPPED = """\
The council met on Monday evening to discuss the harbour of the town, which has
been closed since the storm in March. Nobody expected a decision so late in the
year, but the mayor “had promised
one to the fishermen,” as she said.
She opened the meeting at 8 p.m. and closed it before midnight. The north-south
road was not on the list, and neither was the question of the new Deputy Harbour
Master. Nobody spoke of the lighthouse, which had been dark since the spring too.
 The second paragraph has lost its empty line and keeps but one blank at its left
edge, as some files do.

A third one follows here, with the short-
term plans of the council and with much more to say about the year 2026 than one
"""


def test_hard_wrapped_lines_are_put_together() -> None:
    assert sentences(WRAPPED) == [
        "The council met on Monday evening to discuss the harbour of the town, which has been closed since the storm in"
        " March.",
        "Nobody expected a decision so late in the year, but the mayor “had promised one to the fishermen,” as she"
        " said.",
        "She opened the meeting at 8 p.m. and closed it before midnight.",
        "The north-south road was not on the list, and neither was the question of the new Deputy Harbour Master.",
        "Nobody spoke of the lighthouse, which had been dark since the spring too.",
        "The second paragraph has lost its empty line and keeps but one blank at its left edge, as some files do.",
        "A third one follows here, with the short-term plans of the council and with much more to say about the year"
        " 2026 than one",
    ]
    assert [sentence.paragraph for sentence in source(WRAPPED).sentences] == [0, 0, 1, 1, 1, 2, 3]


def test_windows_line_ends_change_nothing_but_the_positions() -> None:
    assert sentences(WRAPPED.replace("\n", "\r\n")) == sentences(WRAPPED)


def test_a_line_is_a_paragraph_where_lines_are_not_wrapped() -> None:
    text = f"{PROSE} {MORE}\n{MORE} {PROSE}\nOne more line without its full stop\n{PROSE}"
    assert [sentence.paragraph for sentence in source(text).sentences] == [0, 0, 1, 1, 2]
    assert ("heading", "One more line without its full stop") in regions(text)


@pytest.mark.parametrize(
    ("text", "heading", "sentence"),
    [
        ("A war of enduranceEarlier on Friday the two sides met.", "A war of endurance", "Earlier on Friday"),
        ("What Comes NextThe two sides will meet again.", "What Comes Next", "The two sides"),
        ("Can it hold?The two sides will meet again.", "Can it hold?", "The two sides"),
    ],
)
def test_a_heading_glued_to_a_sentence_is_parted_from_it(text: str, heading: str, sentence: str) -> None:
    found = source(f"{PROSE}\n{text}\n{MORE}")
    assert ("heading", heading) in regions(f"{PROSE}\n{text}\n{MORE}")
    glued = next(each for each in found.sentences if each.text.startswith(sentence))
    assert glued.heading == heading


@pytest.mark.parametrize(
    "text",
    [
        "Senator McDonald of the council met with the mayor.",
        "The YouTube channel of the council was closed.",
        "Sales of the iPhone rose again in the last quarter.",
        "An old LinkedIn page of the mayor was found.",
        "Officials from DeKalb County met with the mayor.",
    ],
)
def test_a_capital_inside_a_name_parts_nothing(text: str) -> None:
    assert text in sentences(f"{PROSE}\n{text}\n{MORE}")


NESTED = """\
What we expect

{above}

Forecast

  • Short-term (0 - 3 months)

    • It is likely that the harbour opens again before the summer begins.

  • Long-term (>1 year)

    • There is a remote chance that the old pier is built anew

    • The council is unlikely to pay for it.


{below}
"""


def test_bullets_stand_under_the_nearest_label() -> None:
    text = NESTED.format(above=PROSE, below=MORE)
    assert [(sentence.text, sentence.heading) for sentence in source(text).sentences] == [
        (PROSE, None),
        ("It is likely that the harbour opens again before the summer begins.", "Short-term (0 - 3 months)"),
        ("There is a remote chance that the old pier is built anew", "Long-term (>1 year)"),
        ("The council is unlikely to pay for it.", "Long-term (>1 year)"),
        (MORE, None),
    ]


def test_flat_bullets_stand_under_labels_too() -> None:
    first = "The harbour is likely to stay closed, says Jonas Brandt."
    text = f"{PROSE}\n\n- Short-term (0 - 3 months)\n- {first}\n- Long-term:\n- {MORE}\n"
    assert [sentence.heading for sentence in source(text).sentences] == [None, "Short-term (0 - 3 months)", "Long-term"]


def test_a_bullet_with_bullets_below_it_is_their_label() -> None:
    text = f"{PROSE}\n\n* Harbour\n  * It will be opened again before the summer begins.\n* {MORE}\n"
    assert [(sentence.text[:7], sentence.heading) for sentence in source(text).sentences] == [
        ("The cou", None),
        ("It will", "Harbour"),
        ("Fisherm", None),
    ]


def test_headlines_line_by_line_are_not_taken_for_wrapped_lines() -> None:
    text = "\n".join(f"Harbour number {number} of the coast stays closed until the summer" for number in range(6))
    assert len(regions(text)) + len(sentences(text)) == 6


def test_an_address_among_long_paragraphs_does_not_wrap_the_file() -> None:
    block = "Committee for the harbour and\nthe roads of the coast of this\nTown of Brandt, Harbour Street"
    text = f"{PROSE} {MORE}\n{MORE} {PROSE} {MORE}\n\n{block}\n\n{PROSE} {MORE} {PROSE}\n"
    assert width(text, lines(text)) == 0


def test_a_sentence_goes_on_over_the_end_of_a_page() -> None:
    text = f"{PROSE} In the end the council of the town chose the old\n\fHarbour Master. {MORE}"
    assert sentences(text)[1] == "In the end the council of the town chose the old Harbour Master."


def test_numbered_points_lose_their_numbers_and_others_do_not() -> None:
    text = f"{PROSE}\n\n1. The harbour opens.\n2. The road is closed.\n\n47. So many boats came.\n"
    assert sentences(text)[1:] == [
        "The harbour opens.",
        "The road is closed.",
        "47. So many boats came.",
    ]


LINKED = """\
The session of the council began at half past one in the afternoon, and was opened by the
mayor in the great hall of the town, in the presence of the old and well-known Harbour

https://example.org/a-page-about-the-harbour-of-the-town
https://example.org/another

Master Jonas Brandt, who has held the office for thirty years and will hold it until he
leaves. He said nothing.
"""


def test_a_sentence_goes_on_over_addresses() -> None:
    found = source(LINKED).sentences[0]
    assert found.text.endswith(
        "well-known Harbour Master Jonas Brandt, who has held the office for thirty years and"
        " will hold it until he leaves."
    )
    assert len(found.spans) == 2
    assert [kind for kind, _ in regions(LINKED)] == ["link"]


def test_addresses_inside_a_line_are_left_out_of_the_sentence() -> None:
    assert sentences(
        f"{PROSE}\n\nThe plan (https://example.org/plan) is new; see https://example.org/x. It is long."
    ) == [
        PROSE,
        "The plan is new; see.",
        "It is long.",
    ]


def test_segments_keep_what_sentences_leave_out() -> None:
    text = f"A title without a stop\n\n  • {PROSE}\n\nhttps://example.org\n"
    assert [span.of(text) for span in segments(text)] == [
        "A title without a stop",
        f"• {PROSE}",
        "https://example.org",
    ]
