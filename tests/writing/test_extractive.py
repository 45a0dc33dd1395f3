"""The brief that the embedded writer composes, as a reader and as the checker meet it."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from briefing.domain.brief import Disagreement, Draft, Grade, Side, Strength
from briefing.domain.claim import ClaimKind, Evidence, Section
from briefing.domain.source import Source
from briefing.writing.extractive import ExtractiveWriter
from briefing.writing.extractive.body import body
from briefing.writing.extractive.coverage import Corpus
from briefing.writing.extractive.lines import Lines
from briefing.writing.extractive.novelty import Told
from tests import seed_articles
from tests.writing.articles import COURIER, HERALD, article, claims, material, strike, texts

TOLD = (Section.SUMMARY, Section.BODY)


def write(*sources: Source, **other: object) -> Draft:
    return ExtractiveWriter().write(material(sources or strike(), **other))


@pytest.fixture(scope="module")
def seeds() -> Draft:
    barred = Grade(source=seed_articles.GARBLED, letter="E", note="", quotable=False)
    return ExtractiveWriter().write(material(seed_articles.sources(), grades=[barred], date=date(2025, 5, 27)))


def test_the_draft_says_who_wrote_it_and_that_no_model_was_used() -> None:
    draft = write()
    assert draft.writer == "extractive 1"
    assert any("No model was used" in note for note in draft.notes)


def test_every_claim_is_placed_once_and_rests_on_exact_places(seeds: Draft) -> None:
    placed = [*seeds.summary, *(id for paragraph in seeds.paragraphs for id in paragraph)]
    placed += [forecast.claim for forecast in seeds.forecasts]
    placed += [id for summary in seeds.summaries for id in summary.claims]
    assert Counter(placed) == Counter(claim.id for claim in seeds.claims)
    assert max(Counter(placed).values()) == 1
    by_id = {source.id: source for source in seed_articles.sources()}
    for claim in seeds.claims:
        assert claim.basis, claim.text
        for place in claim.basis:
            source = by_id[place.source]
            assert source.text[place.start : place.end] == place.quote
            assert not any(span.start < place.end and place.start < span.end for span in source.boilerplate)


def test_a_line_is_the_sources_own_words_but_for_what_is_marked_as_ours(seeds: Draft) -> None:
    for claim in seeds.claims:
        ours = re.sub(r" \[[^\]]*\]", "", claim.text)
        quote = " ".join(" ".join(place.quote for place in claim.basis).split())
        body = ours if ours.rstrip(".").lower() in quote.lower() else re.sub(r" \([^()]*\)\.?$", "", ours)
        assert body.rstrip(".").lower() in quote.lower(), claim.text


def test_the_answer_comes_first_in_three_lines(seeds: Draft) -> None:
    first, second, third = texts(seeds, Section.SUMMARY)
    assert "1,000 prisoners of war each" in first
    assert "ceasefire" in second
    assert "next step" in third


def test_the_body_has_a_few_short_paragraphs_and_keeps_to_its_length(seeds: Draft) -> None:
    assert 4 <= len(seeds.paragraphs) <= 6
    assert all(1 <= len(paragraph) <= 4 for paragraph in seeds.paragraphs)
    words = sum(len(text.split()) for text in texts(seeds, *TOLD))
    assert 330 <= words <= 450


@pytest.mark.parametrize("words", [150, 250, 600])
def test_the_length_asked_for(words: int) -> None:
    draft = ExtractiveWriter().write(material(seed_articles.sources(), words=words))
    assert 0.7 * words <= sum(len(text.split()) for text in texts(draft, *TOLD)) <= 1.2 * words


def test_nothing_is_said_twice(seeds: Draft) -> None:
    lines = texts(seeds, *TOLD)
    assert len(set(lines)) == len(lines)
    assert sum("1,000" in line for line in lines) == 1
    assert sum("prisoners" in line and "exchange" in line for line in lines) <= 2


def test_what_three_sources_say_is_one_key_judgement() -> None:
    assert sum("6 percent" in line for line in texts(write(), Section.SUMMARY)) == 1
    assert sum("6 percent" in line for line in texts(write(words=150), *TOLD)) == 1


def test_the_main_fact_is_not_told_again_with_new_details(seeds: Draft) -> None:
    assert sum("first" in line and "2022" in line for line in texts(seeds, *TOLD)) == 1


def test_a_point_is_not_repeated_in_other_words() -> None:
    text = """Harbour news of the day

