"""The Markdown brief: what a reader finds in it, what a program can read back, what no article can do to it."""

import re
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from markdown_it import MarkdownIt

from briefing import assets
from briefing.domain.brief import CheckedBrief, Draft
from briefing.domain.claim import Verdict
from briefing.errors import TemplateError
from briefing.rendering import markdown
from briefing.rendering.page import Page
from briefing.rendering.plain import one_line
from rendering.invented import BRIEF, CLAIMS, DRAFT, SOURCES, TRUCE, at, checked, saying
from rendering.texts import texts

FORGE = MarkdownIt("commonmark").enable(["table", "strikethrough"])
KEPT = {"003": "brief.sources/003.txt"}


def parts(text: str) -> tuple[dict[str, Any], str]:
    _, front, body = text.split("---\n", 2)
    return yaml.safe_load(front), body


def section(text: str, heading: str) -> str:
    return text.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def references(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"(?<!\\)(?:\\\\)*\[\^(\d+)\](?!:)", text)]


def footnotes(text: str) -> dict[int, str]:
    return {int(number): note for number, note in re.findall(r"^\[\^(\d+)\]: (.*)$", text, re.MULTILINE)}


# What a reader finds


def test_every_part_of_the_form_is_there_in_its_order() -> None:
    headings = re.findall(r"^##? .*$", markdown.render(BRIEF, annex=True), re.MULTILINE)
    assert headings == [
        "# Oderhaven: the ferries sail, the bill is unpaid",
        "## Summary",
        "## Forecast",
        "## Where the sources disagree",
        "## What could not be verified",
        "## Sources",
        "## Annex: source by source",
        "## Cost",
    ]


def test_the_line_below_the_title_says_how_the_brief_was_made() -> None:
    text = markdown.render(BRIEF)
    assert (
        "*12 April 2031. Written by extractive 1 from 5 sources "
        "(3 cited, 1 copy of another, 1 more could not be read). "
        "Every sentence checked by rules 1: 6 supported, 1 disputed, 2 contradicted, 1 unsupported, 1 unchecked, "
        "1 assessment, 1 taken out. No language model was used.*"
    ) in text


def test_key_judgements_are_bullets_and_a_paragraph_is_one_line() -> None:
    summary = section(markdown.render(BRIEF), "Summary").strip().split("\n\n")
    assert [line[:2] for line in summary[0].splitlines()] == ["- ", "- ", "- "]
    assert summary[1].startswith("The signing came on Tuesday night after a meeting of eleven hours.[^1][^6] Council ")
    assert len(summary) == 4


@pytest.mark.parametrize(
    "line",
    [
        "work.[^3] **[disputed]**[^4]",
        "open.[^3][^5] **[assessment]**",
        'had "blinked twice".[^9] **[contradicted; altered quotation]** The',
        "chair the meeting. **[contradicted]**[^10]\n",
        "The navy escorted the first ferry. **[unsupported]** ",
        "budget\\]. **[unchecked]**\n",
    ],
)
def test_a_sentence_that_is_not_supported_is_marked_where_it_stands(line: str) -> None:
    assert line in section(markdown.render(BRIEF), "Summary")


def test_a_supported_sentence_carries_no_mark() -> None:
    assert "signed a truce; it ends a blockade of nineteen days.[^1][^2]\n" in markdown.render(BRIEF)


def test_three_horizons_always_stand_and_an_empty_one_says_so() -> None:
    lines = section(markdown.render(BRIEF), "Forecast").strip().splitlines()
    assert lines[0] == "- **Short-term (now to 11 July 2031)**"
    assert (
        lines[3] == "- **Medium-term (to 11 April 2032).** No judgement with a stated time was found for this horizon."
    )
    assert lines[4] == "- **Long-term (after 11 April 2032)**"


