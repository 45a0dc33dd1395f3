"""A brief on its way to the store of runs: read back as it was, or not at all."""

import json
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.store.edition_json import decoded, encoded
from tests.store.test_runs import edition, source, told

WHOLE = json.loads(encoded(edition()))


def test_it_comes_back_as_it_was() -> None:
    assert decoded(encoded(edition())) == edition()
    assert json.loads(encoded(edition()))["edition"] == 1


@given(st.text(st.characters()), st.text(st.characters()))
@example("a \ud83d", "\udcff b")
def test_whatever_it_says(words: str, title: str) -> None:
    named = replace(source("201"), title=title, publisher=title, url=title, path=title)
    said = replace(edition(text=words), name=title, title=title, writer=title, sources=(named,))
    found = decoded(encoded(said))
    [seen] = found.sources
    assert found.claims[0].text == written(words)
    assert {found.name, found.title, found.writer} == {written(title)}
    assert {seen.title, seen.publisher, seen.url, seen.path} == {written(title)}
    assert decoded(encoded(found)) == found


def written(text: str) -> str:
    """As UTF-8 can have it."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def test_a_name_that_is_no_text_of_unicode_is_written_out() -> None:
    found = decoded(encoded(replace(edition(), claims=(told("S1", "a\udcff"),), forecasts=())))
    assert found.claims[0].text == "a\\udcff"


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"{", b"[]", b"\xff", b"null", b'{"edition": 2}'),
        *(json.dumps({**WHOLE, "edition": 0}).encode(), json.dumps({**WHOLE, "edition": "1"}).encode()),
        *(json.dumps({name: value for name, value in WHOLE.items() if name != gone}).encode() for gone in WHOLE),
        *(json.dumps({**WHOLE, name: 7}).encode() for name in ("date", "claims", "sources")),
        json.dumps({**WHOLE, "claims": [{**WHOLE["claims"][0], "verdict": "true"}]}).encode(),
        json.dumps({**WHOLE, "sources": [{**WHOLE["sources"][0], "sentences": 7}]}).encode(),
    ],
)
def test_what_another_version_or_nobody_wrote_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        decoded(data)


def test_what_a_later_version_added_is_passed_over() -> None:
    assert decoded(json.dumps({**WHOLE, "more": 7}).encode()) == edition()
