"""docs/checking.md shows what the checks do: every example on the page is checked as it stands there."""

import re
from pathlib import Path

import pytest

from briefing.checking import check_texts, checks
from briefing.domain.claim import Verdict
from briefing.reading import read

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "checking.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```example\nsource: (.+)\nclaim: (.+)\nverdict: (\w+)(?:, (\w+))?\n```", PAGE)


def verdict_of(claim: str, source: str, folder: Path) -> tuple[Verdict, set[str]]:
    """And the names of the checks that gave reasons."""
    path = folder / "article.txt"
    path.write_text(source + "\n", encoding="utf-8")
    checked = check_texts({"claim": claim}, read([str(path)]).sources, score=False)["claim"]
    return checked.verdict, {reason.check for reason in checked.reasons}


@pytest.mark.parametrize(("source", "claim", "verdict", "check"), EXAMPLES, ids=[each[1][:40] for each in EXAMPLES])
def test_an_example_comes_out_as_the_page_says(
    source: str, claim: str, verdict: str, check: str, tmp_path: Path
) -> None:
    found, reasons = verdict_of(claim, source, tmp_path)
    assert found == verdict
    assert not check or check in reasons


@pytest.mark.parametrize("source", [each[0] for each in EXAMPLES])
def test_what_the_source_itself_says_is_supported(source: str, tmp_path: Path) -> None:
    first = re.split(r"(?<=\.) (?=[A-Z])", source)[0]
    assert verdict_of(first, source, tmp_path)[0] is Verdict.SUPPORTED


def test_every_example_is_read_and_every_check_has_its_place() -> None:
    assert len(EXAMPLES) == PAGE.count("```example")
    names = {*checks.PASSAGE, *checks.ALONE, *checks.QUOTES, *checks.ROLES, "voice"}
    headings = set(re.findall(r"[a-z]+", " ".join(re.findall(r"^### (.+?):", PAGE, re.MULTILINE))))
    assert names <= headings