def test_a_forecast_line_names_word_band_judge_end_and_what_a_scorer_must_know() -> None:
    forecast = section(markdown.render(BRIEF), "Forecast")
    assert (
        "  - The council is likely to return to the table before the herring season.[^11] "
        "(likely: 55-75 %; Courier; until 10 July 2031) Decided by: minutes of the council\n"
    ) in forecast
    assert "(realistic possibility: 40-50 %; Courier; no end date) `no date: not scorable`" in forecast


def test_a_forecast_whose_horizon_is_over_says_so() -> None:
    forecast = section(markdown.render(BRIEF), "Forecast")
    assert "until 28 February 2031) **[lapsed before this brief]** `no date of its own` `one outcome`" in forecast
    assert forecast.count("lapsed") == 1


def test_a_horizon_that_is_empty_because_its_lines_failed_does_not_blame_the_sources() -> None:
    dropped = replace(CLAIMS[9], verdict=Verdict.UNSUPPORTED, evidence=())
    brief = replace(BRIEF, draft=replace(DRAFT, forecasts=()), dropped=(dropped,))
    assert "No source speaks" not in section(markdown.render(brief), "Forecast")


def test_both_sides_of_a_disagreement_stand_side_by_side() -> None:
    rows = section(markdown.render(BRIEF), "Where the sources disagree")
    assert "| how many deckhands return | 240 deckhands[^3] | 214 deckhands[^4] | hard: number |" in rows
    assert "| “a wall, not a room”[^14]; nothing \\| at all[^15] |" in rows


def test_a_side_with_many_places_shows_five_and_counts_the_rest() -> None:
    first = BRIEF.disagreements[0]
    words = [at("001", word) for word in ("Council", "chaired", "meeting", "lasted", "eleven", "hours", "Union")]
    crowded = replace(first, sides=(replace(first.sides[0], evidence=tuple(words)), first.sides[1]))
    rows = section(markdown.render(replace(BRIEF, disagreements=(crowded,))), "Where the sources disagree")
    assert len(references(rows)) == 6
    assert "and 2 more places" in rows


def test_everything_in_doubt_is_listed_with_its_reasons() -> None:
    doubts = section(markdown.render(BRIEF), "What could not be verified")
    assert doubts.count("\n- ") == 6
    assert '- Union secretary Bo Teglund said that the council had "blinked twice".[^9]' in doubts
    assert "  - *altered quotation*: “blinked twice”: 001 has: blinked ~~twice~~ **first**\n" in doubts
    assert "  - *polarity*: the claim says refused to chair, 001 says chaired\n" in doubts
    assert "signed a truce" not in doubts


def test_a_doubtful_sentence_that_stands_in_body_and_annex_is_listed_once() -> None:
    twin = replace(BRIEF.claims["b4"], claim=replace(BRIEF.claims["a2"].claim, text=BRIEF.claims["b4"].claim.text))
    text = markdown.render(replace(BRIEF, claims={**BRIEF.claims, "a2": twin}), annex=True)
    assert section(text, "What could not be verified").count("refused to chair the meeting.") == 1
    assert section(text, "Annex: source by source").count("refused to chair the meeting.") == 1


def test_what_was_taken_out_of_the_text_is_listed_all_the_same() -> None:
    text = markdown.render(BRIEF)
    assert "buy the ferries" not in section(text, "Summary")
    assert "- (taken out of the text) The council offered to buy the ferries for one crown. **[unsupported]**" in text


def test_a_supported_claim_with_an_altered_quotation_is_in_doubt_too() -> None:
    odd = replace(BRIEF.claims["b3"], verdict=Verdict.SUPPORTED)
    text = markdown.render(replace(BRIEF, claims={**BRIEF.claims, "b3": odd}))
    assert '"blinked twice".[^9] **[altered quotation]** ' in section(text, "Summary")
    assert "*altered quotation*" in section(text, "What could not be verified")


def test_a_brief_without_doubts_and_disagreements_says_so() -> None:
    text = markdown.render(replace(good(BRIEF), disagreements=(), dropped=()))
    assert section(text, "What could not be verified").strip() == "Every sentence was verified."
    assert section(text, "Where the sources disagree").strip() == "No disagreement was found."


