"""The annotated draft: marks and footnotes are put in, and nothing else of it changes."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.cli.conftest import Outcome, briefing
from tests.cli.test_check import DRAFT, article, draft, parsed

__all__ = ["article", "briefing", "draft"]  # fixtures

Briefing = Callable[..., Outcome]

_PUT_IN = re.compile(r"\[\^check\d*-\d+\](?: \*\*\[[a-z; ]+\]\*\*)?")


def without(annotated: bytes) -> bytes:
    """What was put in, taken out again."""
    head, _, _ = annotated.decode().rpartition("[^check-1]: ") if b"[^check-1]: " in annotated else ("", "", "")
    return _PUT_IN.sub("", head).encode()


def annotate(briefing: Briefing, draft: Path, article: Path, *more: object) -> bytes:
    out = draft.parent / "checked.md"
    assert briefing("check", draft, "--source", article, "-q", "--annotate", out, *more).code == 0
    return out.read_bytes()


def test_marks_and_footnotes_are_put_in(briefing: Briefing, draft: Path, article: Path) -> None:
    text = annotate(briefing, draft, article).decode()
    assert "reopened on 3 March 2025.[^check-1] Harbour" in text
    assert "outside\nthe breakwater.[^check-2] **[contradicted]** Who will pay?" in text
    assert "altered quotation]**" in text
    assert re.search(r'^\[\^check-1\]: supported; stands in harbour\.txt, characters 33-117: "The port', text, re.M)
    assert re.search(r"^\[\^check-2\]: contradicted; number: .*against it harbour\.txt, characters", text, re.M)
    rendered = MarkdownIt("commonmark").render(text.replace("[^", "[").replace("]:", "\\]:"))
    assert "<h1>The port of Varna</h1>" in rendered


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "", "\n\n\n"])
def test_all_else_stays_byte_for_byte(
    briefing: Briefing, draft: Path, article: Path, newline: str, mark: str, end: str
) -> None:
    data = (mark + DRAFT.rstrip("\n") + end).replace("\n", newline).encode()
    draft.write_bytes(data)
    back = without(annotate(briefing, draft, article))
    assert back.startswith(data)
    assert back[len(data) :].strip() == b""


def test_labels_of_the_draft_are_not_taken(briefing: Briefing, draft: Path, article: Path) -> None:
    draft.write_text("The port of Varna reopened.[^check-1]\n\n[^check-1]: The pier fell.\n", encoding="utf-8")
    text = annotate(briefing, draft, article).decode()
    assert "reopened.[^check-1][^check1-1]" in text
    assert text.count("[^check-1]:") == 1
    assert text.count("[^check1-1]:") == 1


def test_a_mark_that_stands_there_is_not_put_in_twice(briefing: Briefing, draft: Path, article: Path) -> None:
    once = annotate(briefing, draft, article)
    draft.write_bytes(once)
    again = annotate(briefing, draft, article)
    assert once.count(b"**[contradicted]**") == again.count(b"**[contradicted]**") > 0


def test_an_annotated_draft_can_be_checked_and_is_no_source(briefing: Briefing, draft: Path, article: Path) -> None:
    annotate(briefing, draft, article)
    first = parsed(briefing("check", draft, "--source", article, "--json"))
    again = parsed(briefing("check", draft.parent / "checked.md", "--source", article, "--json"))
    assert [claim["text"] for claim in again["claims"]] == [claim["text"] for claim in first["claims"]]
    assert again["counts"] == first["counts"]
    outcome = briefing("check", draft, "--source", draft.parent, "--json")
    assert outcome.code == 10
    assert "annotated by this program" in outcome.err
    assert parsed(outcome)["counts"] == first["counts"]
    over = briefing("check", draft, "--source", draft.parent, "-q", "--annotate", draft.parent / "checked.md")
    assert over.code == 0


def test_nothing_that_is_needed_is_overwritten(briefing: Briefing, draft: Path, article: Path) -> None:
    kept = article.read_bytes()
    own = briefing("check", draft, "--source", article, "--annotate", draft)
    assert own.code == 4
    assert "is the draft" in own.complaint
    assert "--replace" in own.complaint
    assert draft.read_text(encoding="utf-8") == DRAFT
    source = briefing("check", draft, "--source", article, "--annotate", article, "--replace")
    assert source.code == 4
    assert "one of the sources" in source.complaint
    assert article.read_bytes() == kept
    assert briefing("check", draft, "--source", article, "-q", "--annotate", draft, "--replace").code == 0
    assert "**[contradicted]**" in draft.read_text(encoding="utf-8")
    nowhere = briefing("check", draft, "--source", article, "--annotate", draft.parent / "none" / "out.md")
    assert nowhere.code == 4


def test_json_lines_have_no_room_for_marks(briefing: Briefing, tmp_path: Path, article: Path) -> None:
    rows = tmp_path / "claims.jsonl"
    rows.write_text('{"id": "1", "claim": "The port reopened."}\n', encoding="utf-8")
    outcome = briefing("check", rows, "--source", article, "--annotate", tmp_path / "out.md")
    assert outcome.code == 2
    assert "--json" in outcome.complaint
    assert not (tmp_path / "out.md").exists()
