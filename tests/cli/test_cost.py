"""What a start must not load: guarded by the modules themselves, since a stopwatch would lie on a busy machine."""

import json
import subprocess
import sys

HEAVY = ("openai", "trafilatura", "typst", "pydantic", "tiktoken", "pypdf", "jinja2", "numpy", "lxml", "markdown_it")


def loaded(*arguments: str) -> set[str]:
    code = (
        "import sys, json\n"
        f"sys.argv = ['briefing', *{arguments!r}]\n"
        "from briefing.cli.main import run\n"
        "try:\n    run()\nexcept SystemExit:\n    pass\n"
        "sys.stderr.write('\\n' + json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_help_loads_nothing_heavy() -> None:
    assert loaded("--help").isdisjoint(HEAVY)
    assert loaded("generate", "--help").isdisjoint(HEAVY)


def test_the_embedded_writer_on_text_loads_no_vendor() -> None:
    modules = loaded("generate", "-q", "seeds")
    assert modules.isdisjoint(("openai", "trafilatura", "typst", "tiktoken", "pypdf", "lxml"))
    assert "briefing.writing.extractive" in modules


def test_the_check_of_a_draft_loads_no_vendor_and_its_help_nothing_heavy() -> None:
    assert loaded("check", "--help").isdisjoint(HEAVY)
    modules = loaded("check", "-q", "README.md", "--source", "seeds")
    assert modules.isdisjoint(("openai", "trafilatura", "typst", "tiktoken", "pypdf", "lxml", "jinja2"))
    assert {"briefing.proofing", "markdown_it"} <= modules
