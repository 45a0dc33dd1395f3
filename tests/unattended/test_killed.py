"""kill -9 of an unattended run: the next one loses nothing and does nothing twice."""

import os
import time
from pathlib import Path

import pytest

from tests.postboxes import Hook, MailServer
from tests.runs_unattended import finished, killed, prepare

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals as Unix has them")


def test_a_run_that_is_killed_is_taken_up_by_the_next(tmp_path: Path) -> None:
    """Three moments here; `python -m benchmarks.killed_runs` has fifty."""
    with MailServer() as mail, Hook() as hook:
        prepare(tmp_path / "undisturbed", mail, hook)
        begin = time.monotonic()
        assert finished(tmp_path / "undisturbed")[0] in (0, 20)
        seconds = time.monotonic() - begin
        found = [killed(tmp_path / str(part), mail, hook, after=part * seconds) for part in (0.5, 0.9, 0.97)]
    assert len(found) == 3
    for each in found:
        assert each.partial == ()
        assert each.codes[1] == 21
        assert len(each.briefs) == 4  # two forms and their links
        assert (each.runs, each.mails, each.posts) == (1, 1, 1)
