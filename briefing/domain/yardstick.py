"""Yardsticks of likelihood: which word stands for which band of probability.

Sources: UK Professional Head of Intelligence Assessment (PHIA) probability yardstick;
US Intelligence Community Directive 203 (2015), D.6.e.(2)(a).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    name: str
    """The word a brief uses."""
    synonyms: tuple[str, ...]
    """Other wordings of the same band in the same yardstick."""
    low: int
    """Per cent, inclusive."""
    high: int
    """Per cent, inclusive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    name: str
    title: str
    terms: tuple[Term, ...]
    """From least to most likely."""


PHIA = Yardstick(
    name="phia",
    title="UK PHIA probability yardstick",
    terms=(
        Term(name="remote chance", synonyms=(), low=0, high=5),
        Term(name="highly unlikely", synonyms=(), low=10, high=20),
        Term(name="unlikely", synonyms=(), low=25, high=35),
        Term(name="realistic possibility", synonyms=(), low=40, high=50),
        Term(name="likely", synonyms=("probable", "probably"), low=55, high=75),
        Term(name="highly likely", synonyms=(), low=80, high=90),
        Term(name="almost certain", synonyms=("almost certainly",), low=95, high=100),
    ),
)

ICD203 = Yardstick(
    name="icd203",
    title="US ICD 203 expressions of likelihood",
    terms=(
        Term(name="almost no chance", synonyms=("remote",), low=1, high=5),
        Term(name="very unlikely", synonyms=("highly improbable",), low=5, high=20),
        Term(name="unlikely", synonyms=("improbable",), low=20, high=45),
        Term(name="roughly even chance", synonyms=("roughly even odds",), low=45, high=55),
        Term(name="likely", synonyms=("probable", "probably"), low=55, high=80),
        Term(name="very likely", synonyms=("highly probable",), low=80, high=95),
        Term(name="almost certain", synonyms=("almost certainly", "nearly certain"), low=95, high=99),
    ),
)

YARDSTICKS = {yardstick.name: yardstick for yardstick in (PHIA, ICD203)}
