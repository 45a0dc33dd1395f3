"""Many stories, unattended: they are read by the processes that make them, and what is made is held once."""

import os
import tracemalloc
from datetime import date
from typing import Any

import pytest

from briefing.domain.collection import Collection, Entry
from briefing.domain.story import Story
from briefing.engine import Engine, Processes
from briefing.rendering.output import Rendered
from briefing.unattended import collecting, news
from tests.unattended.days import Desk
from tests.unattended.test_by_story import briefs, configure

STORIES, SIZE = 40, 250_000


class Plenty:
    """In the place of a `Maker`: briefs of many stories, all of them long."""

    def __init__(self, *, places: Any, put: Any, **_: object) -> None:
        self.places, self.put = places, put

    def make(self, reading: Any) -> Collection:
        tracemalloc.start()
        for number in range(1, STORIES + 1):
            (path,) = self.places.of_story(number, ("a",), stories=STORIES).paths
            self.put(Rendered(briefs={path: os.urandom(SIZE)}, kept={}, warnings=()))
        self.put(Rendered(briefs=dict.fromkeys(self.places.pages, b"page"), kept={}, warnings=()))
        story = Story(sources=tuple(source.id for source in reading.sources), terms=("a",))
        return Collection(
            title=None,
            date=date(2025, 3, 4),
            sources={source.id: source for source in reading.sources},
            entries=tuple(Entry(number=number, story=story) for number in range(1, STORIES + 1)),
        )


def test_what_is_made_is_held_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(desk)
    desk.receive("harbour")
    monkeypatch.setattr(collecting, "Maker", Plenty)
    try:
        assert desk.run() == 0
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(list((desk.folder / "out" / "2025-03-04").glob("*-a.md"))) == STORIES
    assert STORIES * SIZE < peak < 1.5 * STORIES * SIZE


@pytest.mark.parametrize("workers", [1, 2])
def test_articles_are_read_by_as_many_processes_as_are_wanted(
    workers: int, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = news.read_pile
    engines: list[Engine] = []

    def read(given: Any, engine: Engine, watch: Any) -> Any:
        engines.append(engine)
        return whole(given, engine, watch)

    monkeypatch.setattr(news, "read_pile", read)
    path = desk.folder / "briefing.toml"
    configure(desk)
    path.write_text(path.read_text().replace("workers = 1", f"workers = {workers}"), encoding="utf-8")
    desk.receive("harbour")
    desk.receive("strike")
    (desk.folder / "in" / "empty.txt").touch()
    assert desk.run() == 22  # one of the files is empty
    assert [isinstance(engine, Processes) for engine in engines] == [workers > 1]
    assert sorted(briefs(desk, "2025-03-04")) == ["01", "02", "in"]
    assert desk.log.count("reading") == 1
    assert "skipped" in desk.log


def test_without_a_wish_they_are_read_here(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(news, "read_pile")
    desk.receive("harbour")
    assert desk.run() == 0