def good(brief: CheckedBrief) -> CheckedBrief:
    fine = {id: checked(id, each.claim.section, each.claim.text, TRUCE) for id, each in brief.claims.items()}
    return replace(brief, claims=fine)


def test_the_sources_table_has_read_copied_and_skipped_ones() -> None:
    rows = section(markdown.render(BRIEF), "Sources").strip().splitlines()
    assert rows[2] == (
        "| 000 | [Ferries to sail again after night of talks](<https://herald.example/ferries?id=7>) "
        "(The Strait Herald) | articles/000_herald.txt | 9 April 2031 | B "
        "| also in articles/copy/000_herald.txt; own report |"
    )
    assert "(Courier \\| Weekend) | 001_courier.txt |" in rows[3]
    assert rows[4].startswith("| 002 | (no title) | 002_garbled.txt | unknown | E | contradicts")
    assert rows[4].endswith("; charset guessed: windows-1252 |")
    assert rows[6] == "| 004 | Ferries to sail again | articles/copy/000_herald.txt | unknown | B | copy of 000 |"
    assert rows[7] == "| - | (not read) | articles/scan.pdf | | | could not be read: no text in any of its 3 pages |"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a.b/>)<b>", "file:///etc/passwd", "https://a.b/ c"])
def test_only_a_web_address_becomes_a_link(url: str) -> None:
    text = markdown.render(replace(BRIEF, sources=(replace(SOURCES[0], url=url), *SOURCES[1:])))
    assert url not in text


def test_the_annex_is_there_only_if_asked_for() -> None:
    assert "### 001: Oderhaven: what the truce is worth\n\n- The meeting lasted twelve hours." in markdown.render(
        BRIEF, annex=True
    )
    assert "twelve hours" not in markdown.render(BRIEF)


def test_the_annex_says_what_nothing_rests_on() -> None:
    text = markdown.render(BRIEF, annex=True)
    (remark,) = re.findall(r"^\*Nothing in this brief rests on .*$", text, re.MULTILINE)
    assert "contradicts the others in 2 places" in remark
    assert "charset" not in remark, "what this program writes there word for word is all that a check takes for its own"
    assert text.index("### 002") < text.index(remark)


def test_a_date_at_the_end_of_time_is_no_trouble() -> None:
    text = markdown.render(replace(BRIEF, draft=replace(DRAFT, date=date.max)))
    assert "- **Medium-term (to 31 December 9999)" in text


# Footnotes


def test_a_footnote_has_quote_file_characters_and_verdict() -> None:
    notes = footnotes(markdown.render(BRIEF, annex=True, kept=KEPT))
    assert notes[2] == '"ending a blockade of nineteen days" (articles/000_herald.txt, characters 132-166) supported'
    assert notes[3].endswith("disputed, assessment, stated")
    assert notes[17].endswith("(003_page.html, characters 0-87 of brief.sources/003.txt) supported")


def test_a_quote_across_lines_is_folded_and_its_offsets_stay_exact() -> None:
    wrapped = at("000", "a blockade of nineteen days. Under the text")
    brief = replace(BRIEF, claims={**BRIEF.claims, "s1": replace(BRIEF.claims["s1"], evidence=(wrapped,))})
    note = footnotes(markdown.render(brief))[1]
    assert '"a blockade of nineteen days. Under the text"' in note
    start, end = map(int, re.findall(r"characters (\d+)-(\d+)", note)[0])
    assert SOURCES[0].text[start:end] == "a blockade of nineteen\ndays. Under the text"


def test_numbers_follow_the_reading_and_one_place_has_one_number() -> None:
    text = markdown.render(BRIEF, annex=True)
    first_seen = list(dict.fromkeys(references(text)))
    assert first_seen == list(range(1, len(first_seen) + 1))
    places = [re.findall(r"\(([^()]*characters \d+-\d+)", note)[0] for note in footnotes(text).values()]
    assert len(places) == len(set(places))
    assert references(text).count(1) == 3