The port authority agreed to raise wages by 6 percent. Wages will rise by 6 percent, the port authority agreed. Cargo
ships entered the harbour on Saturday. Retailers welcomed the end of the strike in Port Aldan.
"""
    points = texts(write(article("1", text)), Section.ANNEX)
    assert len(points) == 3
    assert sum("6 percent" in point for point in points) == 1


def test_key_judgements_do_not_repeat_one_another() -> None:
    ways = (
        "On Friday the port authority of Port Aldan agreed to raise wages by 6 percent.",
        "The port authority of Port Aldan agreed on Friday that wages rise by 6 percent.",
        "Wages will rise by 6 percent, the port authority of Port Aldan agreed on Friday.",
    )
    rest = "Ships entered the harbour.", "Retailers were glad of it on Saturday.", "A union band played on the pier."
    sources = [
        article(str(number), f"Harbour news of the day\n\n{way} {other}\n")
        for number, (way, other) in enumerate(zip(ways, rest, strict=True), 1)
    ]
    assert sum("6 percent" in line for line in texts(write(*sources), *TOLD)) == 1


def test_the_body_does_not_retell_the_event_with_new_details() -> None:
    retold = "In a parade with music, flags and many speeches dock workers opened Port Aldan on Friday."
    told = (
        f"Dock workers in Port Aldan ended their strike on Friday. {retold}",
        "Dock workers opened Port Aldan on Friday.",
        "On Friday dock workers opened the harbour of Port Aldan to ships.",
    )
    sources = [article(str(number), f"Harbour news of the day\n\n{text}\n") for number, text in enumerate(told, 1)]
    corpus = Corpus(sources)
    lines = Lines(corpus)
    key = [lines.line(corpus.entries[number]) for number in (0, 2, 3)]
    chosen = body(corpus, lines, corpus.entries, key=[line for line in key if line], told=Told(), budget=100)
    assert chosen == []


def test_nobody_is_named_by_half_who_is_never_named_in_full() -> None:
    text = "Aldan news\n\nWhat did Jon Bell do? Bell left Aldan by ship on Friday. Ships came into the harbour again.\n"
    assert texts(write(article("1", text)), *TOLD) == ["Ships came into the harbour again."]


def test_nobody_is_named_by_half_before_being_named_in_full() -> None:
    text = """Harbour news of the day

