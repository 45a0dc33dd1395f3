"""The brief of a real and very small model, from the articles to the verdicts, as the cassette plays it."""

import json
from collections import Counter

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from briefing.domain.brief import CheckedBrief
from briefing.domain.claim import Verdict
from briefing.reading import read
from briefing.rendering import as_json
from tests import cassettes
from tests.endpoint.record import CASSETTE, SEEDS, brief

SCHEMA = json.loads((SEEDS.parent / "docs" / "brief.schema.json").read_text(encoding="utf-8"))
VOGT = "The exchange of prisoners is the one step that costs neither government anything."
"""Said by a researcher in source 102, and by nobody else: the model has it for nearly all it writes."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> CheckedBrief:
    with cassettes.played(CASSETTE) as base_url:
        return brief(base_url, tmp_path_factory.mktemp("store"))


def test_it_is_a_brief_as_documented(small: CheckedBrief) -> None:
    Draft202012Validator(SCHEMA, format_checker=FormatChecker()).validate(json.loads(as_json.render(small)))
    assert small.draft.paragraphs
    assert not small.draft.skipped
    assert small.draft.cost.calls == 11


def test_what_the_model_made_up_is_flagged(small: CheckedBrief) -> None:
    counts = {verdict: number for verdict, number in small.counts.items() if number}
    assert counts == {Verdict.SUPPORTED: 10, Verdict.UNSUPPORTED: 6, Verdict.ASSESSMENT: 2}
    flagged = [each for each in small.claims.values() if each.verdict is Verdict.UNSUPPORTED]
    reasons = Counter(reason.detail for each in flagged for reason in each.reasons)
    assert reasons == {
        "the sentence rests on 103.1, which does not exist": 5,
        "the sentence rests on 901.1, which does not exist": 1,
    }


def test_points_of_the_prompt_s_example_do_not_reach_the_brief(small: CheckedBrief) -> None:
    """The model gave them as points of the articles."""
    recorded = (cassettes.FOLDER / f"{CASSETTE}.yaml").read_text(encoding="utf-8")
    assert recorded.count("Council of Lund") > 2
    assert "Lund" not in as_json.render(small)
    dropped = [note for note in small.draft.notes if note.endswith("dropped: not in the article's prose.")]
    assert [note.split(" of source ")[1][:3] for note in dropped] == ["101", "103", "104", "105"]


def test_what_is_supported_stands_in_the_cited_source(small: CheckedBrief) -> None:
    texts = {source.id: source.text for source in read([str(path) for path in sorted(SEEDS.glob("1*.txt"))]).sources}
    supported = {
        each.claim.text: {(place.source, place.quote) for place in each.evidence}
        for each in small.claims.values()
        if each.verdict is Verdict.SUPPORTED
    }
    assert {text: {source for source, _ in places} for text, places in supported.items()} == {
        VOGT: {"102"},
        "The exchange is highly likely to be carried out within weeks, because both governments gain by it at home.": {
            "101"
        },
    }
    words = {" ".join(text.casefold().rstrip(".").split()) for text in supported}
    assert all(any(said in " ".join(text.casefold().split()) for text in texts.values()) for said in words)


def test_who_said_it_is_told_where_the_model_does_not(small: CheckedBrief) -> None:
    said = [each for each in small.claims.values() if each.claim.text == VOGT and each.verdict is Verdict.SUPPORTED]
    assert said
    assert all("102 has this from Lena Vogt" in [reason.detail for reason in each.reasons] for each in said)
