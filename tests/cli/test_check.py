"""`briefing check`: a draft by anyone, laid beside the sources."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.conftest import ROOT, Outcome

Briefing = Callable[..., Outcome]

ARTICLE = """\
Harbour reopens after the storm

The port of Varna reopened on 3 March 2025 after a storm had closed it for two days. Harbour master Elena Petrova said \
that 14 ships were waiting outside the breakwater. “We will clear the queue by Friday,” Petrova told reporters.

The storm damaged two cranes and a grain silo. The shipping company Pontica rejected the offer of the ministry.
"""
DRAFT = """\
# The port of Varna

Dear all,

The port of Varna reopened on 3 March 2025. Harbour master Elena Petrova said that 40 ships were waiting outside
the breakwater. Who will pay?

- “We will clear the queue by Monday,” Petrova told reporters.
- Greece paid for the repairs of both cranes.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    path = folder / "harbour.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.md"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def parsed(outcome: Outcome) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(outcome.out)
    schema = json.loads((ROOT / "docs" / "check.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(document, schema, cls=jsonschema.Draft202012Validator)
    return document


def test_the_json_has_verdicts_places_and_counts(briefing: Briefing, draft: Path, article: Path) -> None:
    outcome = briefing("check", draft, "--source", article.parent, "--json")
    assert outcome.code == 0
    found = parsed(outcome)
    claims = found["claims"]
    verdicts = [claim["verdict"] for claim in claims]
    assert [*verdicts[:2], verdicts[3]] == ["supported", "contradicted", "unsupported"]
    assert verdicts[2] in ("contradicted", "unsupported")
    assert [DRAFT[claim["start"] : claim["end"]] for claim in claims] == [
        "The port of Varna reopened on 3 March 2025.",
        "Harbour master Elena Petrova said that 40 ships were waiting outside\nthe breakwater.",
        "“We will clear the queue by Monday,” Petrova told reporters.",
        "Greece paid for the repairs of both cranes.",
    ]
    places = [place for claim in claims for place in claim["evidence"]]
    assert {place["stance"] for place in places} == {"supports", "contradicts", "nearest"}
    assert [ARTICLE[place["start"] : place["end"]] for place in places] == [place["quote"] for place in places]
    assert claims[2]["quotes"][0]["verdict"] == "altered"
    assert all(0 <= claim["score"] <= 1 for claim in claims)
    assert sum(found["counts"].values()) == 4
    assert found["counts"]["disputed"] == 0
    assert {each["why"] for each in found["passed_over"]} == {"heading", "greeting", "question"}
    assert briefing("check", draft, "--source", article.parent, "--json").out == outcome.out


def test_the_report_reads_from_top_to_bottom(briefing: Briefing, draft: Path, article: Path) -> None:
    out = briefing("check", draft, "--source", article).out
    flat = " ".join(out.split())
    assert flat.startswith(f"{draft}: 4 claims, checked against 1 source by ")
    assert "contradicted  line 5" in out
    assert "against it source 1, harbour.txt, characters" in flat
    assert "“Harbour master Elena Petrova said that 14 ships" in flat
    assert "quotation altered: “We will clear the queue by Monday,”" in flat
    assert "~~Monday~~ **Friday**" in flat
    assert re.search(r"^4 claims: 1 supported, \d contradicted, \d unsupported$", out, re.MULTILINE)
    assert out.rstrip().endswith("no claims, and not checked: 1 greeting and 1 question")
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 100 + len(str(draft))


def test_only_some_verdicts_are_shown_and_all_are_counted(briefing: Briefing, draft: Path, article: Path) -> None:
    out = briefing("check", draft, "-s", article, "--only", "contradicted,altered").out
    assert "40 ships" in out
    assert "by Monday" in out
    assert "Greece" not in out
    assert "2 of 4 claims shown" in out
    assert "4 claims: 1 supported" in out


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ("contradicted", 8),
        ("unsupported,disputed", 8),
        ("Altered", 8),
        ("disputed", 0),
        ("wrong-speaker,not-found,unchecked", 0),
    ],
)
def test_fail_on_has_an_exit_code_of_its_own(
    briefing: Briefing, draft: Path, article: Path, names: str, code: int
) -> None:
    outcome = briefing("check", draft, "--source", article, "-q", "--fail-on", names)
    assert outcome.code == code
    assert outcome.out == ""
    assert ("line" in outcome.complaint) if code else (outcome.err == "")


def test_a_draft_and_a_source_by_standard_input(briefing: Briefing, draft: Path, article: Path) -> None:
    piped = briefing("check", "-", "--source", article, "--json", stdin=DRAFT.encode())
    assert parsed(piped)["claims"][0]["verdict"] == "supported"
    other = briefing("check", draft, "--source", "-", "--json", stdin=ARTICLE.encode())
    assert parsed(other)["counts"] == parsed(piped)["counts"]
    assert briefing("check", "-", "--source", article, stdin=DRAFT.encode()).out.startswith("standard input: 4 claims")


def test_json_lines_keep_their_ids(briefing: Briefing, tmp_path: Path, article: Path) -> None:
    path = tmp_path / "claims.jsonl"
    rows = [{"id": "x1", "claim": "The port of Varna reopened on 3 March 2025."}, {"id": "x2", "claim": "Is it?"}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = parsed(briefing("check", path, "--source", article, "--json"))
    assert [(claim["id"], claim["verdict"]) for claim in found["claims"]] == [
        ("x1", "supported"),
        ("x2", "unsupported"),
    ]
    assert "supported  x1, line 1" in briefing("check", path, "--source", article).out


def test_the_day_of_the_draft_anchors_what_it_calls_yesterday(
    briefing: Briefing, tmp_path: Path, article: Path
) -> None:
    path = tmp_path / "draft.md"
    path.write_text("The port of Varna reopened yesterday.\n", encoding="utf-8")
    right = parsed(briefing("check", path, "-s", article, "--json", "--date", "2025-03-04"))
    wrong = parsed(briefing("check", path, "-s", article, "--json", "--date", "2025-03-09"))
    assert right["claims"][0]["verdict"] == "supported"
    assert wrong["claims"][0]["verdict"] != "supported"
    path.write_text("---\ndate: 2025-03-04\n---\n\nThe port of Varna reopened yesterday.\n", encoding="utf-8")
    stated = parsed(briefing("check", path, "-s", article, "--json"))
    assert stated["claims"][0]["verdict"] == "supported"


def test_colour_only_where_a_terminal_wants_it(draft: Path, article: Path) -> None:
    pty = pytest.importorskip("pty")

    def run(**environment: str) -> str:
        code = (
            "import pty, sys\n"
            f"pty.spawn([sys.executable, '-c', 'from briefing.cli.main import run; run()', 'check', {str(draft)!r}, "
            f"'--source', {str(article)!r}])"
        )
        base = {"PATH": "/usr/bin:/bin", "HOME": str(draft.parent), "TERM": "xterm", "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, stdin=subprocess.DEVNULL, env=base | environment
        )
        return done.stdout.decode("utf-8", "replace")

    assert pty is not None
    assert "\x1b[1;31m" in run(LANG="C.UTF-8", PYTHONIOENCODING="utf-8")
    assert not re.search(r"\x1b\[[\d;]*m", run(NO_COLOR="1", PYTHONIOENCODING="utf-8"))
    plain = run(TERM="dumb", PYTHONIOENCODING="ascii")
    assert "\x1b" not in plain
    assert "x contradicted" in plain
