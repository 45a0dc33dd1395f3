"""Fits the score of the checker on labelled claims and measures it, cross-validated by groups of like documents.

Run it with the folder that holds `claims/*.jsonl` and `train/*.jsonl`; scikit-learn is needed here and nowhere else:

    uv run --group fitting python -m fitting.fit_score FOLDER [--out briefing/checking/scoring/score.v1.json]
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefing.checking.scoring.document import Document
from briefing.checking.scoring.features import features
from briefing.checking.scoring.model import THRESHOLD
from briefing.language.sentences import split

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
TREES, LEAVES, IN_LEAF, SHARE_OF_FEATURES = 64, 40, 8, 0.5
PER_STRATUM = 100
"""Rows that one tree sees of one set's supported (and of its not supported) claims: large sets count no more."""
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

    @property
    def permitted(self) -> Flags:
        return np.isin(self.dataset, list(FIT_ON))


def read(folder: Path) -> Rows:
    rows = [(row, part == "claims") for part in ("claims", "train") for row in _lines(folder / part)]
    found, documents = [], {}
    for row, _ in rows:
        text = row["document"]
        if text not in documents:
            documents = {text: Document(line[s.start : s.end] for line in text.splitlines() for s in split(line))}
        found.append(features(row["claim"], documents[text]))
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
    """Trees with random cuts, each on an equal draw from every set's supported and not supported claims."""
    from sklearn.tree import ExtraTreeClassifier

    strata = []
    for name in sorted(set(rows.dataset[chosen])):
        classes = [np.flatnonzero(chosen & (rows.dataset == name) & (rows.label == label)) for label in (0, 1)]
        size = sum(map(len, classes))
        # A set with one kind of claim only would teach which texts those are: it counts little.
        share = min(1.0, size / 100) * (0.5 if all(map(len, classes)) else 0.15)
        strata += [(places, share) for places in classes if len(places)]
    trees = []
    for seed in range(TREES):
        draw = np.random.RandomState(seed)
        taken = [draw.choice(places, min(PER_STRATUM, len(places)), replace=False) for places, _ in strata]
        weights = np.concatenate([np.full(len(t), share / len(t)) for t, (_, share) in zip(taken, strata, strict=True)])
        at = np.concatenate(taken)
        tree = ExtraTreeClassifier(
            min_samples_leaf=IN_LEAF, max_leaf_nodes=LEAVES, max_features=SHARE_OF_FEATURES, random_state=seed
        )
        trees.append(tree.fit(rows.values[at], rows.label[at], sample_weight=weights / weights.mean()))
    return trees


def votes(trees: Sequence[Any], values: Floats) -> Floats:
    mean = np.mean([tree.predict_proba(values)[:, 1] for tree in trees], axis=0)
    return np.clip(mean, 0.001, 0.999)


def out_of_group(rows: Rows) -> Floats:
    """Votes for all measured rows, by trees that saw no document of their group."""
    names = sorted(set(rows.group))
    np.random.RandomState(0).shuffle(names)
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
        found[test] = votes(
            grow(rows, rows.permitted & (rows.dataset != name) & ~np.isin(rows.group, rows.group[test])),
            rows.values[test],
        )
    return found


def calibrate(rows: Rows, found: Floats, chosen: Flags) -> tuple[float, float]:
    """Intercept and slope on the log-odds of the vote; every set weighs the same, and so do its two labels."""
    from sklearn.linear_model import LogisticRegression

    odds = np.log(found / (1 - found))
    weight = np.zeros(len(found))
    for name in set(rows.dataset[chosen]):
        for label in (0, 1):
            at = chosen & (rows.dataset == name) & (rows.label == label)
            weight[at] = 1 / max(1, at.sum())
    fitted = LogisticRegression(C=1e6).fit(odds[chosen, None], rows.label[chosen], sample_weight=weight[chosen])
    return float(fitted.intercept_[0]), float(fitted.coef_[0, 0])


def scores(found: Floats, intercept: float, slope: float) -> Floats:
    return np.asarray(1 / (1 + np.exp(-intercept - slope * np.log(found / (1 - found)))))


