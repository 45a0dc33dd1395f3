"""Plain text drafts."""

from pathlib import Path

from tests.drafts.test_markdown import draft, passed, texts, written

WRAPPED = """\
Harbour reopens after the storm

The port of Varna reopened on 3 March 2025 after a storm had closed it for
two days, and harbour master Elena Petrova said that fourteen ships had been
waiting outside the breakwater[1] since the first of the month. Will the queue be
cleared by Friday? Nobody at the port would say so on the record this week, and
the shipping companies kept silent as well.

  * The storm damaged two cranes.
  * Costs

Best regards,
"""


def test_hard_wrapped_lines_are_one_sentence(tmp_path: Path) -> None:
    given = draft(tmp_path, WRAPPED, "draft.txt")
    assert texts(given)[0].endswith("waiting outside the breakwater since the first of the month.")
    assert "closed it for two days" in texts(given)[0]
    assert "closed it for\ntwo days" in written(given)[0]
    assert texts(given)[-1] == "The storm damaged two cranes."
    assert len(texts(given)) == 3


def test_what_is_no_claim(tmp_path: Path) -> None:
    why = passed(draft(tmp_path, WRAPPED, "draft.txt"))
    assert why["Harbour reopens after the storm"] == "heading"
    assert why["Will the queue be\ncleared by Friday?"] == "question"
    assert why["Costs"] == "label"
    assert why["Best regards,"] == "greeting"


def test_windows_line_ends_and_a_byte_order_mark(tmp_path: Path) -> None:
    given = draft(tmp_path, "\ufeffThe port reopened.\r\nThe storm\r\npassed.\r\n", "draft.txt")
    assert given.byte_order_mark
    assert texts(given)[0] == "The port reopened."
    assert written(given)[0] == "The port reopened."


def test_the_last_line_is_no_heading(tmp_path: Path) -> None:
    assert texts(draft(tmp_path, "The mayor of Varna has resigned", "draft.txt")) == ["The mayor of Varna has resigned"]


def test_lines_below_one_another_are_no_headings(tmp_path: Path) -> None:
    given = draft(
        tmp_path, "The mayor of Varna has\nresigned, and so has\nthe harbour master. Nobody\nsaid why.", "draft.txt"
    )
    assert passed(given) == {}
    assert " ".join(texts(given)).startswith("The mayor of Varna has")
