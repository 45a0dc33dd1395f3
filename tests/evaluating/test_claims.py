"""From labelled rows to figures: order, documents indexed once, evidence ranked, faults counted and not hidden."""

import json
from pathlib import Path
from typing import Any

import pytest

from briefing import checking
from briefing.checking import checks
from briefing.domain.claim import Verdict
from briefing.errors import SourceError
from briefing.evaluating import judging, report
from briefing.evaluating.claims import evaluate, evaluate_given, fitted_on
from briefing.evaluating.judging import source_of
from briefing.evaluating.metrics import Metric
from tests.evaluating.bench import FERRY, FERRY_GOLD, ROWS, VINEYARD, row, written


def lines(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.splitlines()]


def test_each_row_gets_score_and_verdict_in_the_order_of_the_file(tmp_path: Path) -> None:
    evaluation, content = evaluate([written(tmp_path / "bench.jsonl", ROWS)])
    judged = {each["id"]: each for each in lines(content)}
    assert list(judged) == ["f1", "v1", "f2", "v2", "f3"]
    assert judged["f1"]["verdict"] == judged["f3"]["verdict"] == judged["v1"]["verdict"] == "supported"
    assert judged["f2"]["verdict"] == "contradicted"
    assert judged["v2"]["verdict"] == "unsupported"
    assert judged["f1"]["score"] > judged["v2"]["score"]
    assert [each.name for each in evaluation.sets] == ["ships", "farms"]
    assert evaluation.rows == 5


def test_places_are_those_of_the_document(tmp_path: Path) -> None:
    _, content = evaluate([written(tmp_path / "bench.jsonl", ROWS)])
    last = lines(content)[-1]
    (place,) = last["evidence"]
    assert FERRY[place["start"] : place["end"]] == "Captain Mads Holt blamed a failed rudder."
    assert last["ranked"][0] == [place["start"], place["end"]]
    assert place["stance"] == "supports"


def test_a_document_is_indexed_once_however_its_rows_are_strewn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed: list[str] = []
    make = judging.source_of
    monkeypatch.setattr(judging, "source_of", lambda document: indexed.append(document) or make(document))  # type: ignore[func-returns-value]
    evaluate([written(tmp_path / "bench.jsonl", ROWS)])
    assert sorted(indexed) == sorted([FERRY, VINEYARD])


def test_many_processes_say_what_one_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "_BATCH", 1)
    bench = written(tmp_path / "bench.jsonl", ROWS)
    told: list[tuple[int, int]] = []
    one, two = evaluate([bench]), evaluate([bench], jobs=2, progress=lambda done, of: told.append((done, of)))
    assert one[1] == two[1]
    assert one[0].measured == two[0].measured
    assert two[0].spent is not None
    assert two[0].spent.cpu > 0
    assert told[-1] == (5, 5)


def test_gold_sentences_are_looked_for_in_all_alternative_sets(tmp_path: Path) -> None:
    """The sentence ranked first stands in the second of two alternative sets."""
    away = [FERRY.index("Captain"), len(FERRY)]
    given = row("a", FERRY, ROWS[0]["claim"], 1, evidence=[away], evidence_sets=[[away], FERRY_GOLD])
    figures = evaluate([written(tmp_path / "b.jsonl", [given])])[0].measured.sets["ships"]
    assert figures[Metric.EVIDENCE_FIRST].value == 1
    without = row("a", FERRY, "The ferry Halcyon ran aground off Skagen.", 0, evidence=[away])
    figures = evaluate([written(tmp_path / "b.jsonl", [without])])[0].measured.sets["ships"]
    assert figures[Metric.EVIDENCE_FIRST].value == 0
    assert figures[Metric.EVIDENCE_FIRST_SUPPORTED].value is None


def test_a_check_that_breaks_counts_against_us_and_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setitem(checks.PASSAGE, "number", broken)
    claims = ["The ferry had 212 passengers.", "The ferry had 340 passengers."]
    bench = written(tmp_path / "b.jsonl", [row(str(n), FERRY, claim, 1 - n) for n, claim in enumerate(claims)])
    evaluation, content = evaluate([bench])
    assert [(each["score"], each["verdict"]) for each in lines(content)] == [(None, "unchecked")] * 2
    assert evaluation.measured.sets["ships"][Metric.BALANCED_ACCURACY].value == 0.5
    assert evaluation.measured.sets["ships"][Metric.FALSE_SUPPORT].value == 0
    assert any("2 rows could not be checked" in note for note in evaluation.notes)


