"""On what terms a run asks a model: as its configuration says."""

import json

import pytest

from tests.batch_server import BatchServer
from tests.comparing.events_told import ALONE, DAM
from tests.obliging import article, obliged
from tests.scripted_server import ScriptedServer
from tests.unattended.days import Desk, day


def test_a_batch_is_collected_by_later_runs(desk: Desk) -> None:
    (desk.folder / "models.toml").write_text(
        "date = 2026-11-22\n[models.scripted]\ncontext = 100000\nlongest_reply = 10000\n"
        "input = 2\noutput = 8\nbatch = 0.5\n"
    )
    for number in range(2):
        (desk.folder / "in" / f"{number}.txt").write_text(article(number, words=80))
    desk.environment = {"OPENAI_API_KEY": "sk-a-secret"}
    with BatchServer(obliged) as server:
        desk.configure(
            f'model = "scripted"\nbase_url = "{server.base_url}"\nmodels = "models.toml"\nbatch = true\n'
            "one_story = false"
        )
        assert desk.run() == 12, desk.log
        assert "2 requests are with the endpoint (batch 'batch_1'" in desk.log
        assert "ERROR" not in desk.log
        assert desk.out == {}
        assert desk.run() == 12, desk.log  # nobody has answered, and nothing is sent again
        assert len(server.batches) == 1
        codes = []
        while len(codes) < 5 and codes[-1:] not in ([0], [20]):
            server.work()
            codes.append(desk.run())
    assert codes[-1] in (0, 20), desk.log
    assert set(codes[:-1]) == {12}
    assert server.at_once == 0
    assert "2025-03-04.md" in desk.out


def test_a_brief_that_is_made_anew_pays_for_no_reply_twice(desk: Desk) -> None:
    for number in range(2):
        (desk.folder / "in" / f"{number}.txt").write_text(article(number, words=80))
    desk.environment = {"OPENAI_API_KEY": "sk-a-secret"}
    with ScriptedServer(reply=obliged) as server:
        desk.configure(f'model = "scripted"\nbase_url = "{server.base_url}"\none_story = false')
        assert desk.run() in (0, 20), desk.log
        asked = len(server.requests)
        assert desk.run(anew=True) in (0, 20), desk.log
    assert asked > 1
    assert len(server.requests) == asked


@pytest.mark.parametrize(("one_story", "read"), [("true", 3), ("false", 4)])
def test_what_tells_of_something_else_is_left_out_unless_it_is_wanted(desk: Desk, one_story: str, read: int) -> None:
    for number, words in enumerate((*DAM, ALONE)):
        (desk.folder / "in" / f"{number}.txt").write_text(words)
    desk.configure(f"one_story = {one_story}")
    assert desk.run() in (0, 20), desk.log
    assert len(json.loads(desk.out["2025-03-04.json"])["sources"]) == read
    desk.configure(f"one_story = {'false' if one_story == 'true' else 'true'}")
    assert desk.run(day(2)) in (0, 20)  # another brief is wanted now
