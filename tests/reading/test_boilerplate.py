"""What surrounds an article is marked; what belongs to it is not."""

import pytest

from briefing.domain.text import RegionKind
from tests.reading.texts import MORE, PROSE, marked, regions, sentences, source

MARKED = {
    RegionKind.CAPTION: [
        "Delegates take their seats in the town hall on May 16, 2025. Photo: Harbour Pictures",
        "The mayor speaks to the fishermen. (Image Credit: Town of Brandt/via X)",
        "The mayor in front of the old pier (Jonas Brandt/Reuters)",
        "The mayor opens the meeting. Ministry of Harbours via Anadolu",
        "Mayor Ann Lee (L) and Harbour Master Jonas Brandt (R)",
        "FILE - In this May 3, 2024 file photo, the mayor speaks to the fishermen.",
        "Image caption The pier was built a hundred years ago",
        "The mayor greets the fishermen. Courtesy of Ann Lee",
    ],
    RegionKind.CREDIT: ["Photo: Harbour Pictures", "(AP Photo/Jonas Brandt)", "Getty Images"],
    RegionKind.NAVIGATION: [
        "Leave a comment",
        "Back to Top",
        "No Comments",
        "Subscribe to the Harbour Letter",
        "Enter your email address:",
        "Follow us on Facebook",
        "Tags: harbour, council",
        "Story continues below advertisement",
        "editor@example.org",
    ],
    RegionKind.RELATED: [
        "Related article: Who Is Jonas Brandt?",
        "Read also: What the harbour looks like today",
        "[Is there a second harbour beyond the pier?]",
        "READ MORE: Mayor quits",
        "Harbour to open in June, says mayor Read more",
    ],
    RegionKind.COPYRIGHT: [
        "Copyright © 2014-2025 Harbour Institute",
        "© 2025 The Paper. All rights reserved.",
        "This material may not be published, broadcast, rewritten or redistributed.",
    ],
    RegionKind.CONTRIBUTORS: [
        "Ann Lee contributed to this report",
        "Reuters contributed reporting.",
        "(Additional reporting by Ann Lee; Editing by Jonas Brandt)",
        "Lee reported from Kyiv.",
        "To contact the reporter on this story: Ann Lee at alee@example.org",
    ],
    RegionKind.FURNITURE: ["6 minute read", "Reading time: 4 min", "Page 3 of 12", "02:15"],
    RegionKind.LINK: ["https://example.org/a https://example.org/b", "URL: https://example.org/a"],
    RegionKind.HEADING: ["A short meeting", "What each side wanted", "Prisoner swap but no hope for peace", "Rift?"],
}


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, lines in MARKED.items() for line in lines])
def test_lines_are_marked_by_their_form(kind: RegionKind, line: str) -> None:
    assert marked(line) is kind


@pytest.mark.parametrize(
    "line",
    [
        "Photos from Friday showed the ruins of the pier.",
        "Images of the storm were seen around the world.",
        "Terms of the deal were not disclosed.",
        "Share prices fell by three percent on Friday.",
        "Related talks were held in Ankara the same day.",
        "Ann Lee contributed to the peace plan of 2015, officials said.",
        "The copyright office of the town was closed too.",
        "“Share this document,” the flyer says.",
        "Gov. Jonas Brandt (R) called a meeting of the council.",
        "More than 100 fishermen came.",
        "By Friday, most of them had left.",
        "Follow the money, the mayor said.",
        "In case you doubted whether Jonas Brandt (left) would stay, you can now have faith in him.",
        "The new series of the network begins this Sunday at 6:30 p.m. ET/PT.",
        "The mayor and the council met in May and/or June.",
        "The harbour has been open since the spring, officials said. (Reuters)",
        "“No comment.”",
        "The meeting in Istanbul was the first since 2022, wrote the mayor on X.",
    ],
)
def test_prose_is_left_alone(line: str) -> None:
    assert line.removesuffix(" (Reuters)") in sentences(f"{PROSE}\n\n{line}\n\n{MORE}")


