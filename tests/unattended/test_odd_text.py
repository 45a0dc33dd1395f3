"""Text that no file can hold: it is written otherwise, and stands in the way of no run."""

import json
import os
from pathlib import Path

import pytest

from briefing.store.runs import FILE, RunStore
from briefing.unattended import memory
from tests.unattended.days import ARTICLES, Desk, day

HALF = "a \ud83d b"


def feed(desk: Desk, **item: str) -> None:
    """A feed with one article, as its own page cannot be had."""
    words = "".join(f"<p>{each}</p>" for each in ARTICLES["strike"].split("\n\n"))
    told = {"id": "1", "title": HALF, "authors": [{"name": HALF}], "content_html": f"{words}<p>{HALF}</p>", **item}
    whole = {"version": "https://jsonfeed.org/version/1.1", "title": HALF, "items": [told]}
    (desk.folder / "feed.json").write_text(json.dumps(whole))
    config = desk.folder / "briefing.toml"
    config.write_text(config.read_text().replace('sources = ["in"]', 'sources = ["feed.json"]'))


@pytest.mark.parametrize("url", ["", "http://127.0.0.1:9/x", "http://127.0.0.1:9/\ud83d", "http://\ud83d/"])
def test_a_feed_with_half_a_character_stops_no_run(desk: Desk, url: str) -> None:
    feed(desk, **({"url": url} if url else {}))
    assert desk.run() == 0
    assert desk.run(day(2)) == 21
    [source] = json.loads(desk.out["2025-03-04.json"])["sources"]
    assert source["title"] == "a \ufffd b"
    assert "\ud83d" not in desk.out["2025-03-04.md"].decode()  # which is UTF-8 to the last byte
    previous = RunStore(desk.folder / "store" / FILE).previous("port", day(2).date())
    assert previous is None or previous.sources[0].title == "a \ufffd b"


def test_what_cannot_be_remembered_is_told_once_and_stops_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.receive("strike")
    encoded = memory.edition_json.encoded

    def without(*given: object) -> bytes:
        whole = json.loads(encoded(*given))  # type: ignore[arg-type]
        return json.dumps({**whole, "sources": [{**each, "sha256": None} for each in whole["sources"]]}).encode()

    with monkeypatch.context() as patch:
        patch.setattr(memory.edition_json, "encoded", without)
        assert desk.run() == 0
    assert "cannot remember the brief of 2025-03-04" in desk.log
    assert "2025-03-04.md" in desk.out
    assert desk.run(day(2)) == 21
    assert "cannot remember" not in desk.log


def test_a_configuration_in_a_folder_whose_name_is_no_text(tmp_path: Path) -> None:
    folder = tmp_path / "a\udcff"
    try:
        folder.mkdir()
    except (OSError, UnicodeEncodeError):
        pytest.skip(f"no such names here: {os.uname().sysname}")
    desk = Desk(folder)
    desk.configure("keep = 1")
    desk.receive("harbour")
    assert desk.run() == 0
    desk.receive("strike")
    assert desk.run(day(2)) == 0
    assert sorted(desk.out) == ["2025-03-05.json", "2025-03-05.md", "latest.json", "latest.md"]
