"""Fits the score of the checker on labelled claims and measures it, cross-validated by groups of like documents.

Run it with the folder that holds `claims/*.jsonl` and `train/*.jsonl`; scikit-learn is needed here and nowhere else:

    uv run --group fitting python -m fitting.fit_score FOLDER [--out briefing/checking/scoring/score.v1.json]
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefing.checking import Checker, Index, Scorer
from briefing.checking.scoring import THRESHOLD
from briefing.domain.claim import Claim, Section, Verdict
from briefing.domain.yardstick import PHIA
from briefing.evaluating.judging import source_of

FIT_ON = {
    "wice": "labels ODC-BY",
    "wice_nst": "labels ODC-BY",
    "xsumfaith": "labels CC BY 4.0",
    "factcc": "Apache-2.0",
    "polytope": "Apache-2.0",
    "summeval": "Apache-2.0",
    "summedits_news": "Apache-2.0",
    "summedits_other": "Apache-2.0",
    "factcheckgpt": "Apache-2.0",
    "bump": "MIT",
    "storysumm": "MIT",
    "falke": "CC BY-SA 4.0; only coefficients are taken from it",
}
"""Set -> why fitting on it is permitted. What is not here (non-commercial, or without a licence) only measures."""
TREES, DRAWN = 200, 100
SHAPE: dict[str, Any] = {"max_leaf_nodes": 80, "min_samples_leaf": 5, "max_features": 0.12}
"""A tree sees at most 100 claims of a set and a label, has at most 80 leaves, tries 12 % of the features at a cut."""
VERDICTS = ("supported", "contradicted")
"""Verdicts of the checks that move the score."""
RARE = 100
"""A feature that differs from 0 in fewer rows is left out."""
FOLDS = 5
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rows:
    id: NDArray[np.str_]
    values: Floats
    names: list[str]
    label: NDArray[np.int64]
    dataset: NDArray[np.str_]
    group: NDArray[np.str_]
    measured: Flags
    """Rows of `claims/`; those of `train/` are for fitting only."""
    verdict: NDArray[np.str_]
    """Of the checks, for measured rows."""

    @property
    def permitted(self) -> Flags:
        return np.isin(self.dataset, list(FIT_ON))


@dataclass(frozen=True, slots=True)
class Calibrated:
    intercept: float
    slope: float
    verdicts: dict[str, float]


def read(folder: Path) -> Rows:
    rows = [(row, part == "claims") for part in ("claims", "train") for row in _lines(folder / part)]
    found: list[dict[str, float]] = [{}] * len(rows)
    verdict = np.full(len(rows), "", dtype="<U20")
    scorer, checker, last = None, None, None
    for at in sorted(range(len(rows)), key=lambda number: (str(rows[number][0]["document"]), number)):
        row, measured = rows[at]
        if scorer is None or checker is None or row["document"] != last:
            index = Index((source_of(row["document"]),))
            scorer, checker, last = Scorer(index), Checker(index, yardstick=PHIA), row["document"]
        claim = " ".join(row["claim"].split())
        found[at] = scorer.features(claim)
        if measured:
            verdict[at] = checker.check(Claim(id=row["id"], text=claim, section=Section.BODY)).verdict.value
    names = sorted({name for each in found for name in each})
    values = np.array([[each.get(name, 0.0) for name in names] for each in found])
    kept = (values != 0).sum(0) >= RARE
    return Rows(
        id=np.array([str(row["id"]) for row, _ in rows]),
        values=values[:, kept],
        names=[name for name, keep in zip(names, kept, strict=True) if keep],
        label=np.array([row["label"] for row, _ in rows]),
        dataset=np.array([row["dataset"] for row, _ in rows]),
        group=np.array([_group(row) for row, _ in rows]),
        measured=np.array([measured for _, measured in rows]),
        verdict=verdict,
    )


def _lines(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)


def _group(row: dict[str, Any]) -> str:
    """Group ids are numbers in one folder and `g` with the number in the other; rows without one go by document."""
    group = row.get("group", row["id"].rsplit("-", 1)[0])
    return f"g{group}" if isinstance(group, int) else str(group)


def grow(rows: Rows, chosen: Flags) -> list[Any]:
    """Trees with random cuts (Geurts et al. 2006), each on a draw of its own with as many supported claims as not.

    Weights alone would not do: where nine claims in ten are supported, the nine fill the leaves near any new claim, so
    that its set would need a threshold of .7, and one with few supported claims a threshold of .4.
    """
    from sklearn.tree import ExtraTreeClassifier

    drawn_from = _by_set(rows, chosen)
    trees = []
    for number in range(TREES):
        random = np.random.RandomState(number)
        drawn: list[Any] = []
        weights: list[Floats] = []
        for classes in drawn_from:
            size = min(DRAWN, *map(len, classes))
            share = min(1.0, sum(map(len, classes)) / 100)
            drawn += [random.choice(each, size, replace=False) for each in classes]
            weights += [np.full(size, share / size)] * 2
        at, weight = np.concatenate(drawn), np.concatenate(weights)
        tree = ExtraTreeClassifier(random_state=number, **SHAPE)
        trees.append(tree.fit(rows.values[at], rows.label[at], sample_weight=weight / weight.mean()))
    return trees


def _by_set(rows: Rows, chosen: Flags) -> list[list[NDArray[np.int64]]]:
    """Of each set that has both the places of its not supported and of its supported claims."""
    dataset = np.where(rows.dataset == "wice_nst", "wice", rows.dataset)
    names = sorted(set(dataset[chosen]))
    found = [[np.flatnonzero(chosen & (dataset == name) & (rows.label == label)) for label in (0, 1)] for name in names]
    return [classes for classes in found if all(map(len, classes))]


def votes(trees: Sequence[Any], values: Floats) -> Floats:
    mean = np.mean([tree.predict_proba(values)[:, 1] for tree in trees], axis=0)
    return np.asarray(np.clip(mean, 0.001, 0.999))


def out_of_group(rows: Rows, draw: int) -> Floats:
    """Votes for all measured rows, by trees that saw no document of their group; each draw has folds of its own."""
    names = sorted(set(rows.group))
    np.random.RandomState(draw).shuffle(names)
    fold_of = {name: number % FOLDS for number, name in enumerate(names)}
    fold = np.array([fold_of[name] for name in rows.group])
    found = np.full(len(rows.label), 0.5)
    for number in range(FOLDS):
        test = fold == number
        found[test] = votes(grow(rows, rows.permitted & ~test), rows.values[test])
    return found


def out_of_set(rows: Rows) -> Floats:
    """Votes by trees that saw neither the row's set nor any document of it."""
    found = np.full(len(rows.label), 0.5)
    for name in sorted(set(rows.dataset[rows.measured])):
        test = (rows.dataset == name) & rows.measured
        others = rows.permitted & (rows.dataset != name) & ~np.isin(rows.group, rows.group[test])
        found[test] = votes(grow(rows, others), rows.values[test])
    return found