def calibration_error(probability: Floats, label: Floats, weight: Floats) -> float:
    """Expected calibration error over ten bins of equal width."""
    bins = np.minimum((probability * 10).astype(int), 9)
    gaps = [abs((weight * (probability - label))[bins == number].sum()) for number in range(10)]
    return float(sum(gaps) / weight.sum())


def report(rows: Rows, probability: Floats) -> None:
    from sklearn.metrics import roc_auc_score

    print("set               fit  balanced   AUC  false support  calibration  supported")
    table, weight = [], np.zeros(len(probability))
    for name in sorted(set(rows.dataset[rows.measured])):
        at = rows.measured & (rows.dataset == name)
        weight[at] = 1 / at.sum()
        p, label = probability[at], rows.label[at]
        false, true = (p[label == 0] >= THRESHOLD).mean(), (p[label == 1] >= THRESHOLD).mean()
        error = calibration_error(p, label, np.ones(len(p)))
        table.append(((true + 1 - false) / 2, roc_auc_score(label, p), false, error, label.mean()))
        mark = "yes" if name in FIT_ON else " no"
        print(f"{name:17s} {mark}     {'  '.join(f'{value:.3f}' for value in table[-1])}")
    print(f"{'mean':17s}         {'  '.join(f'{value:.3f}' for value in np.mean(table, axis=0))}")
    at = rows.measured
    pooled = calibration_error(probability[at], rows.label[at], weight[at])
    print(f"calibration error over all sets together, each weighing the same: {pooled:.3f}")


def stored(rows: Rows, trees: Sequence[Any], intercept: float, slope: float) -> dict[str, Any]:
    used = sorted({int(f) for tree in trees for f in tree.tree_.feature if f >= 0})
    number = {feature: at for at, feature in enumerate(used)}
    return {
        "about": "Probability that sources support a claim: mean vote of small trees, made a probability by "
        "1 / (1 + exp(-intercept - slope * log(vote / (1 - vote)))). A node is [feature, at, left, right]: "
        "left if the value is at most `at`; a leaf is [share supported].",
        "fitted_on": {name: why for name, why in FIT_ON.items() if name in rows.dataset},
        "rows": int(rows.permitted.sum()),
        "intercept": round(intercept, 4),
        "slope": round(slope, 4),
        "features": [rows.names[feature] for feature in used],
        "trees": [_nodes(tree.tree_, number) for tree in trees],
    }


def _nodes(tree: Any, number: dict[int, int]) -> list[list[float]]:
    nodes: list[list[float]] = []
    for at in range(tree.node_count):
        feature = int(tree.feature[at])
        if feature < 0:
            shares = tree.value[at][0]
            nodes.append([round(float(shares[1] / shares.sum()), 3)])
        else:
            left, right = int(tree.children_left[at]), int(tree.children_right[at])
            nodes.append([number[feature], round(float(tree.threshold[at]), 4), left, right])
    return nodes


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--scores", type=Path, help="write the cross-validated scores, for `briefing eval claims`")
    parser.add_argument("--by-set", action="store_true", help="measure each set by trees that never saw it, too")
    options = parser.parse_args(arguments)
    rows = read(options.folder)
    found = out_of_group(rows)
    intercept, slope = calibrate(rows, found, rows.permitted & rows.measured)
    print(f"{rows.permitted.sum()} rows to fit on, {len(rows.names)} features; cross-validated by group:")
    probability = scores(found, intercept, slope)
    report(rows, probability)
    if options.scores:
        given = zip(rows.id[rows.measured], probability[rows.measured], strict=True)
        lines = [json.dumps({"id": str(id), "score": round(float(score), 6)}) for id, score in given]
        options.scores.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if options.by_set:
        print("\neach set by trees that never saw it:")
        report(rows, scores(out_of_set(rows), intercept, slope))
    if options.out:
        text = json.dumps(stored(rows, grow(rows, rows.permitted), intercept, slope), indent=None)
        options.out.write_text(text.replace("[[", "\n[[").replace('", "', '",\n"') + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
