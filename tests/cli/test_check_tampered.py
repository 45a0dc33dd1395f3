"""Who edits a brief may write anywhere in it, in its seals and its front matter too: none of that lifts a verdict."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.assets import fingerprint
from briefing.drafts import read_draft
from tests.cli.conftest import Outcome
from tests.cli.test_check import parsed

Briefing = Callable[..., Outcome]
LIE = "the mayor of Narvik sold 70 ferries to Peru"
NORTH = """\
Ferry line to Lofoten reopens

By Kari Nesse

4 May 2026

The ferry line between Bodo and Moskenes reopened on 4 May 2026 after a strike of nine days. Harbour master Sindre \
Aune said that 12 boats would sail on the first day. The operator Torghatten accepted the demand of the crews.

The ferries are likely to run on time until the end of June 2026, Aune said, if the crews stay.
"""
SOUTH = """\
Strike of ferry crews ends in the north

By Oda Lien

5 May 2026

After nine days the strike on the ferry line between Bodo and Moskenes is over. The operator Torghatten rejected the \
demand of the crews. Harbour master Sindre Aune said that 12 boats would sail.
"""


@pytest.fixture
def brief(briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "north.txt").write_text(NORTH, encoding="utf-8")
    (tmp_path / "news" / "south.txt").write_text(SOUTH, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert briefing("generate", "news", "--annex", "-o", "brief.md").code == 0
    return tmp_path / "brief.md"


def edited(briefing: Briefing, path: Path, old: str, new: str) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return parsed(briefing("check", path, "--json"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("No model was used: composed", f"In fact {LIE}. No model was used: composed"),
        ("sources' own sentences.*", f"sources' own sentences. In fact {LIE}.*"),
        ("; until ", f"; Sindre Aune says {LIE}; until "),
        ("; until ", f" and {LIE}; until "),
        ("date of this brief.*", f"date of this brief. In fact {LIE}.*"),
        ("(likely: 55-75 %", f"(likely that {LIE}: 55-75 %"),
        ("Short-term (now to ", f"Short-term (now that {LIE} to "),
        ("`conditional, not scorable`", f"and {LIE}"),
        ("`conditional, not scorable`", f"`{LIE}`"),
        ("*Percentages are those of the UK", f"*Percentages are those of the report that {LIE} for the UK"),
        ("## Sources\n", f"## Sources\n\nToday {LIE}.\n"),
        ("## Where the sources disagree\n", f"## Where the sources disagree\n\nToday {LIE}.\n"),
        ("## What could not be verified\n", f"## What could not be verified\n\nToday {LIE}.\n"),
        ("## Forecast\n", f"*Nothing in this brief rests on this source alone: {LIE}.*\n\n## Forecast\n"),
        ("## Forecast\n", f"*Nothing in this brief rests on this source alone: also in Tass, {LIE}.*\n\n## Forecast\n"),
    ],
)
def test_nothing_hides_beside_what_a_brief_says_of_itself(briefing: Briefing, brief: Path, old: str, new: str) -> None:
    found = edited(briefing, brief, old, new)
    told = [claim for claim in found["claims"] if LIE in claim["text"]]
    assert [(claim["verdict"], claim["touch"]) for claim in told] in (
        [("unsupported", "added")],
        [("unsupported", "edited")],
    )


def test_the_word_in_the_brackets_is_one_of_likelihood(briefing: Briefing, brief: Path) -> None:
    found = edited(briefing, brief, "(likely: 55-75 %", "(Torghatten goes bankrupt: 55-75 %")
    assert any("Torghatten goes bankrupt" in claim["text"] for claim in found["claims"])


def test_a_copy_among_the_sources_of_a_brief_counts_once(briefing: Briefing, brief: Path) -> None:
    (brief.parent / "news" / "twin.txt").write_text(NORTH + "\n", encoding="utf-8")
    assert briefing("generate", "news", "-o", "twin.md").code == 0
    assert "also in twin.txt; own report and statements" in (brief.parent / "twin.md").read_text(encoding="utf-8")
    found = parsed(briefing("check", brief.parent / "twin.md", "--json"))
    assert {claim["touch"] for claim in found["claims"]} == {"untouched"}
    assert sum(source["duplicate_of"] is not None for source in found["sources"]) == 1


def test_how_a_forecast_will_be_decided_is_told_to_be_unchecked(briefing: Briefing, brief: Path) -> None:
    found = edited(
        briefing,
        brief,
        " `conditional, not scorable`",
        " Decided by: the timetable of June. `conditional, not scorable`",
    )
    assert [each["why"] for each in found["passed_over"]].count("resolution") == 1
    assert {claim["touch"] for claim in found["claims"]} == {"untouched"}
    assert "not checked: 1 resolution" in briefing("check", brief).out


def test_a_lie_with_a_seal_of_its_own_gets_the_verdict_of_a_new_check(briefing: Briefing, brief: Path) -> None:
    sentence = f"Today {LIE}."
    text = brief.read_text(encoding="utf-8").replace("## Forecast\n", f"{sentence}\n\n## Forecast\n", 1)
    sealed = re.sub(r"(<!-- briefing \d[^\n]*\n)", rf"\g<1>supported {fingerprint(sentence)}\n", text)
    assert sealed != text
    brief.write_text(sealed, encoding="utf-8")
    [claim] = [each for each in parsed(briefing("check", brief, "--json"))["claims"] if LIE in each["text"]]
    assert (claim["verdict"], claim["written"]) == ("unsupported", "supported")


def test_a_source_that_speaks_against_a_sentence_cannot_be_called_a_copy(briefing: Briefing, brief: Path) -> None:
    before = parsed(briefing("check", brief, "--json"))
    assert before["counts"]["disputed"] > 0
    digest = next(each["sha256"] for each in before["sources"] if each["path"].endswith("south.txt"))
    other = next(each["id"] for each in before["sources"] if each["path"].endswith("north.txt"))
    after = edited(briefing, brief, f'"{digest}"\n', f'"{digest}"\n    duplicate_of: "{other}"\n')
    assert after["counts"] == before["counts"]


def test_two_sources_with_one_id_are_refused(briefing: Briefing, brief: Path) -> None:
    text = brief.read_text(encoding="utf-8")
    first, second = re.findall(r"- id: (\S+)", text)
    brief.write_text(text.replace(f"- id: {second}", f"- id: {first}"), encoding="utf-8")
    outcome = briefing("check", brief)
    assert outcome.code == 3
    assert "two sources in it have the id" in outcome.complaint


def test_a_footnote_that_names_no_place_is_told(briefing: Briefing, brief: Path) -> None:
    found = edited(briefing, brief, '\n[^1]: "', f'\n[^99]: Today {LIE}.\n[^1]: "')
    assert "footnote 99 names no place in a source" in found["notices"]


def test_what_is_marked_as_a_judgement_is_checked_as_one_and_no_fact_is_lifted_by_the_mark(
    briefing: Briefing, brief: Path
) -> None:
    added = f"It is likely that the crews stay. **[assessment]** Today {LIE}. **[assessment]**\n\n## Forecast\n"
    found = edited(briefing, brief, "## Forecast\n", added)
    by_words = {claim["text"]: (claim["kind"], claim["verdict"]) for claim in found["claims"]}
    assert by_words["It is likely that the crews stay."][0] == "assessment"
    assert by_words[f"Today {LIE}."][1] == "unsupported"


def test_a_mark_behind_the_brackets_of_a_forecast_is_not_that_of_its_sentence(brief: Path) -> None:
    text = brief.read_text(encoding="utf-8")
    assert ") `conditional, not scorable`" in text
    brief.write_text(
        text.replace(") `conditional, not scorable`", ") **[lapsed before this brief]** `conditional, not scorable`"),
        "utf-8",
    )
    assert "lapsed before this brief" not in {claim.mark for claim in read_draft(str(brief)).claims}
