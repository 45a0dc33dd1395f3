"""`briefing diff`: two briefs, as text and as JSON, and exit codes a script can use."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Outcome

DAYS = Path(__file__).resolve().parents[1] / "days"
Briefing = Callable[..., Outcome]


@pytest.fixture
def briefs(briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for day in ("day1", "day2"):
        shutil.rmtree("articles", ignore_errors=True)
        shutil.copytree(DAYS / day, "articles")
        assert briefing("generate", "articles", "-o", f"{day}.md", "-o", f"{day}.json").code == 0
    return tmp_path


@pytest.mark.usefixtures("briefs")
@pytest.mark.parametrize(("one", "other"), [("day1.json", "day2.json"), ("day1.md", "day2.md")])
def test_what_changed_is_told_with_both_places(briefing: Briefing, one: str, other: str) -> None:
    outcome = briefing("diff", one, other)
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert lines[0] == (
        f"{one} of 4 March 2025 -> {other} of 5 March 2025: 1 source is new, 1 has a new version, 1 was read before"
    )
    assert lines.count("new") == 3
    at = lines.index("changed: was 60 million euros, now 95 million euros")
    assert lines[at + 1].startswith("- The insurer Baltica Mutual put the damage at 60")
    assert lines[at + 2] == "    202_north-wire.txt, characters 569-631"
    assert lines[at + 3].startswith("+ The insurer Baltica Mutual put the damage at 95")
    assert "judgement: was likely, now realistic possibility (Edda Maurin)" in lines


@pytest.mark.usefixtures("briefs")
def test_json_has_all_of_it(briefing: Briefing) -> None:
    stated = json.loads(briefing("diff", "day1.json", "day2.json", "--json").out)
    assert (stated["name"], stated["since"], stated["later"]) == ("day1.json", "2025-03-04", "day2.json")
    assert [each["kind"] for each in stated["claims"]] == ["new"] * 3 + ["changed"] * 2 + ["withdrawn"]
    place = stated["claims"][4]["before"]["evidence"][0]
    assert Path(place["path"]).name == "202_north-wire.txt"
    assert [each["became"] for each in stated["judgements"]] == ["realistic possibility"]


@pytest.mark.usefixtures("briefs")
def test_exit_codes_are_those_of_diff_where_asked_for(briefing: Briefing) -> None:
    assert briefing("diff", "day1.md", "day2.md", "--exit-code").code == 1
    same = briefing("diff", "day1.md", "day1.json", "--exit-code")
    assert same.code == 0
    assert same.out.splitlines()[1:] == ["no difference"]


def test_what_is_no_brief_ends_in_one_line(briefing: Briefing, briefs: Path) -> None:
    (briefs / "other.md").write_text("# Another text\n\nOf somebody else.\n", encoding="utf-8")
    outcome = briefing("diff", "day1.md", "other.md")
    assert outcome.code == 3
    assert "'other.md' is no brief of this program" in outcome.complaint
    (briefs / "other.json").write_text("[7]", encoding="utf-8")
    assert "'other.json' is no brief of this program" in briefing("diff", "day1.md", "other.json").complaint
    assert "there is no brief 'gone.md'" in briefing("diff", "gone.md", "day1.md").complaint


def test_evidence_from_a_source_that_the_brief_does_not_have_is_refused(briefing: Briefing, briefs: Path) -> None:
    document = json.loads((briefs / "day1.json").read_text("utf-8"))
    document["claims"][0]["evidence"][0]["source"] = "nobody"
    (briefs / "forged.json").write_text(json.dumps(document), encoding="utf-8")
    for arguments in (("diff", "forged.json", "day2.json"), ("forecast", "add", "forged.json")):
        outcome = briefing(*arguments)
        assert outcome.code == 3
        assert "claims[0].evidence[0].source is 'nobody'" in outcome.complaint
