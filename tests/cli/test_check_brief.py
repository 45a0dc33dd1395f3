"""A brief of ours, edited by hand, is checked again in full against the sources it records."""

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import SEEDS, Outcome
from tests.cli.test_check import parsed

Briefing = Callable[..., Outcome]

NEWS = """\
Harbour reopens after the storm

By Mira Dancheva

3 March 2025

The port of Varna reopened on 3 March 2025 after a storm had closed it for two days. Harbour master Elena Petrova said \
that 14 ships were waiting outside the breakwater. “We will clear the queue by Friday,” Petrova told reporters.

The storm damaged two cranes and a grain silo. The ministry of transport offered 2 million euros for the repairs. The \
shipping company Pontica rejected the offer of the ministry, because it covers less than half of the damage.

Repairs are likely to take until the summer of 2025, Petrova said. The port handled 11 million tonnes of freight \
last year.
"""
PAGE = """\
<html><head><title>Silo at Varna port collapses in storm</title></head><body><nav><a href="/">Home</a></nav><article>
<h1>Silo at Varna port collapses in storm</h1>
<p>A grain silo in the port of Varna collapsed on 1 March 2025 in a storm, the fire brigade said on Sunday. Nobody was
hurt, because the port had been cleared the evening before.</p>
<p>The silo held 900 tonnes of wheat, said Ivan Kolev, who manages the terminal. The wheat is spoiled, and the terminal
will stay closed for at least four weeks. Kolev expects the insurer to pay for the silo and for the grain in it.</p>
<p>The storm was the strongest on the coast in eleven years, according to the weather service. Waves of seven metres
were measured at the breakwater, and two fishing boats sank in the marina of Balchik.</p>
</article></body></html>
"""


