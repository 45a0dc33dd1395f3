"""The fitted score: a forest of small decision trees in a readable file, its vote made a calibrated probability."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, log
from pathlib import Path

FILE = Path(__file__).with_name("score.v1.json")
THRESHOLD = 0.5
"""From here on a claim counts as supported, for every kind of text."""
_LEAST = 0.001
"""A vote is kept so far from 0 and 1."""
_UNKNOWN = 0.0
"""For a claim of which no word stands in any source."""


@dataclass(frozen=True, slots=True)
class Node:
    feature: str
    """Empty in a leaf."""
    at: float
    """The left branch is for values up to this one; in a leaf, the share of supported claims that came here."""
    left: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class Model:
    """Trees as lists of nodes, the root first; `intercept` and `slope` turn the log-odds of the vote into a score."""

    trees: tuple[tuple[Node, ...], ...]
    intercept: float
    slope: float

    def probability(self, found: Mapping[str, float]) -> float:
        """That the claim is supported; 0 where nothing could be measured."""
        if not found:
            return _UNKNOWN
        vote = sum(_leaf(tree, found) for tree in self.trees) / len(self.trees)
        vote = min(max(vote, _LEAST), 1 - _LEAST)
        return 1 / (1 + exp(-self.intercept - self.slope * log(vote / (1 - vote))))

    def reasons(self, found: Mapping[str, float]) -> list[tuple[str, float]]:
        """Features by how far they moved the vote, up or down, the strongest first (the path's steps, Saabas 2014)."""
        moved: dict[str, float] = {}
        for tree in self.trees:
            node, value = tree[0], _mean(tree, 0)
            while node.feature:
                at = _next(node, found)
                after = _mean(tree, at)
                moved[node.feature] = moved.get(node.feature, 0.0) + (after - value) / len(self.trees)
                node, value = tree[at], after
        return sorted(moved.items(), key=lambda item: (-abs(item[1]), item[0]))


def _next(node: Node, found: Mapping[str, float]) -> int:
    return node.left if found.get(node.feature, 0.0) <= node.at else node.right


def _leaf(tree: tuple[Node, ...], found: Mapping[str, float]) -> float:
    node = tree[0]
    while node.feature:
        node = tree[node.left if found.get(node.feature, 0.0) <= node.at else node.right]
    return node.at


def _mean(tree: tuple[Node, ...], at: int) -> float:
    """Mean of the leaves under a node."""
    node = tree[at]
    return (_mean(tree, node.left) + _mean(tree, node.right)) / 2 if node.feature else node.at


@cache
def model() -> Model:
    """The model that came with the program."""
    stored = json.loads(FILE.read_text(encoding="utf-8"))
    trees = tuple(
        tuple(Node("", node[0]) if len(node) == 1 else Node(stored["features"][node[0]], *node[1:]) for node in tree)
        for tree in stored["trees"]
    )
    return Model(trees=trees, intercept=stored["intercept"], slope=stored["slope"])
