"""The script that fits the score, run on a few made-up claims."""

import json
from pathlib import Path

import pytest

pytest.importorskip("sklearn", reason="scikit-learn is needed for fitting only")

from briefing.checking.scoring import model
from fitting import fit_score


def rows(name: str) -> list[dict[str, object]]:
    document = "\n".join(f"Number {n} of the {name} ships carried {n * 7} bales of wool to Torvik." for n in range(12))
    made: list[dict[str, object]] = []
    for n in range(12):
        for label, bales in ((1, n * 7), (0, n * 7 + 1000)):
            claim = f"Number {n} of the {name} ships carried {bales} bales of wool to Torvik."
            row = {"id": f"{name}-{n}-{label}", "dataset": name, "document": document + f"\n{n}", "claim": claim}
            made.append(row | {"label": label, "group": n})
    return made


def test_the_fitted_file_can_be_used_and_names_its_sets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "claims").mkdir()
    for name in ("bump", "wice", "faithbench"):
        lines = "".join(json.dumps(row) + "\n" for row in rows(name))
        (tmp_path / "claims" / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    monkeypatch.setattr(fit_score, "TREES", 4)
    monkeypatch.setattr(fit_score, "RARE", 5)
    out = tmp_path / "score.json"
    fit_score.main([str(tmp_path), "--out", str(out)])
    stored = json.loads(out.read_text(encoding="utf-8"))
    assert set(stored["fitted_on"]) == {"bump", "wice"}
    assert len(stored["trees"]) == 4
    assert "faithbench" in capsys.readouterr().out
    monkeypatch.setattr(model, "FILE", out)
    fitted = model.model.__wrapped__()
    assert 0 < fitted.probability(dict.fromkeys(stored["features"], 1.0)) < 1


def test_a_tree_sees_as_many_supported_claims_as_not_of_every_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "claims").mkdir()
    kept = [row for row in rows("wice") if row["label"] or row["group"] in (3, 7)]
    lines = "".join(json.dumps(row) + "\n" for row in kept + rows("faithbench"))
    (tmp_path / "claims" / "wice.jsonl").write_text(lines, encoding="utf-8")
    monkeypatch.setattr(fit_score, "RARE", 5)
    read = fit_score.read(tmp_path)
    grown = fit_score.grow(read, read.permitted)
    assert len(grown) == fit_score.TREES
    assert {int(tree.tree_.n_node_samples[0]) for tree in grown} == {4}
    assert all(tree.tree_.value[0][0].tolist() == pytest.approx([0.5, 0.5]) for tree in grown)
