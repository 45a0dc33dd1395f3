"""The README shows what the program really writes, and names what it really has."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, SEEDS, Outcome, briefing

__all__ = ["briefing"]  # the fixture

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_excerpt_is_of_the_brief_that_make_brief_writes(briefing: Callable[..., Outcome], tmp_path: Path) -> None:
    output = tmp_path / "brief.md"
    assert briefing("generate", SEEDS, "--annex", "-o", output).code == 0
    written = output.read_text(encoding="utf-8").splitlines()
    excerpt = re.search(r"<!-- excerpt -->\n```markdown\n(.*?)```", README, re.DOTALL)
    assert excerpt
    lines = [line for line in excerpt[1].splitlines() if line.strip() and line.strip() != "[...]"]
    assert len(lines) >= 8
    assert [line for line in lines if line not in written] == []


def test_every_option_and_exit_code_is_in_the_readme(briefing: Callable[..., Outcome]) -> None:
    shown = briefing("generate", "--help").out
    options = set(re.findall(r"^  .{0,4}?(--[a-z-]+)", shown, re.MULTILINE)) - {"--help"}
    assert len(options) > 10
    assert {option for option in options if option not in README and option != "--output"} == set()
    codes = set(re.findall(r"\b(\d+) [a-z-]", shown.partition("Exit codes: ")[2]))
    assert codes == {"0", "2", "3", "4", "5", "6", "7", "9", "10", "11", "12", "13", "130", "143"}
    assert {code for code in codes if not re.search(rf"^\| (130, )?{code}\b", README, re.MULTILINE)} == set()


def test_what_the_check_of_a_draft_is_shown_to_say_is_what_it_says(
    briefing: Callable[..., Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scores may move with the next fit; all else is held."""
    monkeypatch.chdir(tmp_path)
    Path("draft.md").write_text(
        "The two sides agreed in Istanbul to exchange 1,500 prisoners of war each. "
        "The talks took less than two hours.\n"
        "“The Russian position is clearly acceptable,” Keir Starmer said. Poland paid for the talks.\n",
        encoding="utf-8",
    )

    def unscored(lines: str) -> list[str]:
        return [re.sub(r"score 0\.\d\d", "score", line) for line in lines.splitlines()]

    said = unscored(briefing("check", "draft.md", "--source", SEEDS).out)
    excerpt = re.search(r"<!-- check -->\n```\n(.*?)```", README, re.DOTALL)
    assert excerpt
    lines = [line for line in unscored(excerpt[1]) if line.strip() and line != "[...]"]
    assert len(lines) >= 8
    assert [line for line in lines if line not in said] == []


def test_every_option_and_exit_code_of_the_check_is_documented(briefing: Callable[..., Outcome]) -> None:
    shown = briefing("check", "--help").out
    page = (ROOT / "docs" / "check.md").read_text(encoding="utf-8")
    options = set(re.findall(r"(?<![\w-])(--[a-z-]+)", shown)) - {"--help"}
    assert len(options) > 10
    documented = page + README
    assert {option for option in options if option not in documented} == set()
    codes = set(re.findall(r"\b(\d+) (?=checked|usage|draft or|output|prompt|model|a claim|interrupted)", shown))
    assert codes == {"0", "2", "3", "4", "5", "6", "8", "10", "130"}
    assert {code for code in codes if f"| {code} |" not in page} == set()
