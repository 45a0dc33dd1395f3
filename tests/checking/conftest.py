"""Sources made from a few sentences, and a checker over them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from briefing.checking import Checker, Index
from briefing.domain.claim import CheckedClaim, Claim, Section
from briefing.domain.source import Source
from briefing.domain.yardstick import PHIA
from tests.comparing.articles import article

Build = Callable[..., Source]
Check = Callable[..., CheckedClaim]


def build(id: str, text: str, *, published: date | None = date(2024, 3, 4), author: str | None = None) -> Source:
    """A source of one paragraph a line, of which nothing is known but its day."""
    return replace(article(id, text, publisher=None, published=published), author=author)


@pytest.fixture
def source() -> Build:
    return build


@pytest.fixture
def check() -> Check:
    """`check(text, *sources, **fields of the claim)`: sources are texts or `Source`s; the claim's verdict."""

    def run(text: str, *sources: str | Source, **fields: object) -> CheckedClaim:
        built = [each if isinstance(each, Source) else build(str(n), each) for n, each in enumerate(sources, 1)]
        claim = Claim(id="c", text=text, **({"section": Section.BODY} | fields))  # type: ignore[arg-type]
        checked = Checker(Index(built), yardstick=PHIA).check(claim)
        by_id = {each.id: each for each in built}
        for evidence in checked.evidence:
            assert by_id[evidence.source].text[evidence.start : evidence.end] == evidence.quote
        return checked

    return run