@settings(max_examples=60, deadline=None)
@given(texts)
def test_every_reference_has_its_footnote_and_the_other_way_round(words: str) -> None:
    text = markdown.render(saying(words), annex=True)
    assert set(references(text)) == set(footnotes(text))


def test_two_files_of_one_name_are_told_apart_and_a_single_one_is_short() -> None:
    files = {re.findall(r"\(([^(),]*), characters", note)[0] for note in footnotes(markdown.render(BRIEF)).values()}
    assert files == {"articles/000_herald.txt", "001_courier.txt", "002_garbled.txt"}


# What a program reads back


def test_the_front_matter_carries_what_a_later_check_needs() -> None:
    front, _ = parts(markdown.render(BRIEF, kept=KEPT))
    assert front["form"] == "briefing 1"
    assert front["title"] == DRAFT.title
    assert front["date"] == DRAFT.date
    assert (front["writer"], front["checker"], front["yardstick"]) == ("extractive 1", "rules 1", "phia")
    assert front["claims"]["disputed"] == 1
    assert [source["path"] for source in front["sources"]] == [source.path for source in SOURCES]
    assert [source["sha256"] for source in front["sources"]] == [source.sha256 for source in SOURCES]
    assert front["sources"][3]["text"] == "brief.sources/003.txt"
    assert front["sources"][3]["text_sha256"] == SOURCES[3].sha256  # the invented one holds its own text
    assert front["sources"][4]["duplicate_of"] == "000"
    assert front["skipped"] == [{"path": "articles/scan.pdf", "reason": "no text in any of its 3 pages"}]
    assert front["prompts"] == {"summarize.v1.md.j2": "3f9c1a77e0b2"}
    stages = front["cost"].pop("stages")
    total = {"calls": 6, "tokens_in": 9360, "tokens_out": 2285, "tokens_cached": 128, "usd": 0.0215}
    assert front["cost"] == {**total, "priced": date(2031, 4, 1)}
    assert list(stages) == ["summarize", "consolidate"]
    for name, value in total.items():
        assert sum(part[name] for part in stages.values()) == pytest.approx(value)


@settings(max_examples=60, deadline=None)
@given(texts)
def test_the_front_matter_parses_whatever_a_title_or_a_path_holds(words: str) -> None:
    front, _ = parts(markdown.render(saying(words)))
    assert front["title"] == (one_line(words) or "Untitled brief")
    assert [source["path"] for source in front["sources"]] == [f"in/{source.id}{words}" for source in SOURCES]


def test_a_path_that_is_no_text_survives_in_the_front_matter() -> None:
    odd = replace(BRIEF, sources=(*SOURCES[:4], replace(SOURCES[4], path="in/caf\udce9.txt")))
    front, body = parts(markdown.render(odd))
    assert front["sources"][4]["path"] == "in/caf\udce9.txt"
    body.encode()


def test_a_seal_tells_an_untouched_sentence_from_an_edited_one() -> None:
    text = markdown.render(BRIEF)
    seals = dict(line.split()[::-1] for line in text.split("<!--")[1].splitlines()[1:-1])
    assert seals[assets.fingerprint("The navy escorted the first ferry.")] == "unsupported"
    assert assets.fingerprint("The navy escorted the second ferry.") not in seals
    assert len(seals) == 12


def test_the_same_brief_gives_the_same_text() -> None:
    assert markdown.render(BRIEF, annex=True) == markdown.render(saying_nothing(), annex=True)


def saying_nothing() -> CheckedBrief:
    """Equal to BRIEF, with its mappings filled in another order."""
    return replace(BRIEF, claims=dict(reversed(BRIEF.claims.items())))


# What no article can do


def skeleton(text: str) -> list[str]:
    """The blocks of the page and the live inline elements, without their words."""
    _, body = parts(text)
    kinds = []
    for token in FORGE.parse(body):
        kinds.append(token.type)
        live = [each.type for each in token.children or [] if each.type not in ("text", "text_special")]
        kinds += [kind for kind in live if kind != "softbreak"]
    return kinds


