"""Bad input ends in one line that names the thing and the remedy, a documented exit code, and nothing half-written."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing import checking
from briefing.domain.brief import Draft
from briefing.domain.claim import CheckedClaim, Reason, Verdict
from tests.cli.conftest import SEEDS, Outcome

Briefing = Callable[..., Outcome]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text(
        "Harbour reopens after the storm\n\n"
        "The port of Varna reopened on 3 March 2025 after a storm had closed it for two days. "
        "Harbour master Elena Petrova said that 14 ships were waiting outside the breakwater. "
        "“We will clear the queue by Friday,” Petrova told reporters.\n\n"
        "The storm damaged two cranes and a grain silo. Repairs are likely to take until the summer.\n",
        encoding="utf-8",
    )
    return path


def pdf(pages: int, password: str | None = None) -> bytes:
    import io

    from pypdf import PdfWriter

    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=200, height=200)
    if password:
        writer.encrypt(password)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "no words"),
        ("binary.txt", bytes(range(256)) * 40, "binary"),
        ("nopages.pdf", pdf(0), "page"),
        ("scan.pdf", pdf(2), "without text"),
        ("locked.pdf", pdf(1, "secret"), "encrypted"),
        ("broken.pdf", b"%PDF-1.7\nnothing follows", "PDF"),
        ("menu.html", b"<html><body><nav><a href=/>Home</a></nav></body></html>", "article"),
    ],
)
def test_an_unreadable_source_is_named_with_its_fault(
    briefing: Briefing, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    output = tmp_path / "brief.md"
    outcome = briefing("generate", path, "-o", output)
    assert outcome.code == 3
    assert name in outcome.complaint
    assert says in outcome.complaint
    assert not output.exists()


def test_a_missing_path_and_an_empty_folder(briefing: Briefing, tmp_path: Path) -> None:
    missing = briefing("generate", tmp_path / "nowhere.txt")
    assert missing.code == 3
    assert "nowhere.txt" in missing.complaint
    (tmp_path / "hollow").mkdir()
    empty = briefing("generate", tmp_path / "hollow")
    assert empty.code == 3
    assert "hollow" in empty.complaint


def test_one_bad_source_among_good_ones_is_skipped_and_listed(
    briefing: Briefing, tmp_path: Path, article: Path
) -> None:
    bad = tmp_path / "binary.txt"
    bad.write_bytes(bytes(range(256)) * 40)
    outcome = briefing("generate", article, bad)
    assert outcome.code == 10
    assert "binary.txt" in outcome.err
    assert "binary.txt" in outcome.out
    assert "Varna" in outcome.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--date", "yesterday"], "YYYY-MM-DD"),
        (["--yardstick", "feelings"], "phia"),
        (["--words", "3"], "50"),
        (["--title", "  "], "--title"),
        (["--writer", "model"], "--model"),
        (["--writer", "extractive", "--model", "m"], "--model"),
        (["--base-url", "http://127.0.0.1:9"], "--model"),
        (["--paper", "napkin"], "letter"),
        (["--on-unsupported", "pray"], "flag"),
    ],
)
def test_flags_that_cannot_be_meant(briefing: Briefing, article: Path, arguments: list[str], says: str) -> None:
    outcome = briefing("generate", article, *arguments)
    assert outcome.code == 2
    assert says in outcome.complaint


def test_no_output_is_written_where_one_cannot_be(briefing: Briefing, tmp_path: Path, article: Path) -> None:
    good = tmp_path / "brief.md"
    outcome = briefing("generate", article, "-o", good, "-o", tmp_path / "nowhere" / "brief.json")
    assert outcome.code == 4
    assert "nowhere" in outcome.complaint
    assert not good.exists()


def test_an_output_of_no_known_form(briefing: Briefing, article: Path) -> None:
    outcome = briefing("generate", article, "-o", "brief.docx")
    assert outcome.code == 4
    assert ".pdf" in outcome.complaint


def test_a_wrong_variable_in_a_template_is_named(briefing: Briefing, tmp_path: Path, article: Path) -> None:
    template = tmp_path / "mine.md.j2"
    template.write_text("# {{ titel }}\n", encoding="utf-8")
    output = tmp_path / "brief.md"
    outcome = briefing("generate", article, "--template", template, "-o", output)
    assert outcome.code == 5
    assert "titel" in outcome.complaint
    assert not output.exists()
    assert briefing("generate", article, "--template", tmp_path / "none.j2").code == 5


def test_a_wrong_filter_in_a_template_is_named(briefing: Briefing, tmp_path: Path, article: Path) -> None:
    template = tmp_path / "mine.md.j2"
    template.write_text("# {{ title | shout }}\n", encoding="utf-8")
    outcome = briefing("generate", article, "--template", template)
    assert outcome.code == 5
    assert "shout" in outcome.complaint


def test_prompts_without_a_model_are_no_silent_wish(briefing: Briefing, tmp_path: Path, article: Path) -> None:
    outcome = briefing("generate", article, "--prompts", tmp_path)
    assert outcome.code == 2
    assert "--model" in outcome.complaint


@pytest.mark.parametrize(
    ("arguments", "says"), [(["--words", "3"], "--words"), (["--on-unsupported", "pray"], "--on-unsupported")]
)
def test_the_option_at_fault_is_named(briefing: Briefing, article: Path, arguments: list[str], says: str) -> None:
    complaint = briefing("generate", article, *arguments).complaint
    assert says in complaint
    assert ".." not in complaint.replace("...", "")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["check", "--source", "x"], "briefing: DRAFT is missing. See briefing check --help"),
        (["eval", "claims"], "briefing: FILE is missing. See briefing eval claims --help"),
        (["check", "x", "--form", "pdf"], "briefing: --form: 'pdf' is not one of 'markdown', "),
    ],
)
def test_what_is_wrong_is_called_as_the_help_calls_it(briefing: Briefing, arguments: list[str], complaint: str) -> None:
    assert briefing(*arguments).complaint.startswith(complaint)


@pytest.mark.parametrize("arguments", [[], ["eval"]])
def test_a_bare_command_shows_its_help_as_it_is_laid_out(briefing: Briefing, arguments: list[str]) -> None:
    outcome = briefing(*arguments)
    assert outcome.code == 2
    assert outcome.err.startswith("Usage: briefing")
    assert "\nCommands:\n" in outcome.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device to write to")
def test_standard_output_that_cannot_be_written(article: Path) -> None:
    command = [sys.executable, "-m", "briefing", "generate", "-q", str(article)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 4
    assert "standard output" in done.stderr
    assert "-o" not in done.stderr  # not every command has it
    closed = subprocess.run(["sh", "-c", '"$@" >&-', "sh", *command], stderr=subprocess.PIPE, text=True)
    assert closed.returncode == 4
    assert "closed" in closed.stderr


def test_articles_in_which_nothing_can_be_read_are_no_silent_success(briefing: Briefing, tmp_path: Path) -> None:
    path = tmp_path / "word.txt"
    path.write_text("Nothing\n", encoding="utf-8")
    outcome = briefing("generate", "-q", path)
    assert outcome.code == 0
    assert "no source gave a sentence" in outcome.complaint


def test_an_endpoint_that_is_down_is_an_error_and_no_fall_back(
    briefing: Briefing, tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tenacity.nap.time.sleep", lambda _: None)
    output = tmp_path / "brief.md"
    outcome = briefing("generate", article, "--model", "m", "--base-url", "http://127.0.0.1:9/v1", "-o", output)
    assert outcome.code == 6
    assert "127.0.0.1:9" in outcome.complaint
    assert not output.exists()


def test_on_unsupported_fail_writes_nothing(
    briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_holds(draft: Draft, *_: object, **__: object) -> dict[str, CheckedClaim]:
        reasons = (Reason(check="evidence", detail="no source says so"),)
        return {
            claim.id: CheckedClaim(claim=claim, verdict=Verdict.UNSUPPORTED, reasons=reasons) for claim in draft.claims
        }

    monkeypatch.setattr(checking, "check", none_holds)
    output = tmp_path / "brief.md"
    outcome = briefing("generate", SEEDS, "--on-unsupported", "fail", "-o", output)
    assert outcome.code == 7
    assert not output.exists()
    dropped = briefing("generate", SEEDS, "--on-unsupported", "drop", "-o", output)
    assert dropped.code == 0
    assert "no source says so" in output.read_text(encoding="utf-8")
