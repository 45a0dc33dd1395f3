"""What is measured of a claim beside its sources: how much is met, how it hangs together, what is out of place."""

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence, Set
from math import log, log1p

from briefing.checking.scoring.document import Document, spread
from briefing.checking.scoring.kinship import kinship
from briefing.checking.scoring.tokens import tokens
from briefing.checking.scoring.view import View
from briefing.checking.scoring.words import words_and_joints
from briefing.language.lexicon import opposites
from briefing.language.sentences import split

_NEGATION_WORDS = "not no never none nobody nothing neither nor without cannot hardly"
_MODAL_WORDS = """
    will would could may might must should shall can cannot likely possibly perhaps probably reportedly allegedly
    """
_QUANTIFYING_WORDS = """
    all every always each entire only half most many some several few both any majority first last more less
    """
_PRONOUN_WORDS = "he she they it his her their its him them we our i my you your"
_NEGATIONS, _MODALS, _QUANTIFIERS, _PRONOUNS = (
    frozenset(words.split()) for words in (_NEGATION_WORDS, _MODAL_WORDS, _QUANTIFYING_WORDS, _PRONOUN_WORDS)
)
_LONE_STOP = re.compile(r"\s+\.\s+")
_FAR = 3.0
"""Logarithm of a distance taken where there is none."""


def features(text: str, document: Document) -> dict[str, float]:
    """Features of a claim of one or several sentences; empty where it has no words that carry meaning,
    or none that any sentence shares.

    `name`: mean over the sentences, by length, of a share, sum of a count; `name/`: count by content word;
    `name<`, `name>`: least and greatest of the sentences.
    """
    parts = [part for sentence in sentences(text) if (part := _sentence(sentence, document))]
    return _merged(parts) if parts else {}


def sentences(text: str) -> list[str]:
    found: list[str] = []
    for line in text.splitlines():
        line = _LONE_STOP.sub(". ", line)
        found += [span.of(line) for span in split(line)]
    return found


def _sentence(text: str, document: Document) -> tuple[dict[str, float], dict[str, float], int] | None:
    """Shares, counts, number of content words."""
    claim = tokens(text)
    view = View(document, text, claim)
    if not view.content or not view.evidence:
        return None
    shares = _overlap(view) | _copying(view) | _distances(view)
    counts = dict(words_and_joints(view)) | _function_words(view) | _opposites(view)
    shares["worst word"] = counts.pop("worst word", 0.0)
    related, lacking = kinship(view)
    shares |= related
    counts |= lacking
    return shares, counts, len(view.content)


def _overlap(view: View) -> dict[str, float]:
    """How much of the claim the best sentences say, and how much of them it says."""
    document, total = view.document, view.weight
    first = view.evidence_roots[0] if view.evidence_roots else frozenset[str]()
    every = frozenset().union(*view.evidence_roots)

    def share(roots: Set[str] | dict[str, list[int]]) -> float:
        return sum(weight for root, weight in view.weights.items() if root in roots) / total

    shares = {f"met by {n}": recall for n, recall in enumerate(view.recalls, 1)}
    shares |= {
        "same in best": share(first),
        "same in evidence": share(every),
        "same in document": share(document.places),
    }
    shares |= {"position": 1.0, "evidence length": 0.0, "used of best": 0.0, "runner-up": 0.0}
    if view.evidence:
        best = view.evidence[0]
        start, end = document.bounds[best]
        said = {token.root: token.weight for token in document.tokens[start:end] if token.is_content}
        used = sum(weight for root, weight in said.items() if root in view.weights)
        shares |= {
            "position": best / len(document.bounds),
            "evidence length": log1p(end - start),
            "used of best": used / max(0.1, sum(said.values())),
        }
    if len(view.ranked) > 1:
        scores = document.scores(view.weights)
        shares["runner-up"] = scores[view.ranked[1]] / scores[view.ranked[0]]
    shares["evidence apart"] = spread(view.evidence)
    return shares