Quist ended the strike of the dock workers in Port Aldan after the agreement on wages. The port authority of Port Aldan
agreed to raise wages by 6 percent after the strike. Mara Quist, who leads the union of the dock workers, was a sailor.
Cargo ships entered the harbour of Port Aldan on Saturday. Quist had lost a brother in the harbour in March 2020.
"""
    lines = " ".join(texts(write(article("1", text)), *TOLD))
    assert lines.count("Quist") > 1
    assert lines.index("Mara Quist") + len("Mara ") == lines.index("Quist")


def test_no_line_hangs_on_a_sentence_that_is_not_there(seeds: Draft) -> None:
    for line in texts(seeds, *Section):
        assert not re.match(r"(?:He|She|They|It also|This|These|However|But|Meanwhile|Also)\b(?! week)", line), line
        assert line.count("“") == line.count("”"), line
        assert line[0].isupper() or not line[0].isalpha(), line


def test_a_source_that_is_not_to_be_quoted_is_in_the_annex_alone(seeds: Draft) -> None:
    quoted = {place.source for claim in seeds.claims if claim.section is not Section.ANNEX for place in claim.basis}
    assert quoted == {"101", "102", "103", "104"}
    assert seed_articles.GARBLED in {summary.source for summary in seeds.summaries}


def test_where_no_source_is_quotable_the_brief_is_written_all_the_same() -> None:
    barred = [Grade(source=str(number), letter="E", note="", quotable=False) for number in (1, 2, 3)]
    assert texts(write(grades=barred), Section.SUMMARY)


def test_three_to_five_points_of_each_source_in_its_own_order(seeds: Draft) -> None:
    by_id = {claim.id: claim for claim in seeds.claims}
    for summary in seeds.summaries:
        points = [by_id[id] for id in summary.claims]
        assert 3 <= len(points) <= 5
        assert {place.source for point in points for place in point.basis} == {summary.source}
        starts = [point.basis[0].start for point in points]
        assert starts == sorted(starts)


def test_an_authors_judgement_bears_the_authors_name(seeds: Draft) -> None:
    (line,) = [line for line in texts(seeds, Section.SUMMARY) if "central dispute" in line]
    assert line.endswith("(Solheim).")


def test_a_fact_of_a_news_report_bears_none() -> None:
    assert not [line for line in texts(write(), *TOLD) if line.endswith("(Aldan Herald).")]


def test_a_quotation_with_a_pronoun_gets_its_speaker() -> None:
    text = """Harbour news of the day

Union leader Mara Quist struck a dark tone. “The owners of the port have learned nothing from the strike,” she said.
"""
    lines = texts(write(article("1", text)), *Section)
    assert "“The owners of the port have learned nothing from the strike,” she said (Mara Quist)." in lines


def test_an_unknown_speaker_is_introduced_where_first_named(seeds: Draft) -> None:
    vogt = [claim for claim in seeds.claims if "Vogt" in claim.text and claim.section is Section.FORECAST]
    who = "(Lena Vogt, a research fellow at the Hartmann Institute for Eastern Europe in Leipzig)"
    assert vogt[0].text.endswith(f"{who}.")
    assert all("a research fellow" not in claim.text for claim in vogt[1:])
    assert "a research fellow" in " ".join(place.quote for place in vogt[0].basis)


def test_a_weekday_gets_its_date_once_and_only_where_the_source_has_a_day() -> None:
    lines = " ".join(texts(write(), *TOLD))
    assert lines.count("[7 March 2025]") >= 1
    undated = [replace(source, published=None, event_date=None) for source in strike()]
    assert "2025]" not in " ".join(texts(write(*undated), *TOLD))


def test_a_day_to_come_is_left_alone() -> None:
    text = "Harbour news of the day\n\nThe port authority will meet the dock workers on Tuesday for talks on wages.\n"
    (line,) = texts(write(article("1", text, published=date(2025, 3, 8))), Section.SUMMARY)
    assert "[" not in line


def disagreement(*sides: tuple[str, ...]) -> Disagreement:
    """On the rise of wages: each side is the sources that take it, by what stands there."""
    by_id = {source.id: source for source in strike()}
    made = []
    for ids in sides:
        places = []
        for id in ids:
            text = by_id[id].text
            start = text.index(" percent") - 1
            places.append(Evidence(source=id, start=start, end=start + 9, quote=text[start : start + 9]))
        made.append(Side(statement="wages", evidence=tuple(places)))
    return Disagreement(topic="wages", kind="number", strength=Strength.HARD, sides=tuple(made))


def test_what_is_in_dispute_is_not_told() -> None:
    draft = write(disagreements=(disagreement(("1",), ("2",)),))
    quoted = [place for claim in claims(draft, *TOLD) for place in claim.basis]
    assert {place.source for place in quoted if "6 percent" in " ".join(place.quote.split())} <= {"3"}


def test_one_voice_against_two_silences_nobody() -> None:
    lines = texts(write(disagreements=(disagreement(("1", "2"), ("3",)),)), Section.SUMMARY)
    assert any("6 percent" in line for line in lines)


def test_a_soft_disagreement_bars_nothing() -> None:
    soft = replace(disagreement(("1",), ("2",)), strength=Strength.SOFT)
    assert write(disagreements=(soft,)) == write()


def test_a_copy_counts_once_and_has_no_summary() -> None:
    first, second, third = strike()
    copy = replace(first, id="4", duplicate_of="1")
    assert write(first, second, third, copy) == write(first, second, third)


def test_a_stray_source_is_set_aside_and_said_so() -> None:
    other = """Copper and credit in the highlands