def calibrate(rows: Rows, found: Floats) -> Calibrated:
    """Fitted on votes of trees that did not know the document; every set weighs the same, and so do its labels."""
    from sklearn.linear_model import LogisticRegression

    chosen = rows.permitted & rows.measured
    weight = np.zeros(len(found))
    for name in set(rows.dataset[chosen]):
        for label in (0, 1):
            at = chosen & (rows.dataset == name) & (rows.label == label)
            weight[at] = 1 / max(1, at.sum())
    weight *= len(weight) / weight.sum()
    values = np.stack([np.log(found / (1 - found)), *(rows.verdict == name for name in VERDICTS)], axis=1).astype(float)
    fitted = LogisticRegression(C=100.0).fit(values[chosen], rows.label[chosen], sample_weight=weight[chosen])
    slope, *shifts = (float(each) for each in fitted.coef_[0])
    return Calibrated(float(fitted.intercept_[0]), slope, dict(zip(VERDICTS, shifts, strict=True)))


def scores(rows: Rows, found: Floats, fitted: Calibrated) -> Floats:
    shifts = sum(shift * (rows.verdict == name) for name, shift in fitted.verdicts.items())
    return np.asarray(1 / (1 + np.exp(-fitted.intercept - fitted.slope * np.log(found / (1 - found)) - shifts)))


def calibration_error(probability: Floats, label: Floats, weight: Floats) -> float:
    """Expected calibration error over ten bins of equal width."""
    bins = np.minimum((probability * 10).astype(int), 9)
    gaps = [abs((weight * (probability - label))[bins == number].sum()) for number in range(10)]
    return float(sum(gaps) / weight.sum())


