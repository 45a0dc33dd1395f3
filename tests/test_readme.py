"""The README shows what the program really writes, and names what it really has."""

import re
from collections.abc import Callable
from pathlib import Path

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
    codes = set(re.findall(r"\b(\d+) (?=written|usage|no readable|output|template|model|a claim|interrupted)", shown))
    assert codes == {"0", "2", "3", "4", "5", "6", "7", "10", "130"}
    assert {code for code in codes if f"| {code} |" not in README} == set()