@pytest.fixture
def brief(briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Written from a folder above the brief's own, with the sources given relative to it."""
    (tmp_path / "news").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "news" / "harbour.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "news" / "silo.html").write_text(PAGE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert briefing("generate", "news", "-o", "out/brief.md").code == 0
    return tmp_path / "out" / "brief.md"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def sentence(path: Path, words: str) -> str:
    """The sentence with these words as it stands in the brief, without its marks."""
    found = re.search(rf"[^.\n\]]*{re.escape(words)}[^\n\[]*(?=\[\^)", path.read_text(encoding="utf-8"))
    assert found, words
    return re.sub(r"\A- ", "", found[0].strip())


def claims(found: dict[str, Any], words: str) -> list[dict[str, Any]]:
    return [claim for claim in found["claims"] if words in claim["text"]]


def test_an_untouched_brief_keeps_every_verdict(briefing: Briefing, brief: Path) -> None:
    outcome = briefing("check", brief, "--json")
    found = parsed(outcome)
    assert outcome.code == 0
    assert found["draft"]["form"] == "brief"
    assert len(found["claims"]) >= 5
    assert {claim["touch"] for claim in found["claims"]} == {"untouched"}
    assert [claim["verdict"] for claim in found["claims"]] == [claim["written"] for claim in found["claims"]]
    assert found["removed"] == []
    assert {source["path"] for source in found["sources"]} == {"news/harbour.txt", "news/silo.html"}
    assert "no sentence was edited" in briefing("check", brief).out


def test_a_long_brief_with_an_annex_keeps_every_verdict(briefing: Briefing, tmp_path: Path) -> None:
    path = tmp_path / "brief.md"
    assert briefing("generate", SEEDS, "--annex", "-o", path).code == 0
    found = parsed(briefing("check", path, "--json"))
    assert {claim["touch"] for claim in found["claims"]} == {"untouched"}
    assert [
        (claim["text"], claim["verdict"]) for claim in found["claims"] if claim["verdict"] != claim["written"]
    ] == []
    assert {claim["section"] for claim in found["claims"]} == {"summary", "body", "forecast", "annex"}
    seals = re.findall(r"^\w+ [0-9a-f]{12}$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert {hashlib.sha256(claim["text"].encode()).hexdigest()[:12] for claim in found["claims"]} == {
        seal.split()[1] for seal in seals
    }
    assert all(path.read_text(encoding="utf-8")[each["start"] : each["end"]] for each in found["passed_over"])


def test_an_edited_sentence_gets_a_new_verdict(briefing: Briefing, brief: Path) -> None:
    edit(brief, "14 ships", "40 ships")
    found = parsed(briefing("check", brief, "--json"))
    [claim] = claims(found, "40 ships")
    assert (claim["touch"], claim["written"], claim["verdict"]) == ("edited", None, "contradicted")
    assert found["removed"] == []
    others = [each for each in found["claims"] if each is not claim]
    assert {each["touch"] for each in others} == {"untouched"}
    assert [each["verdict"] for each in others] == [each["written"] for each in others]
    out = briefing("check", brief, "--only", "contradicted").out
    assert "edited since the brief was written" in out
    assert "1 sentence edited" in out


def test_the_yardstick_of_a_brief_is_that_of_its_check(briefing: Briefing, brief: Path) -> None:
    edit(brief, "yardstick: phia", "yardstick: icd203")
    assert parsed(briefing("check", brief, "--json"))["yardstick"] == "icd203"
    assert parsed(briefing("check", brief, "--json", "--yardstick", "phia"))["yardstick"] == "phia"


def test_a_deleted_footnote_is_found_again(briefing: Briefing, brief: Path) -> None:
    before = parsed(briefing("check", brief, "--json"))
    text = brief.read_text(encoding="utf-8")
    body, seals = text.split("<!-- briefing", 1)
    body = re.sub(r"\[\^\d+\](?!:)", "", re.sub(r"^\[\^\d+\]: .*\n", "", body, flags=re.MULTILINE))
    brief.write_text(body + "<!-- briefing" + seals, encoding="utf-8")
    after = parsed(briefing("check", brief, "--json"))
    assert {claim["touch"] for claim in after["claims"]} == {"untouched"}
    assert [claim["verdict"] for claim in after["claims"]] == [claim["verdict"] for claim in before["claims"]]
    for one, other in zip(before["claims"], after["claims"], strict=True):
        assert {place["source"] for place in one["evidence"]} <= {place["source"] for place in other["evidence"]}


def test_a_sentence_put_in_is_a_claim_like_any_other(briefing: Briefing, brief: Path) -> None:
    told = sentence(brief, "14 ships")
    edit(brief, told, f"{told} The mayor of Burgas resigned in protest.")
    edit(brief, "## Forecast\n", "## Forecast\n\n- Greece will almost certainly buy the port of Varna.\n")
    found = parsed(briefing("check", brief, "--json"))
    added = [claims(found, "Burgas")[0], claims(found, "Greece")[0]]
    assert [(claim["touch"], claim["verdict"]) for claim in added] == [("added", "unsupported")] * 2
    assert {claim["touch"] for claim in found["claims"] if claim not in added} == {"untouched"}
    assert "2 sentences added" in briefing("check", brief).out


def test_a_sentence_taken_out_is_told(briefing: Briefing, brief: Path) -> None:
    told = sentence(brief, "14 ships")
    edit(brief, told, "")
    found = parsed(briefing("check", brief, "--json"))
    assert found["removed"] == ["supported"]
    assert "1 sentence removed (when written: 1 supported)" in briefing("check", brief).out


def test_a_changed_source_and_a_missing_one_are_named_with_the_remedy(briefing: Briefing, brief: Path) -> None:
    article = brief.parent.parent / "news" / "harbour.txt"
    article.write_text(NEWS.replace("14 ships", "15 ships"), encoding="utf-8")
    changed = briefing("check", brief)
    assert changed.code == 3
    assert "harbour.txt', was changed" in changed.complaint
    assert "--source" in changed.complaint
    article.unlink()
    missing = briefing("check", brief)
    assert missing.code == 3
    assert "harbour.txt', is missing" in missing.complaint
    instead = parsed(briefing("check", brief, "--json", "--source", "news"))
    assert any("instead of the 2 that the brief names; 1 of them is the same" in each for each in instead["notices"])
    assert claims(instead, "14 ships")[0]["verdict"] == "unsupported"


def test_the_sources_are_found_from_another_folder(
    briefing: Briefing, brief: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert briefing("check", brief, "-q").code == 0


def test_the_kept_text_stands_in_for_a_page_that_is_gone(briefing: Briefing, brief: Path) -> None:
    before = parsed(briefing("check", brief, "--json"))
    (brief.parent.parent / "news" / "silo.html").unlink()
    after = parsed(briefing("check", brief, "--json"))
    assert any("kept in" in notice for notice in after["notices"])
    assert [claim["verdict"] for claim in after["claims"]] == [claim["verdict"] for claim in before["claims"]]
    kept = next(brief.parent.glob("brief.sources/*.txt"))
    kept.write_text(kept.read_text(encoding="utf-8").replace("900", "800"), encoding="utf-8")
    outcome = briefing("check", brief)
    assert outcome.code == 3
    assert "was changed" in outcome.complaint


def test_a_falsified_footnote_is_told(briefing: Briefing, brief: Path) -> None:
    text = brief.read_text(encoding="utf-8")
    head, note = text.rsplit('\n[^1]: "', 1)
    brief.write_text(f'{head}\n[^1]: "Greece bought the port. {note}', encoding="utf-8")
    found = parsed(briefing("check", brief, "--json"))
    assert any(notice.startswith("footnote 1 was changed") for notice in found["notices"])


def test_a_brief_whose_seals_are_gone_is_checked_all_the_same(briefing: Briefing, brief: Path) -> None:
    before = parsed(briefing("check", brief, "--json"))
    brief.write_text(brief.read_text(encoding="utf-8").split("<!-- briefing")[0], encoding="utf-8")
    outcome = briefing("check", brief)
    assert "cannot be told" in outcome.out
    after = parsed(briefing("check", brief, "--json"))
    assert [claim["text"] for claim in after["claims"]] == [claim["text"] for claim in before["claims"]]
    assert {claim["touch"] for claim in after["claims"]} == {None}


def test_a_broken_front_matter_and_a_newer_form_are_named(briefing: Briefing, brief: Path) -> None:
    text = brief.read_text(encoding="utf-8")
    brief.write_text(text.replace("\nsources:", "\nsources: [", 1), encoding="utf-8")
    outcome = briefing("check", brief)
    assert outcome.code == 3
    assert "front matter" in outcome.complaint
    brief.write_text(text.replace("form: briefing 1", "form: briefing 2", 1), encoding="utf-8")
    assert "newer version" in briefing("check", brief).complaint


def test_a_source_by_standard_input_cannot_be_read_again(briefing: Briefing, tmp_path: Path) -> None:
    path = tmp_path / "brief.md"
    assert briefing("generate", "-", "-o", path, stdin=NEWS.encode()).code == 0
    outcome = briefing("check", path)
    assert outcome.code == 3
    assert "standard input" in outcome.complaint
    (tmp_path / "saved.txt").write_text(NEWS, encoding="utf-8")
    found = parsed(briefing("check", path, "--source", tmp_path / "saved.txt", "--json"))
    assert [claim["verdict"] for claim in found["claims"]] == [claim["written"] for claim in found["claims"]]


def test_the_json_of_a_brief_is_no_draft(briefing: Briefing, tmp_path: Path) -> None:
    path = tmp_path / "brief.json"
    path.write_text(json.dumps({"form": "briefing 1"}), encoding="utf-8")
    assert "Check the Markdown of the brief" in briefing("check", path).complaint