def test_a_set_of_one_label_is_left_out_of_the_means_it_cannot_give(tmp_path: Path) -> None:
    rows = [*ROWS, row("s", VINEYARD, "Rita Sole plans to plant olives.", 1, dataset="single", group="g3")]
    evaluation, _ = evaluate([written(tmp_path / "b.jsonl", rows)])
    assert evaluation.measured.sets["single"][Metric.ROC_AUC].value is None
    both = [evaluation.measured.sets[name][Metric.ROC_AUC].value for name in ("ships", "farms")]
    assert None not in both
    assert evaluation.measured.mean[Metric.ROC_AUC].value == pytest.approx(sum(both) / 2)  # type: ignore[arg-type]
    (note,) = evaluation.notes
    assert note.startswith("single: claims of one label only")
    shown = next(line for line in report.as_lines(evaluation) if line.startswith("single"))
    assert shown.split()[3:5] == ["-", "-"]
    document = report.as_dict(evaluation)
    assert document["sets"][2]["figures"]["roc_auc"] == {"value": None, "low": None, "high": None}


def test_sets_that_the_score_was_fitted_on_are_marked(tmp_path: Path) -> None:
    name = sorted(fitted_on())[0]
    rows = [each | {"dataset": name} for each in ROWS]
    evaluation, _ = evaluate([written(tmp_path / "b.jsonl", rows)])
    assert any(line.startswith(f"{name}*") for line in report.as_lines(evaluation))
    assert "flatter" in evaluation.notes[-1]


class TestGivenScores:
    def test_are_measured_in_place_of_ours(self, tmp_path: Path) -> None:
        bench = written(tmp_path / "b.jsonl", ROWS)
        given = [{"id": each["id"], "score": 1 - each["label"]} for each in ROWS]
        evaluation = evaluate_given([bench], written(tmp_path / "s.jsonl", given))
        assert evaluation.measured.mean[Metric.BALANCED_ACCURACY].value == 0
        assert evaluation.measured.mean[Metric.FALSE_SUPPORT_BY_VERDICT].value == 1
        assert evaluation.measured.sets["ships"][Metric.EVIDENCE_FIRST].value is None
        assert report.as_dict(evaluation)["speed"] is None

    @pytest.mark.parametrize(
        ("given", "says"),
        [
            ([{"id": "f1", "score": 0.5}], "no score for 'v1'"),
            ([{"id": "f1", "score": 1.5}], "line 1: the score 1.5"),
            ([{"id": "f1", "score": True}], "the score True"),
            (['{"id": "f1", "score": NaN}'], "the score nan"),
            ([{"id": "f1", "score": 1, "verdict": "fine"}], "no verdict 'fine'"),
        ],
    )
    def test_must_be_there_for_every_row(self, tmp_path: Path, given: list[Any], says: str) -> None:
        with pytest.raises(SourceError, match=says):
            evaluate_given([written(tmp_path / "b.jsonl", ROWS)], written(tmp_path / "s.jsonl", given))


@pytest.mark.parametrize("document", [FERRY, "a\r\nb. C d.\u2028E f.\n\n", "word", "\n \t\n", "«Non.» «Si.»\x85x y."])
def test_a_document_s_sentences_slice_to_their_text(document: str) -> None:
    source = source_of(document)
    assert source.text == document
    for sentence in source.sentences:
        (span,) = sentence.spans
        assert " ".join(document[span.start : span.end].split()) == sentence.text != ""
    told = "".join("".join(sentence.text.split()) for sentence in source.sentences)
    assert told == "".join(document.split())


def test_a_document_says_the_same_here_as_to_the_checker(tmp_path: Path) -> None:
    _, content = evaluate([written(tmp_path / "b.jsonl", ROWS[:1])])
    checked = checking.check_texts({"c": ROWS[0]["claim"]}, (source_of(FERRY),))["c"]
    (line,) = lines(content)
    assert line["score"] == pytest.approx(checked.score, abs=1e-6)
    assert Verdict(line["verdict"]) is checked.verdict
