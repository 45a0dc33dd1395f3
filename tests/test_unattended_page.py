"""docs/unattended.md, and a part of the README: commands work as they stand there, and it names what there is."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.config import load
from briefing.unattended.ending import Ending
from tests.cli.conftest import ROOT, SEEDS

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "unattended.md").read_text(encoding="utf-8")
CRONTAB = """#!/bin/sh
if [ "$1" = -l ]; then cat "$HOME/crontab"; else cat > "$HOME/new" && mv "$HOME/new" "$HOME/crontab"; fi
"""


@pytest.mark.skipif(os.name == "nt", reason="sh and cron")
@pytest.mark.parametrize("text", [PAGE, README], ids=["page", "README"])
def test_its_commands_lead_to_a_brief_and_to_a_line_that_cron_can_run(tmp_path: Path, text: str) -> None:
    """In an environment that has nothing but PATH and HOME."""
    (tmp_path / "Downloads").mkdir()
    (tmp_path / "Downloads" / "wire.txt").write_bytes(next(SEEDS.glob("102*")).read_bytes())
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "crontab").write_text(CRONTAB)
    (tmp_path / "bin" / "crontab").chmod(0o755)
    block = re.search(r"<!-- commands -->\n```sh\n(.*?)```", text, re.DOTALL)
    assert block
    commands = block[1].splitlines()
    assert 5 <= len(commands) < 10
    path = f"{tmp_path / 'bin'}:{Path(sys.executable).parent}:/usr/bin:/bin"
    environment = {"PATH": path, "HOME": str(tmp_path)}

    def shell(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command = ["/bin/sh", "-c", script]
        return subprocess.run(
            command, env=environment, cwd="/", capture_output=True, text=True, timeout=120, check=False
        )

    ran = shell("\n".join(f"{each}\n[ $? = 0 ] || exit 1" for each in commands), **environment)
    assert ran.returncode == 0, ran.stderr
    briefs = tmp_path / "briefs" / "briefs"
    assert (briefs / "latest.pdf").read_bytes().startswith(b"%PDF-")
    (line,) = (tmp_path / "crontab").read_text().splitlines()
    assert line.startswith("0 6 * * * ")
    for brief in [*briefs.iterdir()]:
        brief.unlink()
    (tmp_path / "briefs" / "articles" / "note.txt").write_bytes(next(SEEDS.glob("103*")).read_bytes())
    called = shell(line.removeprefix("0 6 * * * "), PATH="/usr/bin:/bin", HOME=str(tmp_path))
    assert (called.returncode, called.stderr) == (0, "")
    assert (briefs / "latest.pdf").read_bytes().startswith(b"%PDF-")


def test_every_end_of_a_run_is_in_it() -> None:
    assert [end for end in Ending if f"| {end.value} |" not in PAGE] == []


def test_its_configuration_is_one(tmp_path: Path) -> None:
    block = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert block
    (tmp_path / "briefing.toml").write_text(block[1])
    assert len(load(tmp_path / "briefing.toml").briefs["morning"].deliver) == 3


def test_every_key_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "briefing.toml").write_text('[briefs.x]\nsources = ["a"]\noutputs = ["b.md"]\nqqqqqq = 1\n')
    with pytest.raises(Exception, match="unknown key") as error:
        load(tmp_path / "briefing.toml")
    known = error.value.help.removeprefix("Known are ").rstrip(".").split(", ")  # type: ignore[attr-defined]
    assert len(known) > 20
    assert [key for key in known if f"`{key}`" not in PAGE] == []
