"""init, run, doctor, schedule: from nothing to a brief that comes by itself."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.config import sample
from briefing.unattended.ending import Ending, worst
from tests.cli.conftest import SEEDS, Outcome

Briefing = Callable[..., Outcome]
pytestmark = pytest.mark.usefixtures("here")


def test_init_makes_the_folder_that_is_named_as_one(briefing: Briefing, here: Path) -> None:
    assert briefing("init", "new/folder/").code == 0
    assert (here / "new/folder/briefing.toml").is_file()
    assert briefing("init", "new/folder/").code == 4
    (here / "file").write_text("")
    refused = briefing("init", "file/")
    assert (refused.code, refused.complaint) == (
        4,
        "briefing: 'file' is there already. Edit it, or give another path.",
    )


def test_init_writes_a_file_and_never_over_one(briefing: Briefing, here: Path) -> None:
    assert briefing("init").out.startswith("wrote briefing.toml")
    assert (here / "briefing.toml").read_text() == sample()
    (here / "briefing.toml").write_text("mine")
    assert briefing("init").code == 4
    assert briefing("init", here).code == 4
    assert (here / "briefing.toml").read_text() == "mine"
    assert briefing("init", "other.toml").code == 0


@pytest.mark.usefixtures("ready")
def test_a_run_tells_lines_or_json_or_errors_only(briefing: Briefing) -> None:
    first = briefing("run", "--log-format", "json")
    assert (first.code, first.out) == (0, "")
    lines = [json.loads(line) for line in first.err.splitlines()]
    assert len(lines) > 3
    assert {tuple(sorted(line)) for line in lines} == {("brief", "level", "message", "time")}
    assert {line["brief"] for line in lines} == {"morning"}
    second = briefing("run", "morning")
    assert second.code == 21
    assert "INFO    morning: nothing new" in second.err
    assert briefing("run", "-q").err == ""
    assert briefing("run", "--anew").code == 0


@pytest.mark.usefixtures("ready")
def test_a_name_that_there_is_not(briefing: Briefing) -> None:
    outcome = briefing("run", "mornign")
    assert outcome.code == 2
    assert outcome.complaint.endswith("has no brief 'mornign'. Did you mean 'morning'?")


def test_a_run_without_configuration(briefing: Briefing) -> None:
    assert briefing("run").complaint.endswith("Write one by `briefing init`, or name it: --config FILE.")


def test_a_configuration_that_is_a_folder_or_no_text_is_told_in_plain_words(briefing: Briefing, here: Path) -> None:
    (here / "briefing.toml").mkdir()
    for command in ("run", "doctor"):
        outcome = briefing(command)
        assert "is a folder, and no configuration" in outcome.out + outcome.err
        assert "Errno" not in outcome.out + outcome.err
    (here / "other.toml").write_bytes(b"\xff\xfe\xff")
    assert briefing("run", "--config", "other.toml").complaint.endswith("is no UTF-8. Save it as UTF-8.")


def test_of_several_briefs_the_worst_counts_and_each_is_made(briefing: Briefing, ready: Path) -> None:
    (ready / "briefing.toml").write_text(
        '[briefs.broken]\nsources = ["none.txt"]\noutputs = ["broken.md"]\n'
        '[briefs.whole]\nsources = ["articles"]\noutputs = ["whole.md"]\n'
    )
    outcome = briefing("run")
    assert outcome.code == 3
    assert "ERROR   broken: cannot read" in outcome.err
    assert (ready / "whole.md").is_file()


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ((0, 0), 0),
        ((0, 21), 21),
        ((21, 20), 20),
        ((20, 22), 22),
        ((23, 22), 23),
        ((23, 24), 24),
        ((24, 3, 20), 3),
        ((1, 0), 1),
    ],
)
def test_the_worst_of_several_ends(codes: tuple[int, ...], code: int) -> None:
    assert worst(codes) == code
    assert worst(reversed(codes)) == code


def test_every_end_of_a_run_is_in_its_help(briefing: Briefing) -> None:
    shown = " ".join(briefing("run", "--help").out.partition("Exit codes: ")[2].split())
    assert [end for end in Ending if f"{int(end)} " not in shown] == []


@pytest.mark.skipif(os.name == "nt", reason="cron and sh")
@pytest.mark.parametrize("folder", ["plain", 'with 100 % of $it\'s "oddities"'])
def test_the_line_for_cron_runs_as_it_is_printed(
    briefing: Briefing, here: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / folder / "articles").mkdir(parents=True)
    monkeypatch.chdir(here / folder)
    shutil.copy(next(SEEDS.glob("102*")), "articles")
    text = sample().replace("# deliver =", 'deliver = ["wire"] #').replace("# [deliver.wire]", "[deliver.wire]")
    wire = '# kind = "webhook"\n# url = "https://example.org/briefs"'
    text = text.replace(wire, '\nkind = "webhook"\nurl = "http://127.0.0.1:9/"\ntoken_env = "HOOK_TOKEN"')
    Path("briefing.toml").write_text(text)
    Path("briefing.env").write_text("HOOK_TOKEN=hunter2\n")
    printed = briefing("schedule", "morning", "--at", "6:05").out
    assert "hunter2" not in printed
    comment, line = printed.splitlines()
    assert comment.startswith("#")
    minute, hour, *days, command = line.split(" ", 5)
    assert (minute, hour, days) == ("5", "6", ["*", "*", "*"])
    by_cron = command.replace("\\%", "%")  # what cron does before the shell does its own
    ran = subprocess.run(
        ["/bin/sh", "-c", by_cron],
        env={"PATH": os.environ["PATH"], "HOME": str(here)},
        cwd="/",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 24, ran.stderr  # nobody listens at the hook; its token was found
    assert "cannot post to" in ran.stderr
    assert Path("briefs/latest.pdf").is_file()


@pytest.mark.parametrize("folder", ["plain", 'with 100 % of $it\'s "oddities"'])
def test_the_units_for_systemd(briefing: Briefing, here: Path, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / folder / "articles").mkdir(parents=True)
    monkeypatch.chdir(here / folder)
    briefing("init")
    printed = briefing("schedule", "morning", "--at", "06:00", "--systemd").out
    units = here / "units"
    units.mkdir()
    for part in printed.split("# ~/.config/systemd/user/")[1:]:
        name, _, unit = part.partition("\n")
        (units / name).write_text(unit.partition("# then")[0])
    assert sorted(path.name for path in units.iterdir()) == ["briefing-morning.service", "briefing-morning.timer"]
    assert "OnCalendar=*-*-* 06:00:00" in (units / "briefing-morning.timer").read_text()
    service = (units / "briefing-morning.service").read_text()
    (line,) = (line for line in service.splitlines() if line.startswith("ExecStart="))
    (home,) = (line for line in service.splitlines() if line.startswith("Environment="))
    assert "%" not in (line + home).replace("%%", "")  # which would stand for something else
    (home,) = shlex.split(home.removeprefix("Environment=").replace("%%", "%"))
    words = shlex.split(line.removeprefix("ExecStart=").replace("%%", "%").replace("$$", "$"))
    called = subprocess.run(
        ["env", "-i", home, *words], cwd="/", capture_output=True, text=True, timeout=60, check=False
    )
    assert called.returncode == 21
    assert "an empty day" in called.stderr
    assert str(Ending.NOTHING_NEW.value) in service.partition("SuccessExitStatus=")[2]
    if verify := shutil.which("systemd-analyze"):
        command = [verify, "--user", "verify", *map(str, sorted(units.iterdir()))]
        (here / "runtime").mkdir()  # without which it gives up before it has looked
        environment = {**os.environ, "XDG_RUNTIME_DIR": str(here / "runtime")}
        run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
        assert run.returncode == 0, run.stderr
        assert [line for line in run.stderr.splitlines() if "briefing-morning" in line] == []


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize("at", ["24:00", "6", "06:60", "noon"])
def test_an_hour_that_is_none(briefing: Briefing, at: str) -> None:
    assert briefing("schedule", "morning", "--at", at).code == 2


def test_five_runs_at_once_give_one_brief(ready: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(ready), "BRIEFING_HOME": str(ready / "home")}
    code = "from briefing.cli.main import run; run()"
    command = [sys.executable, "-c", code, "run"]
    root = str(Path(__file__).resolve().parents[2])
    runs = [
        subprocess.Popen(command, env=environment | {"PYTHONPATH": root}, stderr=subprocess.PIPE, text=True)
        for _ in range(5)
    ]
    said = [run.communicate(timeout=90)[1] for run in runs]
    codes = sorted(run.returncode for run in runs)
    assert codes.count(0) == 1
    assert set(codes) <= {0, 21, 23}, said
    assert sum("wrote" in each for each in said) == 1
    assert len(list((ready / "briefs").glob("20*"))) == 3
