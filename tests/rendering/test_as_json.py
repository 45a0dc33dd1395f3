"""The JSON brief: as documented, exact to the character, the same every time."""

import json
import re
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from jsonschema import Draft202012Validator, FormatChecker

from briefing.domain.claim import Evidence, Stance, Verdict
from briefing.rendering import as_json, json_text
from briefing.rendering.layout import lay_out
from rendering.invented import BRIEF, DRAFT, SOURCES, saying
from rendering.texts import texts

DOCS = Path(__file__).resolve().parents[2] / "docs"
SCHEMA = json.loads((DOCS / "brief.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
DOCUMENTED = (DOCS / "json.md").read_text(encoding="utf-8")


def rendered(brief: Any = BRIEF, **options: Any) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(as_json.render(brief, **options))
    return value


def strict(schema: Any) -> Any:
    """The schema with no room for fields that it does not describe."""
    if isinstance(schema, dict):
        closed = {key: strict(value) for key, value in schema.items()}
        if "required" in schema and "properties" in schema:
            closed["additionalProperties"] = False
        return closed
    return [strict(entry) for entry in schema] if isinstance(schema, list) else schema


def test_the_schema_is_one_and_describes_every_field() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(strict(SCHEMA)).validate(rendered(kept={"003": "brief.sources/003.txt"}))


def test_a_wrong_brief_does_not_pass() -> None:
    for change in (
        {"date": "12 April 2031"},
        {"form": "briefing 2"},
        {"counts": {"sure": 1}},
        {"claims": [{**rendered()["claims"][0], "evidence": []}]},
    ):
        assert not VALIDATOR.is_valid({**rendered(), **change})


def test_every_field_is_in_the_documentation() -> None:
    def names(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*map(names, value.values()))
        return set().union(*map(names, value)) if isinstance(value, list) else set()

    value = rendered()
    fields = names({**value, "prompts": {}, "counts": {}, "cost": {**value["cost"], "stages": {}}})
    assert {field for field in fields if not re.search(rf"`{field}(\[\])*`", DOCUMENTED)} == set()


def test_every_span_slices_to_its_quote() -> None:
    brief = saying("😀 e\u0301\n中")
    value = rendered(brief)
    sources = {source.id: source.text for source in brief.sources}
    places = [place for claim in value["claims"] + value["dropped"] for place in claim["evidence"]]
    places += [place for each in value["disagreements"] for side in each["sides"] for place in side["evidence"]]
    assert len(places) > 30
    assert all(sources[place["source"]][place["start"] : place["end"]] == place["quote"] for place in places)


def test_the_parts_point_to_claims_that_are_there() -> None:
    value = rendered()
    ids = [claim["id"] for claim in value["claims"]]
    used = [*value["summary"], *chain(*value["paragraphs"]), *(each["claim"] for each in value["forecast"])]
    used += chain(*(each["claims"] for each in value["summaries"]))
    assert sorted(used) == sorted(ids)
    assert [claim["id"] for claim in value["dropped"]] == ["b7"]


def test_what_the_brief_says_of_its_sources_and_forecasts() -> None:
    value = rendered(kept={"003": "brief.sources/003.txt"})
    herald, _, _, page, copy = value["sources"]
    assert herald["published"] == "2031-04-09"
    assert herald["boilerplate"] == [[SOURCES[0].text.index("Share"), len(SOURCES[0].text)]]
    assert (herald["extracted"], herald["text"]) == (False, None)
    assert (page["extracted"], page["text"]) == (True, "brief.sources/003.txt")
    assert copy["duplicate_of"] == "000"
    assert (herald["also_in"], copy["also_in"]) == (["articles/copy/000_herald.txt"], [])
    assert value["forecast"][2] == {
        "horizon": "long-term",
        "from": "2031-04-11",
        "until": None,
        "term": "realistic possibility",
        "band": [40, 50],
        "attributed_to": "Courier",
        "claim": "f3",
        "resolution": None,
        "notes": ["no date: not scorable"],
    }
    assert value["counts"]["contradicted"] == 3


@settings(max_examples=40, deadline=None)
@given(texts)
def test_any_text_comes_back_as_it_was(words: str) -> None:
    value = rendered(saying(words))
    VALIDATOR.validate(value)
    assert value["title"] == words
    assert {claim["text"] for claim in value["claims"]} == {words}


def test_a_path_that_is_no_text_can_be_written_and_read_back() -> None:
    odd = as_json.render(replace(BRIEF, sources=(*SOURCES[:4], replace(SOURCES[4], path="in/caf\udce9.txt"))))
    assert json.loads(odd.encode())["sources"][4]["path"] == "in/caf\udce9.txt"


def test_the_same_brief_gives_the_same_text() -> None:
    shuffled = replace(BRIEF, claims=dict(reversed(BRIEF.claims.items())))
    text = as_json.render(BRIEF)
    assert text == as_json.render(shuffled)
    assert text.startswith('{\n  "form": "briefing 1",\n  "title": "Oderhaven: ')
    assert text.endswith("\n}\n")
    assert "“" in text


def test_a_brief_of_many_claims_comes_in_pieces_none_of_which_grows_with_it() -> None:
    one = BRIEF.claims[DRAFT.claims[0].id]
    checked = {f"c{number}": replace(one, claim=replace(one.claim, id=f"c{number}")) for number in range(1000, 3000)}
    many = replace(BRIEF, draft=replace(DRAFT, claims=tuple(each.claim for each in checked.values())), claims=checked)
    pieces = list(as_json.pieces(many))
    whole = as_json.render(many)
    assert "".join(pieces) == whole == json_text.dumped(json.loads(whole))
    assert len(whole) > 20 * len(as_json.render(BRIEF))
    assert max(map(len, pieces)) <= max(map(len, as_json.pieces(BRIEF)))


def test_an_unknown_price_is_null() -> None:
    costs = {**DRAFT.costs, "consolidate": replace(DRAFT.costs["consolidate"], usd=None)}
    cost = rendered(replace(BRIEF, draft=replace(DRAFT, costs=costs, priced=None)))["cost"]
    assert cost["usd"] is None
    assert cost["stages"]["consolidate"]["usd"] is None
    assert cost["stages"]["summarize"]["usd"] == 0.014
    assert cost["priced"] is None


def test_what_is_only_near_is_told_as_such() -> None:
    """A place that bears nothing out is in the JSON, and never cited as evidence."""
    id, claim = next((id, claim) for id, claim in BRIEF.claims.items() if claim.verdict is Verdict.UNSUPPORTED)
    source = SOURCES[0]
    near = Evidence(source=source.id, start=0, end=4, quote=source.text[:4], stance=Stance.NEAREST)
    told = replace(claim, evidence=(near,), score=0.123456)
    brief = replace(BRIEF, claims={**BRIEF.claims, id: told})
    value = rendered(brief)
    VALIDATOR.validate(value)
    for evidence in ([], [{"source": source.id, "start": 0, "end": 4, "quote": near.quote, "stance": "nearest"}]):
        unproved = {**value["claims"][0], "verdict": "supported", "evidence": evidence}
        assert not VALIDATOR.is_valid({**value, "claims": [unproved]})
    [entry] = [entry for entry in value["claims"] if entry["id"] == id]
    assert (entry["score"], entry["evidence"][0]["stance"]) == (0.1235, "nearest")
    line = next(line for line in lay_out(brief, annex=True).lines if line.id == id)
    assert (line.notes, line.against) == ((), ())