def test_a_weblog_around_an_article() -> None:
    text = f"""Harbour Stays Closed Until the Summer

Harbour Stays Closed Until the Summer

Coast, News No Comments on Harbour Stays Closed Until the Summer

5 minute read

{PROSE}

Mayor Ann Lee at the head of the table in the town hall
Mayor Ann Lee at the head of the table in the town hall, on May 16, 2025. (Image Credit: Town of Brandt)

{MORE}

Related Articles

Why the Old Pier Will Not Be Built Anew

Copyright © 2016-2025 Brandt Institute - Studies of the Coast

The Brandt Institute is a research organization. We publish reports. To order one write to desk@example.org

Subscribe to the Letter
Enter your email address:

Back to Top"""
    assert [kind for kind, _ in regions(text)] == [
        "title",
        "repeated",
        "navigation",
        "furniture",
        "caption",
        "navigation",
        "related",
        "copyright",
        "about",
        "navigation",
    ]
    assert sentences(text) == [PROSE, MORE]


def test_previous_and_next_bring_other_articles() -> None:
    text = f"{PROSE}\n\n{MORE}\n\nPrevious\nPrevious\n\nHow the Other Harbour Fell Dry\n\nNext\nNext\n\nA pier too far"
    assert [kind for kind, _ in regions(text)] == ["navigation", "related", "navigation", "related"]
    assert sentences(text) == [PROSE, MORE]


def test_a_related_article_may_take_two_lines() -> None:
    wrapped = "\n".join([PROSE[:48].strip(), PROSE[48:].strip(), *(f"{MORE[:50].strip()}\n{MORE[50:].strip()}",) * 3])
    text = f"{wrapped}\n\nRelated article: Jonas Brandt, the Man Who Closed\nthe Harbour\n\n{wrapped}"
    assert ("related", "Related article: Jonas Brandt, the Man Who Closed\nthe Harbour") in regions(text)


def test_a_repeated_paragraph_counts_once() -> None:
    assert regions(f"{PROSE}\n\n{MORE}\n\n{PROSE}") == [("repeated", PROSE)]


def test_a_running_head_is_furniture() -> None:
    page = f"The Harbour Review\n\n{{}} {MORE}\n\n"
    text = "".join(page.format(f"Page {number} begins here.") for number in range(3))
    assert regions(text) == [("furniture", "The Harbour Review")] * 3


def test_what_follows_the_copyright_is_about_the_publisher() -> None:
    text = f"{PROSE}\n\n{MORE}\n\n© 2025 The Harbour Review\n\nWe have read the sea for a hundred years."
    assert [kind for kind, _ in regions(text)] == ["copyright", "about"]
    assert sentences(f"© 2025 The Harbour Review\n\n{PROSE}\n\n{MORE}") == [PROSE, MORE]


def test_of_many_short_lines_in_a_row_only_the_last_is_a_heading() -> None:
    text = f"{PROSE}\n\nCoast\n\nSea and air\n\nThe storm took the old pier in March\n\nWhat comes next\n\n{MORE}"
    assert regions(text) == [("navigation", "Coast\n\nSea and air"), ("heading", "What comes next")]
    assert "The storm took the old pier in March" in sentences(text)


def test_the_agency_behind_a_sentence_is_its_credit() -> None:
    assert regions(f"{PROSE}\n\n{MORE} (Reuters)") == [("credit", "(Reuters)")]


def test_a_dateline_is_no_part_of_the_sentence() -> None:
    for dateline in ("ISTANBUL, May 16 (Reuters) -", "Seoul, South Korea (CNN)", "KYIV —", "(AFP) -"):
        assert regions(f"{dateline} {PROSE}\n\n{MORE}") == [("byline", dateline)]
        assert sentences(f"{dateline} {PROSE}\n\n{MORE}") == [PROSE, MORE]
    fund = "International Fund (IMF) Director Ann Lee met the fishermen of the town on Friday."
    assert sentences(f"{fund}\n\n{MORE}") == [fund, MORE]
    assert sentences(f"NATO — the alliance — met too. {PROSE}") == ["NATO — the alliance — met too.", PROSE]


def test_a_last_sentence_without_a_full_stop_is_no_headline() -> None:
    last = "The harbour council will meet again in spring to speak about the dredging of the northern basin"
    assert sentences(f"{PROSE}\n\n{last}") == [PROSE, last]


def test_a_text_of_headlines_alone_is_its_own_prose() -> None:
    assert sentences("Harbour stays closed") == ["Harbour stays closed"]


def test_regions_are_sorted_and_apart_and_sentences_keep_out_of_them() -> None:
    found = source(f"Home\n\nA Title of Four Words\n\nBy Ann Lee\n\n{PROSE}\n\nPhoto: X Y\n\n{MORE}\n\nShare")
    spans = [region.span for region in found.regions]
    assert spans == sorted(spans)
    assert [kind for kind, _ in regions(found.text)] == ["navigation", "title", "byline", "credit", "navigation"]
