"""Markdown drafts: what is a claim, what is none, and where each stands in the file."""

from pathlib import Path

import pytest

from briefing.domain.proof import GivenDraft
from briefing.drafts import read_draft
from briefing.drafts.markdown import notes


def draft(tmp_path: Path, text: str, name: str = "draft.md") -> GivenDraft:
    path = tmp_path / name
    path.write_bytes(text.encode())
    return read_draft(str(path))


def texts(given: GivenDraft) -> list[str]:
    return [each.claim.text for each in given.claims]


def written(given: GivenDraft) -> list[str]:
    return [given.text[each.start : each.end] for each in given.claims]


def passed(given: GivenDraft) -> dict[str, str]:
    return {given.text[each.start : each.end]: each.why for each in given.passed_over}


MIXED = """\
---
title: The port reopened.
date: 2025-03-04
---

# The port of Varna reopened

Dear colleagues,

The **port** of [Varna](https://example.org/a "It burned down.") reopened[^1] on 3&nbsp;March, and the
harbour *master* welcomed it.[^2] What will it cost? `Sluice` gates held.

> Petrova said that the queue
> was long.

- Two cranes were damaged.
  - A silo burned
- [Read the whole report](https://example.org/b)
- Sources

| who | what happened |
|---|---|
| Port | The port closed on 1 March. |

```
The harbour was sold.
```

<!-- The mayor resigned. -->

![The storm killed ten.](storm.png)

<https://example.org/c>

[^1]: The fleet sank.
[^2]: The pier fell
    and was not rebuilt.

Kind regards,
Elena
"""


def test_what_is_a_claim_and_what_is_none(tmp_path: Path) -> None:
    given = draft(tmp_path, MIXED)
    assert texts(given) == [
        "The port of Varna reopened on 3 March, and the harbour master welcomed it.",
        "Sluice gates held.",
        "Petrova said that the queue was long.",
        "Two cranes were damaged.",
        "The port closed on 1 March.",
    ]
    why = passed(given)
    assert why["The port of Varna reopened"] == "heading"
    assert why["Dear colleagues,"] == "greeting"
    assert why["What will it cost?"] == "question"
    assert why["[Read the whole report](https://example.org/b)"] == "link"
    assert why["A silo burned"] == "label"
    assert "code" in why.values()
    assert given.date is not None
    assert given.date.isoformat() == "2025-03-04"


def test_a_claim_is_the_sentence_as_written(tmp_path: Path) -> None:
    given = draft(tmp_path, MIXED)
    assert written(given)[:3] == [
        'The **port** of [Varna](https://example.org/a "It burned down.") reopened[^1] on 3&nbsp;March, and the\n'
        "harbour *master* welcomed it.",
        "`Sluice` gates held.",
        "Petrova said that the queue\n> was long.",
    ]
    assert given.claims[0].notes == ("1", "2")
    assert given.claims[0].line == 10
    assert given.text[given.claims[0].end : given.claims[0].after] == "[^2]"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**Kyiv** rejected it.", "Kyiv rejected it."),
        ("*Kyiv rejected it.*", "Kyiv rejected it."),
        ("__Kyiv__ and _Minsk_ rejected it.", "Kyiv and Minsk rejected it."),
        ("The file data_set_2 was 5 * 3 rows.", "The file data_set_2 was 5 * 3 rows."),
        ("He said 5 \\* 3 is \\[wrong\\].", "He said 5 * 3 is [wrong]."),
        ("Kyiv &amp; Minsk rejected it.", "Kyiv & Minsk rejected it."),
        ("Kyiv <b>never</b> rejected it.", "Kyiv never rejected it."),
        ("Kyiv [rejected][r] it.\n\n[r]: https://example.org", "Kyiv rejected it."),
        ("Kyiv rejected it[2] on Friday.", "Kyiv rejected it on Friday."),
        ("Kyiv rejected it.¹ ", "Kyiv rejected it."),
        ("The area is 5 km² wide.", "The area is 5 km² wide."),
        ("Kyiv rejected it.[^1] **[contradicted; altered quotation]**[^2]", "Kyiv rejected it."),
        ("Kyiv rejected it.\r\n", "Kyiv rejected it."),
        ("1. Kyiv rejected it.", "Kyiv rejected it."),
        ("- [ ] Kyiv rejected it.", "[ ] Kyiv rejected it."),
        ("<div>\n<p>Kyiv rejected it.</p>\n</div>", "Kyiv rejected it."),
        ("Kyiv~~Minsk~~ rejected it.", "KyivMinsk rejected it."),
    ],
)
def test_marks_fall_away_and_words_stay(tmp_path: Path, source: str, text: str) -> None:
    assert texts(draft(tmp_path, source)) == [text]