def report(rows: Rows, probability: Floats) -> dict[str, float]:
    """Prints a line for each set; the means over sets."""
    from sklearn.metrics import roc_auc_score

    print("set               fit  balanced   AUC  false support  calibration  supported  false support by verdict")
    table, weight = [], np.zeros(len(probability))
    for name in sorted(set(rows.dataset[rows.measured])):
        at = rows.measured & (rows.dataset == name)
        weight[at] = 1 / at.sum()
        p, label, proved = probability[at], rows.label[at], rows.verdict[at] == Verdict.SUPPORTED.value
        false, true = (p[label == 0] >= THRESHOLD).mean(), (p[label == 1] >= THRESHOLD).mean()
        error = calibration_error(p, label, np.ones(len(p)))
        auc = roc_auc_score(label, p)
        table.append(((true + 1 - false) / 2, auc, false, error, label.mean(), proved[label == 0].mean()))
        mark = "yes" if name in FIT_ON else " no"
        print(f"{name:17s} {mark}     {'  '.join(f'{value:.3f}' for value in table[-1])}")
    means = np.mean(table, axis=0)
    print(f"{'mean':17s}         {'  '.join(f'{value:.3f}' for value in means)}")
    at = rows.measured
    pooled = calibration_error(probability[at], rows.label[at], weight[at])
    print(f"calibration error over all sets together, each weighing the same: {pooled:.3f}")
    names = ("balanced accuracy", "AUC", "false support", "calibration error by set")
    figures = {name: round(float(value), 3) for name, value in zip(names, means, strict=False)}
    return figures | {"calibration error, sets together": round(pooled, 3)}


def stored(rows: Rows, trees: Sequence[Any], fitted: Calibrated, figures: dict[str, float]) -> dict[str, Any]:
    forest = [tree.tree_ for tree in trees]
    used = sorted({int(feature) for tree in forest for feature in tree.feature if feature >= 0})
    number = {feature: at for at, feature in enumerate(used)}
    return {
        "about": "Probability that sources support a claim: 1 / (1 + exp(-intercept - slope * log(vote / (1 - vote)) "
        "- the verdict's shift)), where vote is the mean of the trees. A tree is a list of nodes, each before its "
        "left and that before its right branch: number of a feature and the greatest value that goes left; or, in a "
        "leaf, the share of supported claims alone.",
        "fitted": date.today().isoformat(),
        "fitted_on": {name: why for name, why in FIT_ON.items() if name in rows.dataset},
        "rows": int(rows.permitted.sum()),
        "figures, cross-validated by group, mean over sets": figures,
        "intercept": round(fitted.intercept, 4),
        "slope": round(fitted.slope, 4),
        "verdicts": {name: round(shift, 4) for name, shift in fitted.verdicts.items()},
        "features": [rows.names[feature] for feature in used],
        "trees": [_nodes(tree, number) for tree in forest],
    }


def _nodes(tree: Any, number: dict[int, int]) -> list[float | list[float]]:
    nodes: list[float | list[float]] = []
    waiting = [0]
    while waiting:
        at = waiting.pop()
        feature = int(tree.feature[at])
        if feature < 0:
            shares = tree.value[at][0]
            nodes.append(round(float(shares[1] / shares.sum()), 3))
        else:
            nodes.append([number[feature], float(f"{tree.threshold[at]:.4g}")])
            waiting += [int(tree.children_right[at]), int(tree.children_left[at])]
    return nodes


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--scores", type=Path, help="write the cross-validated scores, for `briefing eval claims`")
    parser.add_argument("--draw", type=int, default=0, help="of the folds: what else but chance would give as well")
    parser.add_argument("--by-set", action="store_true", help="measure each set by trees that never saw it, too")
    options = parser.parse_args(arguments)
    rows = read(options.folder)
    found = out_of_group(rows, options.draw)
    fitted = calibrate(rows, found)
    print(f"{rows.permitted.sum()} rows to fit on, {len(rows.names)} features; cross-validated by group:")
    probability = scores(rows, found, fitted)
    figures = report(rows, probability)
    if options.scores:
        given = zip(rows.id[rows.measured], probability[rows.measured].tolist(), strict=True)
        lines = [json.dumps({"id": str(id), "score": round(score, 6)}) for id, score in given]
        options.scores.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if options.out:
        text = json.dumps(stored(rows, grow(rows, rows.permitted), fitted, figures), separators=(",", ":"))
        text = text.replace("[[", "\n[[").replace('","', '",\n"').replace(',"', ',\n"')
        options.out.write_text(text + "\n", encoding="utf-8")
    if options.by_set:
        print("\neach set by trees that never saw it:")
        report(rows, scores(rows, out_of_set(rows), fitted))


if __name__ == "__main__":
    main(sys.argv[1:])
