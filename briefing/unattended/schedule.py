"""Lines for those who start programs at given hours: cron and systemd, complete and as they are to be written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from briefing.unattended.ending import Ending

_PLAIN = re.compile(r"[^\w@+=:,./-]", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A run with all it needs, wherever it is started from."""

    program: tuple[str, ...]
    """The first an absolute path."""
    brief: str
    config: Path
    store: Path
    secrets: tuple[str, ...]
    """Names of environment variables."""
    environment_file: Path
    """Where they are set, if there are any."""

    @property
    def arguments(self) -> Sequence[str]:
        return (*self.program, "run", self.brief, "--config", str(self.config), "--quiet")


def cron(call: Call, at: time) -> str:
    """One line of a crontab. What cron and what the shell take for special is escaped in the same way."""
    command = f"BRIEFING_HOME={_escaped(call.store)} {' '.join(map(_escaped, call.arguments))}"
    if call.secrets:
        command = f"set -a; . {_escaped(call.environment_file)}; set +a; {command}"
    return f"{at.minute} {at.hour} * * * {command}"


def service(call: Call) -> str:
    """A unit that runs the brief once."""
    lines = [
        "[Unit]",
        f"Description=briefing run {call.brief}",
        "",
        "[Service]",
        "Type=oneshot",
        f"Environment={_quoted(f'BRIEFING_HOME={call.store}', command=False)}",
    ]
    if call.secrets:
        lines.append(f"EnvironmentFile={str(call.environment_file).replace('%', '%%')}")
    lines += [
        f"ExecStart={' '.join(map(_quoted, call.arguments))}",
        f"SuccessExitStatus={Ending.PENDING:d} {Ending.FLAGGED:d} {Ending.NOTHING_NEW:d}",
    ]
    return "\n".join(lines)


def timer(call: Call, at: time) -> str:
    """A unit that starts the other one each day; a day on which the machine was off is made up for."""
    return "\n".join(
        (
            "[Unit]",
            f"Description=briefing run {call.brief} at {at:%H:%M}",
            "",
            "[Timer]",
            f"OnCalendar=*-*-* {at:%H:%M}:00",
            "Persistent=true",
            "",
            "[Install]",
            "WantedBy=timers.target",
        )
    )


def _escaped(word: object) -> str:
    """With backslashes and no quotation marks: cron knows but the former."""
    return _PLAIN.sub(lambda found: "\\" + found[0], str(word))


def _quoted(word: str, *, command: bool = True) -> str:
    """As systemd.syntax(7) has it; a dollar is special in commands alone."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    if command:
        escaped = escaped.replace("$", "$$")
    return f'"{escaped}"' if _PLAIN.search(word) or not command else escaped
