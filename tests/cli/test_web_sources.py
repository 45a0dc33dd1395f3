"""Addresses, feeds and mail on the command line: read, kept beside the brief, checked again, recorded, replayed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Outcome
from tests.fetching import misbehaving as bad
from tests.fetching.misbehaving import Misbehaving, misbehaving, page, rss
from tests.loopback import HOST

ALLOWED = ("--allow-host", HOST)
Briefing = Callable[..., Outcome]


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    with misbehaving(it=page()) as server:
        yield server


def test_sources_shows_what_was_read_and_what_was_not(briefing: Briefing, server: Misbehaving) -> None:
    server.pages["/feed"] = rss(["/it", "/gone"])
    shown = briefing("sources", server.url("/feed"), *ALLOWED, "--json")
    [source] = json.loads(shown.out)["sources"]
    assert (source["path"], source["url"], source["published"]) == (server.url("/it"), server.url("/it"), "2026-05-28")
    assert shown.code == 10
    assert json.loads(shown.out)["skipped"] == [
        {"path": server.url("/gone"), "reason": "there is no such page (HTTP 404)"}
    ]


def test_a_private_address_is_not_asked_unless_it_is_allowed(briefing: Briefing, server: Misbehaving) -> None:
    refused = briefing("sources", server.url("/it"))
    assert refused.code == 3
    assert "not of the public network. If it is meant, allow it by name: --allow-host 127.0.0.1." in refused.err
    assert server.seen == []


def test_page_and_text_are_kept_and_every_footnote_is_in_the_text(
    briefing: Briefing, server: Misbehaving, tmp_path: Path
) -> None:
    written = briefing("generate", server.url("/it"), *ALLOWED, "-o", tmp_path / "b.md", "-o", tmp_path / "b.json")
    assert written.code == 0, written.err
    assert (tmp_path / "b.sources" / "1.fetched.html").read_text() == page()
    text = (tmp_path / "b.sources" / "1.txt").read_text()
    brief: dict[str, Any] = json.loads((tmp_path / "b.json").read_text())
    [source] = brief["sources"]
    assert source["sha256"] == sha256(page().encode()).hexdigest()
    places = [place for claim in brief["claims"] for place in claim["evidence"]]
    assert places
    assert all(text[place["start"] : place["end"]] == place["quote"] for place in places)
    server.pages.clear()
    again = briefing("check", tmp_path / "b.md", "--fail-on", "unsupported")
    assert again.code == 0, again.err
    (tmp_path / "b.sources" / "1.txt").write_text("something else")
    changed = briefing("check", tmp_path / "b.md")
    assert (changed.code, "was changed" in changed.err) == (3, True)


def test_a_draft_is_checked_against_an_address(briefing: Briefing, server: Misbehaving, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("The port offered three percent. The union paid for the talks in Norwell.\n")
    checked = briefing("check", tmp_path / "draft.txt", "--source", server.url("/it"), *ALLOWED, "--json")
    assert [claim["verdict"] for claim in json.loads(checked.out)["claims"]][1] == "unsupported"


def test_a_recorded_run_from_the_web_is_replayed_without_it(
    briefing: Briefing, server: Misbehaving, tmp_path: Path
) -> None:
    server.pages["/it"] = bad.typed(page(words="Zoë paid for the café.").encode("cp1252"), "text/html; charset=cp1252")
    server.pages["/feed"] = rss(["/it"])
    run = briefing("generate", server.url("/feed"), *ALLOWED, "--record", tmp_path / "run", "-o", tmp_path / "b.md")
    assert run.code == 0, run.err
    server.pages.clear()
    again = briefing("generate", "--replay", tmp_path / "run", "-o", tmp_path / "again" / "b.md")
    assert again.code == 4
    (tmp_path / "again").mkdir()
    again = briefing("generate", "--replay", tmp_path / "run", "-o", tmp_path / "again" / "b.md")
    assert again.code == 0, again.err
    assert (tmp_path / "again" / "b.md").read_bytes() == (tmp_path / "b.md").read_bytes()


def test_a_list_of_feeds_in_a_file_and_nothing_new(briefing: Briefing, server: Misbehaving, tmp_path: Path) -> None:
    server.pages["/feed"] = rss(["/it"])
    (tmp_path / "feeds.opml").write_text(f'<opml><body><outline xmlUrl="{server.url("/feed")}"/></body></opml>')
    (tmp_path / "local.xml").write_text(rss([server.url("/it")]))
    for name in ("feeds.opml", "local.xml"):
        assert briefing("sources", tmp_path / name, *ALLOWED).code == 0
    quiet = briefing("sources", tmp_path / "feeds.opml", *ALLOWED, "--since", "2026-06-01")
    assert (quiet.code, "no entry in the feed since 2026-06-01" in quiet.err) == (3, True)


@pytest.mark.parametrize(
    "broken",
    [
        '<rss version="2.0"><channel><title>Port</titel></channel></rss>',
        '<rss version="2.0"><channel><title>Port</title><item><title>Strike &',
        '<feed xmlns="http://www.w3.org/2005/Atom"><<>>',
    ],
)
def test_a_broken_feed_is_told_as_one(briefing: Briefing, server: Misbehaving, tmp_path: Path, broken: str) -> None:
    server.pages["/feed"] = bad.typed(broken.encode(), "application/rss+xml")
    (tmp_path / "local.xml").write_text(broken)
    for given in (server.url("/feed"), tmp_path / "local.xml"):
        refused = briefing("sources", given, *ALLOWED)
        assert (refused.code, "it cannot be read as a feed: it is broken" in refused.complaint) == (3, True)
    server.pages["/feed"] = rss([])
    assert "no entry in the feed" in briefing("sources", server.url("/feed"), *ALLOWED).complaint


@pytest.mark.parametrize("address", ["ftp://example.org/a.txt", "file:///etc/hosts", "FILE:/etc/hosts"])
def test_only_the_web_is_fetched_from(briefing: Briefing, address: str) -> None:
    refused = briefing("sources", address)
    assert refused.code == 3
    assert "only http and https addresses are fetched" in refused.complaint


def test_a_feed_in_a_folder_is_no_source(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(rss(["http://127.0.0.1:9/it"]))
    assert "a folder without any file to read" in briefing("sources", tmp_path).err


@pytest.mark.parametrize(
    "wrong", [("--since", "soon"), ("--since", "2026-13-01"), ("--limit", "0"), ("--allow-host", "http://a/")]
)
def test_a_wrong_option_is_told(briefing: Briefing, wrong: tuple[str, str]) -> None:
    refused = briefing("sources", "http://127.0.0.1:9/", *wrong)
    assert (refused.code, wrong[0] in refused.err) == (2, True)


@pytest.mark.skipif(os.name == "nt", reason="signals as Unix has them")
def test_ctrl_c_ends_a_run_that_waits_for_a_page(server: Misbehaving, tmp_path: Path) -> None:
    server.pages["/it"] = bad.silent
    code = "from briefing.cli.main import run; run()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "sources", server.url("/it"), *ALLOWED],
        env={**os.environ, "BRIEFING_HOME": str(tmp_path)},
        stderr=subprocess.PIPE,
        text=True,
    )
    until = time.monotonic() + 60
    while not server.asked("/it"):
        assert time.monotonic() < until, "the server was not asked"
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert server.asked("/it") == 1  # the page was waited for no longer: else it would have been asked for once more
    assert (process.returncode, said) == (130, "briefing: interrupted; nothing was written\n")