@settings(max_examples=80, deadline=None)
@given(texts.filter(one_line))
def test_no_text_becomes_a_heading_a_link_or_html(words: str) -> None:
    assert skeleton(markdown.render(saying(words), annex=True)) == skeleton(markdown.render(saying("w"), annex=True))


def test_article_text_is_never_a_template() -> None:
    assert "{{ 7 * 7 }}" in markdown.render(saying("{{ 7 * 7 }}")).replace("\\", "")


# The user's own template


def own(folder: Path, text: str) -> Path:
    path = folder / "own.md.j2"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_template_of_the_user_is_used(tmp_path: Path) -> None:
    path = own(
        tmp_path, "{{ title }}: {% for line in summary %}{{ line.text|md }}{{ line.notes|notes }} {% endfor %}\n"
    )
    markdown.check(path)
    assert markdown.render(BRIEF, template=path).startswith("Oderhaven: the ferries sail, the bill is unpaid: The harb")


def test_a_template_can_change_one_part_of_the_programs_own(tmp_path: Path) -> None:
    path = own(
        tmp_path,
        '{% extends "briefing/brief.md.j2" %}\n'
        "{% block summary %}\n## In short\n\n{% for line in summary %}\n+ {{ sentence(line) }}\n{% endfor %}\n"
        "{% endblock %}\n",
    )
    markdown.check(path)
    text = markdown.render(BRIEF, template=path)
    assert "## In short\n\n+ The harbour unions" in text
    assert "## Forecast" in text
    assert "## Summary" not in text


@pytest.mark.parametrize("render", [True, False])
def test_an_unknown_variable_is_named_with_file_and_line(tmp_path: Path, render: bool) -> None:
    path = own(tmp_path, "# {{ title }}\n\n{{ headline }}\n")
    with pytest.raises(TemplateError, match=r"own\.md\.j2', line 3: 'headline' is undefined") as caught:
        markdown.render(BRIEF, template=path) if render else markdown.check(path)
    assert "paragraphs, priced, prompts, skipped, sources, spent, summary, title" in caught.value.help


def test_an_unknown_field_is_named_with_file_and_line(tmp_path: Path) -> None:
    path = own(tmp_path, "{{ title }}\n{% for line in summary %}\n{{ line.words }}\n{% endfor %}\n")
    with pytest.raises(TemplateError, match=r"own\.md\.j2', line 3: .*has no attribute 'words'"):
        markdown.render(BRIEF, template=path)


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("\n{% for %}", "line 2: "),
        ("\n\n{{ 1 / 0 }}", "line 3: ZeroDivisionError"),
        ("{% include 'gone.j2' %}", "there is no template 'gone.j2'"),
        ("{{ title|nofilter }}", "line 1: No filter named 'nofilter'"),
        ("{% include 'own.md.j2' %}", "RecursionError"),
    ],
)
def test_a_broken_template_is_named(tmp_path: Path, template: str, fault: str) -> None:
    with pytest.raises(TemplateError, match=re.escape(fault)):
        markdown.render(BRIEF, template=own(tmp_path, template))


def test_every_variable_of_a_template_is_documented() -> None:
    documented = (Path(__file__).resolve().parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")
    variables = {field.name for field in fields(Page)}
    assert variables == {name for name in variables if f"`{name}`" in documented.split("## Variables")[1]}


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"there is no template '.*gone\.j2'"):
        markdown.render(BRIEF, template=tmp_path / "gone.j2")


def test_an_empty_brief_is_still_a_brief() -> None:
    draft = Draft(title="Nothing", date=date(2031, 1, 1), writer="w", claims=(), summary=(), paragraphs=())
    brief = CheckedBrief(draft=draft, claims={}, sources=SOURCES[:1], checker="c", yardstick=BRIEF.yardstick)
    text = markdown.render(brief, annex=True)
    assert "No source gave anything to sum up." in text
    assert text.count("No judgement with a stated time was found for this horizon.") == 3
    assert "There was nothing to verify." in text
