"""kill -9 of an unattended run: the next one loses nothing and does nothing twice."""

import os
from pathlib import Path

import pytest

from tests.postboxes import Hook, MailServer
from tests.runs_unattended import killed, undisturbed

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals as Unix has them")


def test_a_run_that_is_killed_is_taken_up_by_the_next(tmp_path: Path) -> None:
    """Three moments here; `python -m benchmarks.killed_runs` has fifty."""
    with MailServer() as mail, Hook() as hook:
        seconds, whole = undisturbed(tmp_path / "undisturbed", mail, hook)
        found = [killed(tmp_path / str(part), mail, hook, after=part * seconds) for part in (0.5, 0.9, 0.97)]
    assert len(found) == 3
    assert len(whole.briefs) == 4  # two forms and their links
    assert whole.claims > whole.forecasts > 0
    for each in found:
        assert each.partial == ()
        assert each.codes[1] == 21
        assert (each.briefs, each.content) == (whole.briefs, whole.content)
        assert (each.claims, each.forecasts) == (whole.claims, whole.forecasts)
        assert (each.runs, each.mails, each.posts) == (1, 1, 1)