def test_emphasis_and_links_at_the_edges_belong_to_the_sentence(tmp_path: Path) -> None:
    given = draft(tmp_path, "**Kyiv** rejected it. Minsk took the [offer.](https://example.org/a) *Rome waited.*\n")
    assert written(given) == [
        "**Kyiv** rejected it.",
        "Minsk took the [offer.](https://example.org/a)",
        "*Rome waited.*",
    ]


def test_a_mark_goes_before_the_backslash_of_a_line_break(tmp_path: Path) -> None:
    given = draft(tmp_path, "The port reopened.\\\nThe **silo** burned.\\\nNobody was *hurt*.\n")
    assert texts(given) == ["The port reopened.", "The silo burned.", "Nobody was hurt."]
    assert [given.text[: each.after][-6:] for each in given.claims] == ["pened.", "urned.", "hurt*."]


def test_a_reported_question_is_a_claim(tmp_path: Path) -> None:
    given = draft(tmp_path, "Petrova asked: “Will it hold?” “Will it hold?” Will it?\n")
    assert texts(given) == ["Petrova asked: “Will it hold?”"]


def test_a_sentence_without_a_full_stop_is_not_let_off(tmp_path: Path) -> None:
    given = draft(
        tmp_path, "- The mayor of Varna has resigned\n- Varna\n\n| The mayor was said to have fled | Yes |\n|-|-|\n"
    )
    assert texts(given) == ["The mayor of Varna has resigned", "The mayor was said to have fled"]


def test_a_line_that_only_looks_like_front_matter_is_read(tmp_path: Path) -> None:
    assert texts(draft(tmp_path, "The mayor resigned.\n\n---\n\nThe port closed.\n")) == [
        "The mayor resigned.",
        "The port closed.",
    ]


def test_nothing_hides_in_nesting_that_the_parser_gives_up_on(tmp_path: Path) -> None:
    given = draft(tmp_path, "The port closed.\n\n" + "> " * 200 + "The mayor has fled.\n\nThe pier fell.\n")
    assert texts(given) == ["The port closed.", "The mayor has fled.", "The pier fell."]


def test_windows_line_ends_move_nothing(tmp_path: Path) -> None:
    given = draft(tmp_path, "# Port\r\n\r\nThe port\r\nreopened.\r\n\r\n- Two *cranes* fell.\r\n")
    assert written(given) == ["The port\r\nreopened.", "Two *cranes* fell."]
    assert [each.line for each in given.claims] == [3, 6]


def test_what_looks_like_a_footnote_in_code_is_code(tmp_path: Path) -> None:
    text = "The port reopened.\n\n```\n[^1]: The port was sold.\n```\n\n[^2]: A note.\n"
    assert passed(draft(tmp_path, text)) == {"```\n[^1]: The port was sold.\n```": "code"}
    assert notes(text) == {"2": "A note."}


def test_an_escaped_footnote_mark_is_words(tmp_path: Path) -> None:
    [claim] = draft(tmp_path, "The port reopened \\[^1] on Friday.[^2]\n").claims
    assert (claim.claim.text, claim.notes) == ("The port reopened [^1] on Friday.", ("2",))
