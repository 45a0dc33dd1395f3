"""Whatever a draft holds, its claims are in order, apart, and made of words that stand where they say."""

import html
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.domain.proof import Form, GivenDraft
from briefing.drafts import read_draft
from briefing.errors import DraftError

PIECES = st.sampled_from(
    [
        *(
            "The port reopened. ",
            "Kyiv rejected it",
            "Who knows? ",
            "“No,” he said.",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            " ",
            "\t",
        ),
        *("# ", "> ", "- ", "1. ", "    ", "| a | b |\n|---|---|\n| The port closed. | x\\|y |\n", "```\n", "`x`"),
        *("**", "*", "_", "~~", "[", '](http://x.y "a b")', "[^1]", "[^1]: ", "[r]", "[r]: http://x.y\n", "![", "<b>"),
        *("</b>", "<!--", "-->", "<div>\n", "</div>\n", "&amp;", "&nbsp;", "&#65;", "\\", "\\*", "---\n", "===\n"),
        *("\u200b", "\u202e", "مرحبا بالعالم. ", "日本は勝った。", "e\u0301te\u0301 ", "🙂", "\u2028", "\x0c", "\x00"),
        *("**[contradicted]**", "[12]", "¹"),
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=80))
FORMS = st.sampled_from([Form.MARKDOWN, Form.TEXT])


def read(text: str, form: Form) -> GivenDraft | None:
    try:
        return read_draft("-", stdin=text.encode("utf-8", "replace"), form=form)
    except DraftError:
        return None


@settings(max_examples=400, deadline=None)
@given(TEXTS, FORMS)
@example("**A b.** [c d.](http://x) *e f.*", Form.MARKDOWN)
@example("\u2028\nThe port reopened. ", Form.MARKDOWN)
@example("> - | a b c d e f |\n> - |---|", Form.MARKDOWN)
def test_claims_are_in_range_in_order_and_apart(text: str, form: Form) -> None:
    draft = read(text, form)
    if draft is None:
        return
    at = 0
    for claim in draft.claims:
        assert at <= claim.start < claim.end <= claim.after <= len(draft.text)
        at = claim.after
    assert len({claim.claim.id for claim in draft.claims}) == len(draft.claims)


@settings(max_examples=400, deadline=None)
@given(TEXTS, FORMS)
def test_every_word_of_a_claim_stands_in_its_place(text: str, form: Form) -> None:
    draft = read(text, form)
    if draft is None:
        return
    for claim in draft.claims:
        letters = re.sub(r"[\W_]", "", claim.claim.text)
        place = draft.text[claim.start : claim.end]
        both = re.sub(r"&#?\w+;", lambda entity: entity[0] + html.unescape(entity[0]), place)
        assert within(letters, both), (claim.claim.text, place)


def within(letters: str, place: str) -> bool:
    """Whether the letters stand there in this order."""
    there = iter(place)
    return all(char in there for char in letters)


def test_the_pieces_do_make_claims() -> None:
    draft = read("# The port\n\n> **The port** reopened[^1]. Kyiv &amp; Rome *rejected it.*\n", Form.MARKDOWN)
    assert draft is not None
    assert [claim.claim.text for claim in draft.claims] == ["The port reopened.", "Kyiv & Rome rejected it."]
