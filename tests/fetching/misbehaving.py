"""A server on 127.0.0.1 that misbehaves in every way a page or a feed can."""

import gzip
import socket
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler

from tests.loopback import Loopback

_SENTENCES = (
    "Talks between the port of Norwell and its 400 dockers ended on Thursday without a deal, the harbour master said.",
    "“We will meet again next week,” Anna Beck told reporters in the town hall after nine hours of negotiations.",
    "The union said that its members would strike from Monday unless the port raises wages by five percent.",
    "A spokesman for the port said that the demand was too high, and that it would offer three percent instead.",
)


def page(number: int = 0, *, title: str = "Harbour talks end", head: str = "", words: str = "") -> str:
    body = "".join(
        f"<p>{sentence}</p>" for sentence in (*_SENTENCES, words, f"It was round {number} of them.") if sentence
    )
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def rss(links: list[str], *, content: bool = False, days: int = 0) -> str:
    """A feed of these links, each entry a day older than the one before it."""
    own = f"<content:encoded><![CDATA[{''.join(f'<p>{each}</p>' for each in _SENTENCES)}]]></content:encoded>"
    items = "".join(
        f"<item><title>Entry {number}</title><link>{link}</link>"
        f"<pubDate>{formatdate(1_780_000_000 - 86_400 * (number + days))}</pubDate>{own if content else ''}</item>"
        for number, link in enumerate(links)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>Norwell Post</title>{items}</channel></rss>"
    )


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "Misbehaving"

    def do_GET(self) -> None:
        self.server.seen.append((self.path, dict(self.headers), time.monotonic()))
        answer = self.server.pages.get(self.path.split("?")[0])
        with suppress(OSError):
            if answer is None:
                self.say(404, b"not here")
            elif isinstance(answer, bytes | str):
                self.say(200, answer.encode() if isinstance(answer, str) else answer)
            else:
                answer(self)

    def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named.setdefault("Content-Type", "text/html")
        named.setdefault("Content-Length", str(len(body)))
        for name, value in named.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def pour(self, chunks: Iterator[bytes], **headers: str) -> None:
        """A body without an announced length; the connection ends it."""
        self.close_connection = True
        self.say(200, Content_Length="", Connection="close", **headers)
        for chunk in chunks:
            self.wfile.write(chunk)

    def log_message(self, format: str, *args: object) -> None:
        pass


Answer = bytes | str | Callable[[Handler], None]


class Misbehaving(Loopback):
    def __init__(self) -> None:
        super().__init__(Handler)
        self.pages: dict[str, Answer] = {}
        self.seen: list[tuple[str, dict[str, str], float]] = []
        """Path, headers and moment of each question."""

    def asked(self, path: str) -> int:
        return sum(each[0] == path for each in self.seen)


@contextmanager
def misbehaving(**pages: Answer) -> Iterator[Misbehaving]:
    with Misbehaving() as server:
        server.pages |= {f"/{name}": answer for name, answer in pages.items()}
        yield server


def drip(handler: Handler) -> None:
    """A byte now and then, for ever."""

    def bytes_() -> Iterator[bytes]:
        for _ in range(3000):
            time.sleep(0.05)
            yield b"<"

    handler.pour(bytes_())


def silent(handler: Handler) -> None:
    time.sleep(20)
    handler.close_connection = True


def gibberish(handler: Handler) -> None:
    handler.close_connection = True
    handler.wfile.write(b"SSH-2.0-OpenSSH\r\n")


def stream(total: int) -> Callable[[Handler], None]:
    """So many bytes, none announced."""

    def pour(handler: Handler) -> None:
        block = b"<p>Words and more words without an end. </p>" * 1500
        handler.pour(block for _ in range(total // len(block)))

    return pour


def announced(total: int) -> Callable[[Handler], None]:
    return lambda handler: handler.say(200, b"<html>", Content_Length=str(total))


def gzip_bomb(total: int) -> Callable[[Handler], None]:
    """So many bytes, compressed to a thousandth."""

    def pour(handler: Handler) -> None:
        def blocks() -> Iterator[bytes]:
            engine = zlib.compressobj(9, zlib.DEFLATED, 31)
            block = b"<html>" + bytes(1_000_000)
            for _ in range(total // len(block)):
                yield engine.compress(block)
            yield engine.flush()

        handler.pour(blocks(), Content_Encoding="gzip")

    return pour


def zipped(body: str) -> Callable[[Handler], None]:
    return lambda handler: handler.say(200, gzip.compress(body.encode()), Content_Encoding="gzip")


def cut(body: str) -> Callable[[Handler], None]:
    """Less than was announced."""

    def say(handler: Handler) -> None:
        handler.close_connection = True
        handler.say(200, body.encode()[: len(body) // 2], Content_Length=str(len(body.encode())))
        handler.wfile.flush()
        handler.connection.shutdown(socket.SHUT_RDWR)

    return say


def redirect(location: str, **headers: str) -> Callable[[Handler], None]:
    return lambda handler: handler.say(302, Location=location, **headers)


def status(code: int, **headers: str) -> Callable[[Handler], None]:
    return lambda handler: handler.say(code, b"trouble", **headers)


def typed(body: bytes, kind: str) -> Callable[[Handler], None]:
    return lambda handler: handler.say(200, body, Content_Type=kind)


def validated(body: str) -> Callable[[Handler], None]:
    """With an ETag, and 304 for who knows it."""

    def say(handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == '"one"':
            handler.say(304, ETag='"one"')
        else:
            handler.say(200, body.encode(), ETag='"one"', Last_Modified="Fri, 20 Nov 2026 08:00:00 GMT")

    return say


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]><rss version='2.0'><channel><title>&j;</title><item><title>&j;</title></item></channel></rss>"
)
EXTERNAL = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    "<rss version='2.0'><channel><title>&a;</title><item><title>&a;</title></item></channel></rss>"
)
