"""The fitted score: a forest of small decision trees in a readable file, its vote made a calibrated probability."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, log
from pathlib import Path
from typing import Any, NamedTuple

from briefing.domain.claim import Verdict

FILE = Path(__file__).with_name("score.v1.json")
THRESHOLD = 0.5
"""From here on a claim counts as supported, for every kind of text."""
_LEAST = 0.001
"""A vote is kept so far from 0 and 1."""
_UNKNOWN = 0.0
"""For a claim of which no word stands in any source."""


class _Tree(NamedTuple):
    feature: int
    """Its number; -1 in a leaf."""
    at: float
    """The greatest value that goes left; in a leaf, the share of supported claims."""
    left: "_Tree | None" = None
    right: "_Tree | None" = None


@dataclass(frozen=True, slots=True)
class Model:
    """`intercept` and `slope` turn the log-odds of the trees' mean vote into a score, `verdicts` move it."""

    features: tuple[str, ...]
    trees: tuple[_Tree, ...]
    intercept: float
    slope: float
    verdicts: Mapping[str, float]

    def probability(self, found: Mapping[str, float]) -> float:
        """That the claim is supported, by its words alone; 0 where nothing could be measured."""
        if not found:
            return _UNKNOWN
        values = [found.get(name, 0.0) for name in self.features]
        total = 0.0
        for tree in self.trees:
            feature, at, left, right = tree
            while left is not None and right is not None:
                feature, at, left, right = left if values[feature] <= at else right
            total += at
        vote = min(max(total / len(self.trees), _LEAST), 1 - _LEAST)
        return 1 / (1 + exp(-self.intercept - self.slope * log(vote / (1 - vote))))

    def given(self, probability: float, verdict: Verdict) -> float:
        """The same once the checks have spoken."""
        shift = self.verdicts.get(verdict.value, 0.0)
        return 1 / (1 + exp(-shift) * (1 - probability) / probability) if probability else probability


@cache
def model() -> Model:
    """The model that came with the program, read when first asked for."""
    stored = json.loads(FILE.read_text(encoding="utf-8"))
    return Model(
        features=tuple(stored["features"]),
        trees=tuple(_grown(iter(nodes)) for nodes in stored["trees"]),
        intercept=stored["intercept"],
        slope=stored["slope"],
        verdicts=stored["verdicts"],
    )


def _grown(nodes: Iterator[Any]) -> _Tree:
    """The tree of nodes that stand each before its left and that before its right branch."""
    node = next(nodes)
    return _Tree(node[0], node[1], _grown(nodes), _grown(nodes)) if isinstance(node, list) else _Tree(-1, node)
