"""Feeds of three kinds and pages, served on 127.0.0.1, that change from day to day; all of it is invented here."""

import hashlib
import json
from datetime import datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from tests.fetching.misbehaving import Answer, Handler, Misbehaving
from tests.unattended.days import FIRST

MODIFIED = "Mon, 03 Mar 2025 20:00:00 GMT"

FERRY = {
    "/post/1": (
        "Ferry burns off Norwell",
        "The ferry Osprey caught fire off Norwell on Sunday evening with 140 passengers on board.",
        "Nine passengers of the ferry were taken to hospital, the coastguard of Norwell said on Monday.",
        "The fire on the Osprey broke out in the engine room, captain Arne Lund said on Monday.",
    ),
    "/post/2": (
        "Norwell ferry company stops its service",
        "The company that owns the ferry Osprey stopped its service from Norwell on Monday after the fire.",
        "Its second ferry, the Heron, stays in the port of Norwell until it has been inspected.",
        "“We will not sail before we know the cause of the fire,” director Maud Keel said on Monday.",
    ),
    "/wire/1": (
        "Passengers of burning ferry brought ashore",
        "Lifeboats brought all 140 passengers of the ferry Osprey ashore in Norwell on Sunday night.",
        "The fire on the ferry was put out after five hours, the coastguard said on Monday.",
        "Two tugs pulled the Osprey into the port of Norwell on Monday morning.",
    ),
    "/town/1": (
        "Norwell takes in ferry passengers",
        "The town of Norwell put up 60 passengers of the ferry Osprey in its sports hall on Sunday night.",
        "Mayor Elin Strand said on Monday that the passengers would be taken home by bus.",
        "The fire on the ferry had been seen from the harbour wall, residents of Norwell said.",
    ),
    "/notice": (
        "Notice of the port of Norwell",
        "The port of Norwell is closed to ships of more than 50 metres after the fire on the ferry Osprey.",
        "The ferry Osprey lies at the north quay of Norwell, where the engine room is pumped dry.",
        "The inquiry into the fire on the ferry has 4 members, the port of Norwell said on Monday.",
    ),
}
LATER = {
    "/post/3": (
        "Osprey inquiry names fuel pipe",
        "A broken fuel pipe caused the fire on the ferry Osprey, the inquiry said in Norwell on Tuesday.",
        "Inspectors had asked the company in January to replace the pipe in the engine room of the ferry.",
        "“The pipe was eleven years old,” inspector Ruth Amsel said on Tuesday.",
    ),
    "/wire/2": (
        "Second Norwell ferry fails inspection",
        "The ferry Heron failed its inspection in Norwell on Wednesday, ten days before the summer timetable.",
        "Inspectors found 3 broken fuel pipes in the engine room of the Heron, the coastguard said on Wednesday.",
        "The company will replace the pipes of both ferries, director Maud Keel said on Wednesday.",
    ),
}
ARTICLES = FERRY | LATER


class Newsroom:
    """What stands in the feeds is named by path; a feed says who publishes it."""

    def __init__(self, server: Misbehaving) -> None:
        self.server = server
        for path, lines in ARTICLES.items():
            server.pages[path] = versioned(_page(lines))
        self.rss("/post/1", "/post/2")
        self.atom("/wire/1")
        self.json("/town/1")

    def rss(self, *paths: str) -> None:
        items = "".join(
            f"<item><title>{escape(ARTICLES[path][0])}</title><link>{self.server.url(path)}</link>"
            f"<pubDate>{format_datetime(_moment(path))}</pubDate></item>"
            for path in paths
        )
        whole = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Norwell Post</title>{items}</channel></rss>'
        self.server.pages["/post.rss"] = versioned(whole, "application/rss+xml")

    def atom(self, *paths: str) -> None:
        entries = "".join(
            f"<entry><title>{escape(ARTICLES[path][0])}</title><id>urn:x:{path}</id>"
            f'<link href="{self.server.url(path)}"/><updated>{_moment(path).isoformat()}</updated></entry>'
            for path in paths
        )
        whole = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Coast Wire</title><id>urn:x</id>{entries}</feed>'
        self.server.pages["/wire.atom"] = versioned(whole, "application/atom+xml")

    def json(self, *paths: str) -> None:
        items = [
            {
                "id": path,
                "url": self.server.url(path),
                "title": ARTICLES[path][0],
                "date_published": _moment(path).isoformat(),
            }
            for path in paths
        ]
        whole = {"version": "https://jsonfeed.org/version/1.1", "title": "Town of Norwell", "items": items}
        self.server.pages["/town.json"] = versioned(json.dumps(whole), "application/feed+json")

    def say(self, path: str, before: str, now: str) -> None:
        """A page says something else from now on."""
        whole = _page(ARTICLES[path])
        assert before in whole
        self.server.pages[path] = versioned(whole.replace(before, now))

    def forget(self) -> dict[str, dict[str, str]]:
        """Headers of the last question for each path since this was last called."""
        seen = {path: headers for path, headers, _ in self.server.seen}
        self.server.seen.clear()
        return seen


def versioned(body: str, kind: str = "text/html; charset=utf-8") -> Answer:
    """With both validators, and 304 for who sends the ETag of what it says now."""
    tag = f'"{hashlib.sha256(body.encode()).hexdigest()[:12]}"'

    def say(handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == tag:
            handler.say(304, ETag=tag)
        else:
            handler.say(200, body.encode(), Content_Type=kind, ETag=tag, Last_Modified=MODIFIED)

    return say


def _page(lines: tuple[str, ...]) -> str:
    title, *paragraphs = lines
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{title}</h1>{body}</article><footer>All rights reserved</footer></body></html>"
    )


def _moment(path: str) -> datetime:
    """Entries of a day come at noon before the first run, or on the days after it."""
    days = {"/post/3": 0, "/wire/2": 1}
    return FIRST + timedelta(days=days.get(path, -1), hours=6)
