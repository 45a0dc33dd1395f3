"""The commands by name: only the one that is asked for is imported, and help asks for all of them."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

COMMANDS = {
    "generate": "generate",
    "check": "check",
    "sources": "show",
    "diff": "diff",
    "stories": "show",
    "init": "init",
    "run": "run",
    "doctor": "doctor",
    "schedule": "schedule",
    "eval": "app",
    "cache": "app",
    "forecast": "app",
}
"""By the name of the command, which is that of its module here: the function in it, or `app` where it has commands of
its own. In the order of the help."""


class Commands(TyperGroup):
    """Importing every command would cost more time than `forecast list` takes in all."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All names, in the order of the help."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name; None where there is none, and then all are there to be compared with it."""
        del ctx
        for name in [cmd_name] if cmd_name in COMMANDS else COMMANDS:
            if name not in self.commands:
                self.add_command(_loaded(name), name)
        return self.commands.get(cmd_name)


def _loaded(name: str) -> Any:
    module = import_module(f"briefing.cli.{name}")
    found = getattr(module, COMMANDS[name])
    if isinstance(found, typer.Typer):
        return typer.main.get_command(found)
    alone = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
    alone.command(name, epilog=module.EXAMPLES)(found)
    return typer.main.get_command(alone)
