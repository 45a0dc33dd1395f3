"""A run that is killed at any moment: the next one pays for nothing twice, and makes the same brief."""

from pathlib import Path

from tests.killing import killed
from tests.obliging import obliged
from tests.runs import finished, start, write_articles
from tests.scripted_server import ScriptedServer

OPTIONS = ("--quiet", "--concurrency", "3")


def test_what_was_paid_before_a_kill_is_not_paid_again(tmp_path: Path) -> None:
    sources = write_articles(tmp_path / "articles", 12, words=60)
    with ScriptedServer(reply=obliged, delay=0.08) as server:
        code, _, err = finished(start(sources, tmp_path / "undisturbed", server, *OPTIONS))
        assert code == 0, err
        brief = (tmp_path / "undisturbed" / "brief.json").read_bytes()
        found = [
            killed(sources, tmp_path / str(stored), server, stored=stored, options=OPTIONS) for stored in (1, 4, 9)
        ]
    assert {each.brief for each in found} == {brief}
    assert [each.asked_again for each in found] == [0] * 3
    assert all(each.whole for each in found)
    assert max(each.lost for each in found) <= 3  # those in flight, or on their way to the disk
    assert [each.kept >= stored for each, stored in zip(found, (1, 4, 9), strict=True)] == [True] * 3
