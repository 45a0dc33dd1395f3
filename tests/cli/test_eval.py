"""`briefing eval claims` as a user calls it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Outcome
from tests.evaluating.bench import FERRY, ROWS, VINEYARD, written

Briefing = Callable[..., Outcome]


@pytest.fixture
def bench(tmp_path: Path) -> Path:
    return written(tmp_path / "bench.jsonl", ROWS)


def test_figures_as_a_table_and_the_files_asked_for(briefing: Briefing, bench: Path, tmp_path: Path) -> None:
    out, plot = tmp_path / "scores.jsonl", tmp_path / "plot.png"
    outcome = briefing("eval", "claims", bench, "--out", out, "--plot", plot)
    assert outcome.code == 0, outcome.err
    assert outcome.err == "", "no progress where nobody watches"
    first = outcome.out.splitlines()
    assert first[0].split()[:3] == ["set", "n", "supp."]
    assert [line.split()[0] for line in first[1:3]] == ["ships", "farms"]
    assert first[3].startswith("mean of sets")
    assert "5 claims in" in outcome.out
    assert [set(json.loads(line)) for line in out.read_text().splitlines()] == [
        {"id", "score", "verdict", "evidence", "ranked"}
    ] * 5
    assert plot.read_bytes().startswith(b"\x89PNG")


def test_the_same_as_json(briefing: Briefing, bench: Path) -> None:
    document = json.loads(briefing("eval", "claims", bench, "--json").out)
    assert [each["name"] for each in document["sets"]] == ["ships", "farms"]
    assert document["threshold"] == 0.5
    assert set(document["mean"]["balanced_accuracy"]) == {"value", "low", "high"}
    assert len(document["bins"]) == 10
    assert sum(each["claims"] for each in document["bins"]) == 5
    assert document["speed"]["claims_per_cpu_second"] > 0


def test_claims_against_sources(briefing: Briefing, tmp_path: Path) -> None:
    for number, text in ((1, FERRY), (2, VINEYARD)):
        (tmp_path / f"{number}_article.txt").write_text(text, encoding="utf-8")
    rows = [
        {"id": "a", "claim": "Captain Mads Holt blamed a failed rudder.", "label": "supported"},
        {"id": "b", "claim": "Rita Sole was fined for tax fraud in Turin.", "label": "unsupported"},
    ]
    claims = written(tmp_path / "claims.jsonl", rows)
    arguments = (
        "eval",
        "claims",
        claims,
        "--source",
        tmp_path / "1_article.txt",
        "--source",
        tmp_path / "2_article.txt",
    )
    assert "right: 2 of 2" in briefing(*arguments).out
    assert json.loads(briefing(*arguments, "--json").out)["right"] == 2


def test_names_cannot_write_on_the_screen(briefing: Briefing, tmp_path: Path) -> None:
    evil = "a\nmean of sets\x1b[2J\u202e\ud800"
    bench = written(tmp_path / "bench.jsonl", [row | {"dataset": evil, "id": f"{row['id']}\ud800"} for row in ROWS])
    outcome = briefing("eval", "claims", bench, "--out", tmp_path / "scores.jsonl")
    assert outcome.code == 0, outcome.err
    assert "\x1b" not in outcome.out
    assert "\u202e" not in outcome.out
    assert outcome.out.splitlines()[1].startswith("a mean of sets")


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("{", "line 6: this is no JSON"),
        ({"id": "x"}, "line 6: 'label' is missing"),
        (ROWS[0], "line 6: the id 'f1' is taken by"),
        (ROWS[0] | {"id": "x", "label": "supported"}, "Labels in words are measured with --source"),
    ],
)
def test_a_bad_row_is_one_line_and_nothing_is_written(
    briefing: Briefing, tmp_path: Path, row: object, says: str
) -> None:
    bench, out = written(tmp_path / "bench.jsonl", [*ROWS, row]), tmp_path / "scores.jsonl"
    outcome = briefing("eval", "claims", bench, "--out", out)
    assert outcome.code == 3
    assert says in outcome.complaint
    assert "bench.jsonl" in outcome.complaint
    assert outcome.out == ""
    assert not out.exists()


def test_what_cannot_be_read(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").touch()
    for path, says in (
        (tmp_path, "is a folder"),
        (tmp_path / "no.jsonl", "cannot read"),
        (tmp_path / "empty.jsonl", "no rows"),
        ("-", "standard input cannot be read twice"),
    ):
        outcome = briefing("eval", "claims", path)
        assert outcome.code == 3
        assert says in outcome.complaint


def test_outputs_are_looked_at_before_the_work(briefing: Briefing, bench: Path, tmp_path: Path) -> None:
    before = bench.read_bytes()
    for options, code in (
        (("--out", bench), 2),
        (("--plot", tmp_path / "p.jpg"), 2),
        (("--out", tmp_path / "a.svg", "--plot", tmp_path / "a.svg"), 2),
        (("--out", tmp_path / "none" / "a.jsonl"), 4),
        (("--plot", tmp_path), 4),
        (("--source", tmp_path, "--plot", tmp_path / "p.png"), 2),
        (("--jobs", "0"), 2),
        (("--scores", bench, "--out", tmp_path / "a.jsonl"), 2),
    ):
        outcome = briefing("eval", "claims", bench, *options)
        assert outcome.code == code, (options, outcome.err)
        assert outcome.complaint
    assert bench.read_bytes() == before


def test_a_count_is_shown_where_somebody_watches(
    briefing: Briefing, bench: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setattr(type(sys.stderr), "isatty", lambda _: True)
    shown = briefing("eval", "claims", bench).err
    assert "5 of 5 claims checked" in shown
    assert shown.endswith("\r"), "and wiped"
    assert not shown.rsplit("\r", 2)[-2].strip()
