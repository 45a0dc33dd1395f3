"""What is started is what was asked for, and nothing beside it."""

import subprocess
import sys

import pytest

from briefing.cli.commands import COMMANDS

STARTED = """
import sys
sys.argv = ["briefing", *sys.argv[1:]]
from briefing.cli.main import run
try:
    run()
finally:
    print(*sorted(each for each in sys.modules if each.startswith("briefing")), sep="\\n", file=sys.stderr)
"""


def started(*arguments: str) -> tuple[str, set[str]]:
    """Standard output, and the modules of the program that were imported."""
    done = subprocess.run([sys.executable, "-c", STARTED, *arguments], capture_output=True, text=True, check=True)
    return done.stdout, set(done.stderr.splitlines())


def test_the_help_lists_every_command_with_what_it_does_in_one_line_and_imports_none() -> None:
    shown, modules = started("--help")
    lines = shown.partition("Commands:")[2].partition("Examples:")[0].splitlines()
    assert [line.split(maxsplit=1) for line in lines if line.strip()] == [list(each) for each in COMMANDS.items()]
    assert "briefing.cli.commands" in modules
    assert not modules & {f"briefing.cli.{name}" for name in COMMANDS}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_help_of_its_own(command: str) -> None:
    assert f"Usage: briefing {command} " in started(command, "--help")[0]


def test_the_ledger_is_listed_without_what_other_commands_need() -> None:
    modules = started("forecast", "list", "--help")[1]
    assert "briefing.cli.forecast" in modules
    others = {f"briefing.cli.{name}" for name in COMMANDS} - {"briefing.cli.forecast"}
    assert not modules & (
        others | {"briefing.settings", "briefing.domain.brief", "briefing.checking", "briefing.reading"}
    )
