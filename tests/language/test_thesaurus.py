"""Pairs of words, the claim's and the source's: what must entail, what must not, what must exclude."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language import thesaurus
from briefing.language.thesaurus import Relation, apart, implied, lemma, relation

ENTAILED = (Relation.SAME, Relation.SYNONYM, Relation.BROADER)


def _named(claim: str, source: str) -> Relation | None:
    link = relation(claim, source)
    return link.relation if link else None


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("stops", "stopping"), ("defence", "defense"), ("left", "leaves"), ("quake", "earthquakes"),
        ("physician", "doctor"), ("diplomats", "ambassador"), ("metal", "copper"), ("injured", "wounded"),
        ("delayed", "postponed"), ("died", "killed"), ("children", "son"), ("criticised", "denounced"),
        ("rose", "soared"), ("weapons", "rifles"), ("parent", "mother"), ("lawmaker", "senator"),
        ("imprisoned", "jailed"), ("truce", "armistice"), ("kidnapped", "abducted"), ("storm", "hurricane"),
    ],
)  # fmt: skip
def test_a_synonym_or_a_more_special_word_bears_out(claim: str, source: str) -> None:
    assert _named(claim, source) in ENTAILED


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("ambassador", "diplomat"), ("copper", "metal"), ("killed", "died"), ("son", "child"),
        ("denounced", "criticised"),
        ("soared", "rose"), ("rifle", "weapon"), ("mother", "parent"), ("senator", "lawmaker"), ("hurricane", "storm"),
        ("ratified", "approved"), ("murdered", "killed"), ("jailed", "detained"),
    ],
)  # fmt: skip
def test_a_more_general_word_does_not(claim: str, source: str) -> None:
    assert _named(claim, source) is Relation.NARROWER


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("official", "officer"), ("ratified", "agreed"), ("abolished", "suspended"), ("cancelled", "postponed"),
        ("important", "imported"), ("interest", "international"), ("minister", "mayor"), ("protested", "gathered"),
        ("criminals", "suspects"), ("admitted", "claimed"), ("received", "ignored"), ("arrested", "questioned"),
        ("migrant", "refugee"), ("convicted", "charged"), ("dead", "wounded"), ("offered", "gave"),
    ],
)  # fmt: skip
def test_what_only_sounds_alike_or_is_often_said_together_does_not(claim: str, source: str) -> None:
    assert _named(claim, source) not in ENTAILED


@pytest.mark.parametrize(
    ("one", "other"),
    [("accepted", "refused"), ("welcomed", "rejects"), ("rise", "fell"), ("convict", "acquitted"), ("survived", "died"),
     ("abundant", "scarce"), ("unilateral", "multilateral")],
)  # fmt: skip
def test_opposites_are_opposites_both_ways(one: str, other: str) -> None:
    assert _named(one, other) is _named(other, one) is Relation.ANTONYM


@pytest.mark.parametrize(
    ("one", "other"),
    [("gold", "copper"), ("year", "month"), ("uncle", "aunt"), ("general", "colonel"), ("hospitals", "school"),
     ("south", "north"), ("euros", "dollars"), ("guitars", "piano"), ("lion", "tiger")],
)  # fmt: skip
def test_one_of_a_kind_is_no_other(one: str, other: str) -> None:
    assert _named(one, other) is _named(other, one) is Relation.COUSIN


def test_what_is_derived_is_told_from_what_begins_alike() -> None:
    assert _named("presidential", "president") is Relation.DERIVED
    assert not apart(lemma("negotiators"), lemma("negotiations"))
    assert apart("interest", "international")


def test_strengths_are_ordered() -> None:
    links = [relation("talks", "talk"), relation("slain", "killed"), relation("abundance", "scarcity")]
    strengths = [link.strength for link in links if link]
    assert strengths == sorted(strengths, reverse=True)
    assert len(strengths) == 3
    assert all(0 < strength <= 1 for strength in strengths)


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ("found", "find"),
        ("wolves", "wolf"),
        ("ceasefires", "ceasefires"),
        ("tariffs", "tariff"),
        ("", ""),
        ("zzzz", "zzzz"),
    ],
)
def test_forms_have_their_word(form: str, word: str) -> None:
    assert lemma(form) == word


def test_the_file_is_sorted_and_closed() -> None:
    """Each line can be found by eye, and each word a form points to has relations of its own or is one of others."""
    lines = (Path(thesaurus.__file__).with_suffix(".txt")).read_text("ascii").splitlines()
    entries = [line.split() for line in lines if not line.startswith("#")]
    heads = [head for head, *_ in entries]
    assert heads == sorted(set(heads))
    assert len(heads) > 20_000
    assert {part[0] for _, *parts in entries for part in parts} == set("=?<-+!/@")


def test_opposites_and_synonyms_hold_both_ways() -> None:
    both = [(word, other) for word in ("earthquake", "convict", "physician") for other in implied(word)]
    assert any(word in implied(other) for word, other in both)
    assert "convict" in thesaurus.antonyms("acquit")
    assert "acquit" in thesaurus.antonyms("convict")


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_texts_may_be_asked_after(one: str, other: str) -> None:
    link = relation(one, other)
    assert link is None or 0 < link.strength <= 1


def test_it_is_read_only_when_asked_for() -> None:
    code = "import briefing.checking, briefing.language.thesaurus as t; print(t._table.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ast.literal_eval(done.stdout) == 0