The railway to the copper mines was opened by the minister of transport. Farmers in the highlands hope for cheaper
freight. Two banks gave the loan for the new line, and the mining company pays it back over ten years.
"""
    longer = [article(str(n), f"{source.text}\n{HERALD}") for n, source in enumerate(strike(), 1)]
    draft = write(*longer, article("9", other))
    assert "9" not in {place.source for claim in claims(draft, *TOLD) for place in claim.basis}
    assert any(note.startswith("9 ") for note in draft.notes)


def test_the_readers_question_is_answered_first() -> None:
    plain, asked = write(), write(focus="What about the working week?")
    assert "working week" in texts(asked, Section.SUMMARY)[0]
    assert "working week" not in texts(plain, Section.SUMMARY)[0]


def test_the_users_title_stands() -> None:
    assert write(title="Port Aldan").title == "Port Aldan"


def test_without_one_it_is_a_headline_of_a_source() -> None:
    assert write().title == "Dock strike in Port Aldan ends after 12 days"


@pytest.mark.parametrize(
    "title",
    ["Is the strike in Port Aldan over?", "Dock workers end strike ...", "Port Aldan", "Photo gallery of the day"],
)
def test_a_teaser_is_no_headline(title: str) -> None:
    first, *rest = strike()
    assert write(replace(first, title=title), *rest).title != title


def test_a_first_sentence_is_no_headline() -> None:
    first, *rest = (replace(source, title=None) for source in strike())
    title = first.sentences[1].text
    assert write(replace(first, title=title), *rest).title == write(first, *rest).title


def test_without_any_headline_it_is_the_first_key_judgement() -> None:
    untitled = [replace(source, title=None) for source in strike()]
    draft = write(*untitled)
    assert draft.title == re.sub(r" \[[^\]]*\]", "", texts(draft, Section.SUMMARY)[0]).removesuffix(".")


@pytest.mark.parametrize("text", [HERALD, COURIER, "The strike in Port Aldan is over and ships enter the harbour.\n"])
def test_one_source_is_enough(text: str) -> None:
    assert texts(write(article("1", text)), Section.SUMMARY)


@pytest.mark.parametrize("text", ["Yes.\n", "“And then he said that.\n", "Why?\n"])
def test_a_source_with_nothing_to_print_gives_an_empty_brief(text: str) -> None:
    draft = write(article("1", text))
    assert draft.summary == draft.paragraphs == ()
    assert draft.title


def test_the_same_input_gives_the_same_draft() -> None:
    assert write() == write()


def test_forecasts_are_claims_of_their_kind(seeds: Draft) -> None:
    kinds = {claim.id: claim.kind for claim in seeds.claims}
    assert {kinds[forecast.claim] for forecast in seeds.forecasts} == {ClaimKind.FORECAST}
    assert all(kinds[claim.id] is ClaimKind.STATEMENT for claim in claims(seeds, *TOLD))


def test_a_forecast_line_is_not_told_in_the_body_too(seeds: Draft) -> None:
    ahead = {claim.basis[0] for claim in claims(seeds, Section.FORECAST)}
    assert not ahead & {claim.basis[0] for claim in claims(seeds, *TOLD)}
