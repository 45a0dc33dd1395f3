"""Where on a page the article is: also where a stub stands in the place in which one looks for it."""

from typing import Any

import pytest
import trafilatura

from briefing.reading.html import read_html
from briefing.reading.parted import together

_NOTICE = (
    "This copy is for your personal use alone; to order copies for colleagues, clients or customers, write to the "
    "office of the Norwell Post at the address below."
)
_PARAGRAPHS = (
    "Talks between the port of Norwell and its 400 dockers ended on Thursday without a deal, the harbour master said.",
    "“We will meet again next week,” Anna Beck told reporters in the town hall after nine hours of negotiations.",
    "The union said that its members would strike from Monday unless the port raises wages by five percent.",
    "A spokesman for the port said that the demand was too high, and that it would offer three percent instead.",
    "Nobody could say how many ships would have to wait outside the harbour, or who would pay for the delay.",
)


def page(*paragraphs: str) -> str:
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return f"<!DOCTYPE html><html><head><title>Talks</title></head><body><article>{body}</article></body></html>"


def careful(monkeypatch: pytest.MonkeyPatch, *found: str) -> None:
    """As on pages on which care for precision finds these paragraphs and no more."""
    extract = trafilatura.bare_extraction

    def bare_extraction(text: str, **options: Any) -> Any:
        return extract(page(*found) if options["favor_precision"] else text, **options)

    monkeypatch.setattr(trafilatura, "bare_extraction", bare_extraction)


def test_an_article_is_found_where_a_stub_stands_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    careful(monkeypatch, _NOTICE)
    source = read_html(page(_NOTICE, *_PARAGRAPHS).encode())
    assert [each for each in _PARAGRAPHS if each not in source.text] == []


def test_an_article_that_is_no_stub_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    careful(monkeypatch, *_PARAGRAPHS[:3])
    assert _PARAGRAPHS[3] not in read_html(page(*_PARAGRAPHS * 4).encode()).text


def test_a_paragraph_that_comes_back_is_kept_as_often_as_it_is_there() -> None:
    refrain = "The union said once more that nobody at the port had listened to it for a whole year."
    whole = page(*(each for paragraph in _PARAGRAPHS for each in (paragraph, refrain)))
    assert read_html(whole.encode()).text.count(refrain) == len(_PARAGRAPHS)


_FIRST = tuple(
    f"In round {number} of the talks the two sides spoke of pay, of shifts and of holidays." for number in range(9)
)


def parted(
    kind: str = "body", *, more: str = "body", words: tuple[str, ...] = _PARAGRAPHS, article: bool = True
) -> str:
    """An article in two containers, with an advertisement between them."""
    one, other = ("".join(f"<p>{each}</p>" for each in pieces) for pieces in (_FIRST, words))
    inner = (
        f'<div class="part"><div class="{kind}">{one}</div><div class="ad"><p>Buy ropes of Norwell now!</p></div></div>'
        f'<div class="part"><div class="{more}">{other}</div></div>'
    )
    whole = f"<article>{inner}</article>" if article else f"<main>{inner}</main>"
    return f"<!DOCTYPE html><html><head><title>Talks</title></head><body>{whole}</body></html>"


def test_an_article_in_several_containers_is_put_together() -> None:
    text = " ".join(_FIRST)
    whole = together(parted(), text)
    assert whole is not None
    assert whole.index(_FIRST[-1]) < whole.index(_PARAGRAPHS[0]) < whole.index("Buy ropes of Norwell")
    source = read_html(parted().encode())
    assert [each for each in (*_FIRST, *_PARAGRAPHS) if each not in source.text] == []


@pytest.mark.parametrize(
    "page",
    [
        parted(more="related"),
        parted(kind="comment-body", more="comment-body"),
        parted(words=_PARAGRAPHS[:2]),
        parted(words=_FIRST),
        parted(kind="", more=""),
        parted(article=False),
        "",
        "<?xml version='1.0' encoding='utf-8'?><html><body><p>x</p></body></html>",
    ],
)
def test_what_may_be_no_part_of_the_article_stays_where_it_is(page: str) -> None:
    assert together(page, " ".join(_FIRST)) is None
