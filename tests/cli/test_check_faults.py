"""What goes wrong around a check is told in one line, and nothing is half-written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Outcome
from tests.cli.test_check import article, draft, parsed

__all__ = ["article", "draft"]  # fixtures

Briefing = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.md", None, "no draft"),
        ("empty.md", b"", "is empty"),
        ("blank.md", b" \n\n", "is empty"),
        ("binary.md", bytes(range(256)) * 40, "binary"),
        ("heading.md", b"# A heading\n\nWill it hold?\n", "claims nothing (it has 1 heading, 1 question)"),
        ("brief.json", b'{"form": "briefing 1"}', "neither Markdown nor plain text"),
        ("brief.pdf", b"%PDF-1.7", "neither Markdown nor plain text"),
        ("rows.jsonl", b'{"id": "1", "claim": "x y"}\n{"id": 2', "line 2"),
        ("twice.jsonl", b'{"id": "1", "claim": "x"}\n{"id": "1", "claim": "y"}', "'1' is that of line 1"),
    ],
)
def test_a_draft_that_cannot_be_checked(
    briefing: Briefing, tmp_path: Path, article: Path, name: str, content: bytes | None, says: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    outcome = briefing("check", path, "--source", article)
    assert outcome.code == 3
    assert says in outcome.complaint
    assert name in outcome.complaint


def test_a_folder_is_no_draft(briefing: Briefing, article: Path) -> None:
    assert "is a folder" in briefing("check", article.parent, "--source", article).complaint


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "--source"),
        (["--source", "-", "--source", "x", "extra.md"], "--source 'wire/*.txt'"),
        (["--fail-on", "wrong"], "contradicted, unsupported, disputed, unchecked, altered, wrong-speaker, not-found"),
        (["--fail-on", ","], "--fail-on is empty"),
        (["--only", "true"], "supported"),
        (["--date", "yesterday"], "YYYY-MM-DD"),
        (["--yardstick", "feelings"], "phia"),
        (["--form", "pdf"], "markdown"),
        (["--model", "m"], "--judge model"),
        (["--base-url", "http://127.0.0.1:9"], "--judge model"),
        (["--judge", "model"], "BRIEFING_MODEL"),
        (["--prompts", "."], "--judge model"),
        (["--replace"], "--annotate"),
    ],
)
def test_flags_that_cannot_be_meant(briefing: Briefing, draft: Path, arguments: list[str], says: str) -> None:
    outcome = briefing("check", draft, *arguments)
    assert outcome.code == 2
    assert says in outcome.complaint


def test_standard_input_cannot_be_both(briefing: Briefing) -> None:
    outcome = briefing("check", "-", "--source", "-", stdin=b"The port reopened.")
    assert outcome.code == 2
    assert "both draft and source" in outcome.complaint


def test_a_draft_is_no_evidence_for_itself(briefing: Briefing, article: Path, draft: Path) -> None:
    copy = article.parent / "copy-of-the-draft.md"
    copy.write_bytes(draft.read_bytes())
    found = parsed(briefing("check", copy, "--source", article.parent, "--json"))
    assert [source["path"] for source in found["sources"]] == [str(article)]
    assert any("left out" in notice and "copy-of-the-draft" in notice for notice in found["notices"])
    other = parsed(briefing("check", draft, "--source", article.parent, "--json"))
    assert other["counts"] == found["counts"]
    assert [source["path"] for source in other["sources"]] == [str(article)]
    alone = briefing("check", draft, "--source", draft)
    assert alone.code == 3
    assert "no draft is evidence for itself" in alone.complaint


def test_a_source_that_cannot_be_read_is_told_and_has_its_exit_code(
    briefing: Briefing, article: Path, draft: Path
) -> None:
    (article.parent / "picture.txt").write_bytes(bytes(range(256)) * 40)
    outcome = briefing("check", draft, "--source", article.parent, "-q")
    assert outcome.code == 10
    assert "picture.txt" in outcome.complaint
    failing = briefing("check", draft, "--source", article.parent, "-q", "--fail-on", "contradicted")
    assert failing.code == 8


def test_a_check_that_breaks_is_shown_and_fails_closed(
    briefing: Briefing, draft: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.checking import checks

    def broken(*_: object) -> list[object]:
        raise RuntimeError("the check broke")

    monkeypatch.setitem(checks.QUOTES, "quote", broken)
    outcome = briefing("check", draft, "--source", article, "--fail-on", "unchecked")
    assert outcome.code == 8
    assert "unchecked" in outcome.out
    assert "the check broke" in outcome.out


def test_signs_that_steer_a_terminal_are_shown_not_obeyed(briefing: Briefing, tmp_path: Path) -> None:
    source = tmp_path / "source.txt"
    source.write_text(
        "The port of Varna reopened \x1b[2Jon 3 March 2025. "
        + "Ships were waiting outside the breakwater for days. " * 9,
        encoding="utf-8",
    )
    path = tmp_path / "draft.md"
    path.write_text(
        "The port of Varna \x1b[31mreopened on 3 March \u202e2025. " + "It was a long wait for all. " * 9,
        encoding="utf-8",
    )
    out = briefing("check", path, "--source", source).out
    assert "reopened" in out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_an_endpoint_that_is_down_leaves_the_verdict_of_the_checks(
    briefing: Briefing, draft: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tenacity.nap.time.sleep", lambda _: None)
    alone = parsed(briefing("check", draft, "--source", article, "--json"))
    outcome = briefing(
        "check", draft, "--source", article, "--json", "--judge", "model", "--model", "m",
        "--base-url", "http://127.0.0.1:9/v1",
    )  # fmt: skip
    judged = parsed(outcome)
    assert judged["counts"] == alone["counts"]
    assert any("gave no usable answer" in notice for notice in judged["notices"])
    assert outcome.code == 6
    assert "the model gave no usable answer about" in outcome.err
    assert "Their reasons say why; run the same command again: what was answered is stored" in outcome.err
    assert any(reason["check"] == "judge" for claim in judged["claims"] for reason in claim["reasons"])


def test_a_copy_among_the_sources_is_told_and_counts_once(briefing: Briefing, article: Path, draft: Path) -> None:
    copy = article.with_name("copy.txt")
    copy.write_text(article.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    found = parsed(briefing("check", draft, "--source", article, "--source", copy, "--json"))
    assert sorted(bool(source["duplicate_of"]) for source in found["sources"]) == [False, True]
