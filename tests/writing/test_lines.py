"""From a sentence to a line: what is printed, and in whose name."""

from datetime import date

import pytest

from briefing.domain.source import Source
from briefing.writing.extractive.coverage import Corpus
from briefing.writing.extractive.finish import Finish
from briefing.writing.extractive.lines import Line, Lines
from tests.writing.articles import article


def lines_of(source: Source) -> tuple[Lines, dict[str, Line]]:
    """What makes the lines, and the lines of a source by the beginning of their sentences."""
    corpus = Corpus([source])
    lines = Lines(corpus)
    return lines, {line.entry.sentence.text[:12]: line for entry in corpus.entries if (line := lines.line(entry))}


def printed(text: str, **facts: object) -> list[str]:
    return [line.text for line in lines_of(article("1", f"Harbour news of the day\n\n{text}\n", **facts))[1].values()]


def test_a_connective_goes_and_the_letter_is_raised() -> None:
    assert printed("However, the demand was rejected by the port.") == ["The demand was rejected by the port."]


def test_the_place_is_that_of_the_words_printed() -> None:
    source = article("1", "Harbour news of the day\n\nHowever, the demand was rejected by the port.\n")
    (line,) = lines_of(source)[1].values()
    assert [place.quote for place in line.basis] == ["the demand was rejected by the port."]


def test_a_missing_full_stop_is_set() -> None:
    assert printed("• The demand was rejected by the port") == ["The demand was rejected by the port."]


def test_a_judgement_is_signed_by_author_publisher_or_number() -> None:
    text = "The strike is unlikely to end this year."
    assert printed(text, author="Mara Quist") == ["The strike is unlikely to end this year (Quist)."]
    assert printed(text, publisher="Herald") == ["The strike is unlikely to end this year (Herald)."]
    assert printed(text) == ["The strike is unlikely to end this year (source 1)."]


def test_a_fact_and_a_reported_act_are_not() -> None:
    assert printed("The strike ended on Friday.", author="Mara Quist") == ["The strike ended on Friday."]
    text = "Hahn rejected talks that are unlikely to succeed."
    assert printed(text, author="Mara Quist") == [text]


def test_an_assessment_signs_what_a_report_would_not() -> None:
    text = "The port authority wants to keep the working week."
    assert printed(text, publisher="Aldan Herald") == [text]
    assert printed(text, publisher="Aldan Institute") == [text.replace(".", " (Aldan Institute).")]


def test_our_judgement_is_the_publishers() -> None:
    (line,) = printed("We judge that the strike is likely to end.", publisher="Aldan Institute")
    assert line == "The strike is likely to end (Aldan Institute)."


def test_a_quotation_behind_its_pronoun_stays_out() -> None:
    text = "Mara Quist opened the talks. At the harbour on Friday, she said, “The strike goes on.”"
    assert printed(text) == ["Mara Quist opened the talks."]


def test_a_statement_in_somebodys_first_person_stays_out_with_the_one_before_it() -> None:
    text = "The position of the union is clear. We will go on until the port gives in, Mara Quist told reporters."
    assert printed(text) == []


def test_who_is_named_by_half() -> None:
    source = article("1", "Harbour news\n\nMara Quist spoke in Aldan. Quist left Aldan by ship. Mara waved from it.\n")
    lines, made = lines_of(source)
    assert lines.strangers(made["Mara Quist s"]) == frozenset()
    assert lines.strangers(made["Quist left A"]) == {"quist"}


def test_a_speaker_is_no_stranger() -> None:
    source = article("1", "Harbour news\n\nMara Quist spoke in Aldan. The strike goes on, Quist said on Friday.\n")
    lines, made = lines_of(source)
    assert lines.strangers(made["The strike g"]) == frozenset()


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("Dock workers ended their strike on Friday.", "on Friday [7 March 2025]."),
        ("Dock workers ended their strike yesterday.", "yesterday [7 March 2025]."),
        ("Friday’s talks lasted two hours.", "Friday’s talks lasted two hours."),
        ("The council will meet on Friday.", "will meet on Friday."),
        ("The vote of the council is due on Friday.", "is due on Friday."),
        ("Mara Quist said on Friday that the union would go on.", "said on Friday [7 March 2025] that the union would"),
        ("The envoys met after leaving Port Aldan on Friday.", "Port Aldan on Friday [7 March 2025]."),
        ("Dock workers called off a walkout planned for Sunday.", "planned for Sunday."),
        ("The harbour court put off the trial set for Tuesday.", "set for Tuesday."),
        ("The town council dissolved itself ahead of the vote on Sunday.", "the vote on Sunday."),
        ("They met on Super Tuesday in Port Aldan.", "on Super Tuesday in Port Aldan."),
        ("“It ended on Friday,” Mara Quist said.", "“It ended on Friday,” Mara Quist said."),
    ],
)
def test_dates_behind_weekdays(text: str, dated: str) -> None:
    source = article("1", f"Harbour news of the day\n\n{text}\n", published=date(2025, 3, 8))
    lines, made = lines_of(source)
    for line in made.values():
        assert dated in Finish(lines).line(line).text


def test_a_date_is_given_once_a_section() -> None:
    text = "Dock workers ended their strike on Friday. Cargo ships entered the harbour on Friday."
    lines, made = lines_of(article("1", f"Harbour news\n\n{text}\n", published=date(2025, 3, 8)))
    finish = Finish(lines)
    first, second = (finish.line(line).text for line in made.values())
    assert "[7 March 2025]" in first
    assert "[" not in second
    finish.section()
    assert "[7 March 2025]" in finish.line(next(iter(made.values()))).text


def test_no_date_from_a_day_before_what_the_article_tells() -> None:
    text = "Dock workers ended their strike on Friday. The union was founded in March 2027."
    lines, made = lines_of(article("1", f"Harbour news\n\n{text}\n", published=date(2025, 3, 8)))
    assert all("[" not in Finish(lines).line(line).text for line in made.values())


def test_a_speakers_office_is_that_of_the_article() -> None:
    text = "Union leader Mara Quist spoke in Aldan. Quist told reporters that the strike goes on."
    lines, made = lines_of(article("1", f"Harbour news\n\n{text}\n"))
    line = Finish(lines).line(made["Quist told r"])
    assert line.text == "Quist [Union leader Mara Quist] told reporters that the strike goes on."
    assert line.basis[-1].quote == "Union leader Mara Quist"


def test_a_speaker_already_named_in_full_is_not_introduced() -> None:
    text = "Union leader Mara Quist spoke in Aldan. Quist told reporters that the strike goes on."
    lines, made = lines_of(article("1", f"Harbour news\n\n{text}\n"))
    finish = Finish(lines)
    finish.line(made["Union leader"])
    assert "[" not in finish.line(made["Quist told r"]).text
