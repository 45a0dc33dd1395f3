"""The commands by name: only the one that is asked for is imported, and for the list of them none is."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

COMMANDS = {
    "generate": "Write a brief from articles; every sentence is checked.",
    "check": "Check a draft, claim by claim, against sources.",
    "sources": "Show what was read, and what was set aside as boilerplate.",
    "diff": "Compare two briefs: what is new, changed or withdrawn.",
    "stories": "Show which articles tell of the same event.",
    "init": "Write a briefing.toml with comments.",
    "run": "Make the briefs of a configuration, of what has changed since.",
    "doctor": "Examine configuration, endpoint, sources; nothing is paid.",
    "schedule": "Print what starts a brief each day.",
    "eval": "Measure the checker on labelled claims.",
    "cache": "Look after the stored replies of models.",
    "forecast": "Keep and score forecasts.",
}
"""What each does, in a line of the help, in its order. The name is that of the command's module here."""
_FUNCTIONS = {"sources": "show", "stories": "show", "eval": "app", "cache": "app", "forecast": "app"}
"""The command in its module, where it isn't called as the command is; `app` has commands of its own."""


class Commands(TyperGroup):
    """Importing every command would cost more time than `forecast list` takes in all."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All names, in the order of the help."""
        del ctx
        return list(COMMANDS)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Writes the list of the commands into the help."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name; None where there is none, and then all are there to be compared with it."""
        del ctx
        for name in [cmd_name] if cmd_name in COMMANDS else COMMANDS:
            if name not in self.commands:
                self.add_command(_loaded(name), name)
        return self.commands.get(cmd_name)

    def get_help_option(self, ctx: Any) -> Any:
        """`--help`, which is not given rather than unknown: of what is unknown the types would be looked into, by a
        library that takes as long to import as all else of a help page."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.default = False
        return option


def _loaded(name: str) -> Any:
    module = import_module(f"briefing.cli.{name}")
    found = getattr(module, _FUNCTIONS.get(name, name))
    if isinstance(found, typer.Typer):
        return typer.main.get_command(found)
    alone = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
    alone.command(name, epilog=module.EXAMPLES)(found)
    return typer.main.get_command(alone)