def _copying(view: View) -> dict[str, float]:
    """How much is taken over word for word, in runs of which length (density: Grusky et al. 2018)."""
    document, length = view.document, len(view.claim)
    roots = [token.root for token in view.claim]
    content = [roots[at] for at in view.content]
    pairs = list(itertools.pairwise(roots))
    triples = list(zip(roots, roots[1:], roots[2:], strict=False))
    content_pairs = list(itertools.pairwise(content))
    runs = [fragment.length for fragment in view.fragments]
    return {
        "density": log1p(sum(run * run for run in runs) / length),
        "copied": sum(run for run in runs if run > 1) / length,
        "runs": len(runs) / length,
        "longest run": max(runs, default=0) / length,
        "same pairs": sum(map(document.follow, pairs)) / max(1, len(pairs)),
        "same triples": sum(map(document.follow, triples)) / max(1, len(triples)),
        "same content pairs": sum(map(document.follow_loosely, content_pairs)) / max(1, len(content_pairs)),
        "repeated triples": (len(triples) - len(set(triples))) / length,
        "repeated words": 1 - len(set(content)) / len(content),
    }


def _distances(view: View) -> dict[str, float]:
    """How near to one another neighbours of the claim stand anywhere in the document."""
    roots = [view.claim[at].root for at in view.content]
    gaps = [gap for a, b in itertools.pairwise(roots) if (gap := view.document.distance(a, b)) is not None]
    logs = [log(abs(gap)) for gap in gaps]
    outside = sum(place is not None and view.document.sentence_of[place] not in view.region for place in view.places)
    return {
        "cost": view.cost / len(view.content),
        "outside": outside / len(view.content),
        "mean distance": sum(logs) / len(logs) if logs else _FAR,
        "greatest distance": max(logs, default=_FAR),
        "near pairs": sum(abs(gap) <= 6 for gap in gaps) / max(1, len(roots) - 1),
        "turned pairs": sum(-10 <= gap < 0 for gap in gaps) / max(1, len(roots) - 1),
    }


def _function_words(view: View) -> dict[str, float]:
    """Negations, modal verbs and quantifiers that stand on one side only."""
    claim = {token.root if token.root == "not" else token.norm for token in view.claim}
    best, region = view.norms(1), view.norms(3)
    length = len(view.claim)
    return {
        "negation added": float(bool(claim & _NEGATIONS) and not best & _NEGATIONS),
        "negation lost": float(bool(best & _NEGATIONS) and not claim & _NEGATIONS),
        "modality added": float(bool(claim & _MODALS) and not best & _MODALS),
        "modality lost": float(bool(best & _MODALS) and not claim & _MODALS),
        "quantifiers added": float(len((claim & _QUANTIFIERS) - region)),
        "function words added": sum(not t.is_content and t.norm not in region for t in view.claim) / length,
        "pronouns": sum(token.norm in _PRONOUNS for token in view.claim) / length,
        "opens with pronoun": float(view.claim[0].norm in _PRONOUNS),
        "no full stop": float(view.text.rstrip()[-1:] not in ".!?\"'”’"),
        "content words": float(len(view.content)),
        "words": float(length),
        "sentences": 1.0,
    }


def _opposites(view: View) -> dict[str, float]:
    """Words whose opposite stands in the evidence while they do not."""
    every = frozenset().union(*view.evidence_roots)
    absent = [root for root in view.weights if root not in every]
    return {"opposites": float(sum(not every.isdisjoint(opposites(root)) for root in absent))}


def _merged(parts: Sequence[tuple[dict[str, float], dict[str, float], int]]) -> dict[str, float]:
    merged: dict[str, float] = {}
    if len(parts) == 1:  # most claims
        shares, counts, size = parts[0]
        for name, value in shares.items():
            merged[name] = merged[name + "<"] = merged[name + ">"] = value
        for name, count in counts.items():
            merged[name], merged[name + "/"] = float(count), count / size
            merged[name + ">"] = max(0.0, count / size)
        return merged
    total = sum(size for _, _, size in parts)
    for name in parts[0][0]:
        values = [shares[name] for shares, _, _ in parts]
        merged[name] = sum(value * size for value, (_, _, size) in zip(values, parts, strict=True)) / total
        merged[name + "<"], merged[name + ">"] = min(values), max(values)
    sums: dict[str, float] = defaultdict(float)
    for _, counts, size in parts:
        for name, count in counts.items():
            sums[name] += count
            merged[name + ">"] = max(merged.get(name + ">", 0.0), count / size)
    for name, count in sums.items():
        merged[name], merged[name + "/"] = float(count), count / total
    return merged
