"""What is never asked, and who is never told what: addresses, credentials, robots.txt, the pace."""

import ssl
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from briefing.domain.addresses import shown
from briefing.domain.given import Given
from briefing.domain.reach import Reach
from briefing.domain.source import Skipped
from briefing.errors import SourceError
from briefing.fetching.addresses import closed, parse
from briefing.fetching.collecting import Collector
from briefing.fetching.limits import Limits
from briefing.fetching.pace import Pace
from briefing.sourcing import given
from tests.fetching import misbehaving as bad
from tests.fetching.misbehaving import misbehaving, page
from tests.loopback import HOST

LIMITS = Limits(pause=0.0, retry=0.01)


def fetch(home: Path, url: str, *, allowed: frozenset[str] = frozenset({HOST}), **more: Any) -> Given | Skipped:
    with Collector(Reach(store=home, allowed=allowed), limits=LIMITS, **more) as collector:
        [found] = collector.fetch(url)
    return found


CLOSED = """0.0.0.0 0.1.2.3 10.1.2.3 100.64.0.1 100.100.100.200 127.0.0.1 127.1.2.3 168.63.129.16 169.254.169.254
172.16.0.1 172.31.255.255 192.0.0.192 192.0.2.1 192.168.1.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1 240.0.0.1
255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1 100::1
2001::1 2001:db8::1 2002:7f00:1:: fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1"""


@pytest.mark.parametrize("ip", CLOSED.split())
def test_a_place_that_is_not_of_the_public_network_is_never_asked(ip: str, tmp_path: Path) -> None:
    assert closed(ip)
    found = fetch(tmp_path, "http://news.example/", allowed=frozenset(), resolve=lambda *_: [ip])
    assert isinstance(found, Skipped)
    assert f"has the address {ip}, which is not of the public network" in found.reason
    assert found.help == "If it is meant, allow it by name: --allow-host news.example."


def test_places_of_the_public_network_are_open() -> None:
    assert not any(map(closed, ["8.8.8.8", "93.184.216.34", "172.32.0.1", "2606:4700::1111", "2a00:1450::1"]))


@pytest.mark.parametrize(
    "host", ["127.1", "2130706433", "0x7f.1", "0177.0.0.1", "localhost", "[::1]", "[::ffff:7f00:1]"]
)
def test_loopback_in_disguise_is_seen_through(host: str, tmp_path: Path) -> None:
    with misbehaving(it=page()) as server:
        found = fetch(tmp_path, f"http://{host}:{server.port}/it", allowed=frozenset())
    assert isinstance(found, Skipped)
    assert server.seen == []


def test_one_private_address_among_public_ones_is_enough(tmp_path: Path) -> None:
    found = fetch(tmp_path, "http://a.example/", resolve=lambda *_: ["93.184.216.34", "10.0.0.1"])
    assert isinstance(found, Skipped) and "10.0.0.1" in found.reason


def test_a_name_that_changes_its_address_is_asked_for_it_once(tmp_path: Path) -> None:
    """A name service that answers with a harmless address first, and with ours then."""
    answers = iter([["10.9.9.9"], [HOST], [HOST]])
    with misbehaving(it=page()) as server:
        url = f"http://changing.example:{server.port}/it"
        refused = fetch(tmp_path, url, allowed=frozenset(), resolve=lambda *_: next(answers))
        assert isinstance(refused, Skipped) and "10.9.9.9" in refused.reason
        assert server.seen == []


def test_the_address_that_was_checked_is_the_one_that_is_connected_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    reached: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        reached.append(address)
        raise ConnectionRefusedError

    asked: list[str] = []

    def resolve(host: str, _: int) -> list[str]:
        asked.append(host)
        return ["93.184.216.34"]

    monkeypatch.setattr(socket, "create_connection", connect)
    found = fetch(tmp_path, "https://news.example/it", allowed=frozenset(), resolve=resolve)
    assert isinstance(found, Skipped) and found.reason == "nobody answers there"
    assert {address[0] for address in reached} == {"93.184.216.34"}
    assert len(asked) == len(reached)


def test_a_host_is_allowed_by_its_name_alone(tmp_path: Path) -> None:
    with misbehaving(it=page()) as server:
        url = f"http://intranet.example:{server.port}/it"
        found = fetch(tmp_path, url, allowed=frozenset({"intranet.example"}), resolve=lambda *_: [HOST])
        assert isinstance(found, Given)
        server.pages["/away"] = bad.redirect(f"http://other.example:{server.port}/it")
        url = f"http://intranet.example:{server.port}/away"
        found = fetch(tmp_path, url, allowed=frozenset({"intranet.example"}), resolve=lambda *_: [HOST])
        assert isinstance(found, Skipped) and "'other.example'" in found.reason


def test_credentials_stay_with_their_host_and_are_never_shown(tmp_path: Path) -> None:
    with misbehaving(it=bad.redirect("/here"), here=page()) as server, misbehaving(there=page()) as other:
        found = fetch(tmp_path, f"http://anna:s%C3%A9cret@{HOST}:{server.port}/it")
        assert isinstance(found, Given) and found.known is not None
        assert "cret" not in found.path + found.known.url
        assert [headers["Authorization"] for path, headers, _ in server.seen if path == "/here"] == [
            "Basic YW5uYTpzw6ljcmV0"
        ]
        server.pages["/it"] = bad.redirect(other.url("/there"))
        fetch(tmp_path, f"http://anna:secret@{HOST}:{server.port}/it")
        assert other.asked("/there") == 1
        assert not any("Authorization" in headers for _, headers, _ in other.seen)
    assert shown("https://a.example/\x1b[2J\n\x85x") == "https://a.example/%1B[2J%0A%C2%85x"
    assert shown("https://anna:pw@news.example/a?b=@c") == "https://news.example/a?b=@c"


@pytest.mark.parametrize(
    "text",
    [
        *("http://anna:hunter@[::1/feed", "https://anna:hunter@exa mple.org/x", "http://anna:hun/ter@a.example/"),
        *("ftp://anna:hunter@a.example/", "//anna:hunter@[a/"),
    ],
)
def test_what_is_no_address_does_not_give_its_password_away(text: str, tmp_path: Path) -> None:
    assert "hun" not in shown(text) and "ter@" not in shown(text)
    [found] = given([text], reach=Reach(store=tmp_path, allowed=frozenset()))
    assert isinstance(found, Skipped)
    assert "hun" not in found.path + found.reason + found.help


def test_a_secured_host_must_prove_its_name_and_not_its_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Path(__file__).parent / "news.example.pem"
    names: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own)
    context.sni_callback = lambda _, name, __: names.append(name)
    with misbehaving(it=page()) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)

        def asked(host: str) -> Given | Skipped:
            url = f"https://{host}:{server.port}/it"
            return fetch(tmp_path, url, allowed=frozenset({host}), resolve=lambda *_: [HOST])

        strange = asked("news.example")
        assert isinstance(strange, Skipped) and "its certificate is not valid" in strange.reason
        monkeypatch.setenv("SSL_CERT_FILE", str(own))
        assert isinstance(asked("news.example"), Given)
        other = asked("other.example")
        assert isinstance(other, Skipped) and "its certificate is not valid" in other.reason
    assert names[-1] == "other.example"


def test_who_asks_says_so_and_keeps_no_cookie(tmp_path: Path) -> None:
    with misbehaving(it=lambda handler: handler.say(302, Location="/here", Set_Cookie="id=1"), here=page()) as server:
        fetch(tmp_path, server.url("/it"))
    assert {headers["User-Agent"].split("/")[0] for _, headers, _ in server.seen} == {"briefing"}
    assert not any("Cookie" in headers for _, headers, _ in server.seen)
    assert server.asked("/here") == 1


ROBOTS: list[tuple[bad.Answer, str | None]] = [
    ("User-agent: *\nDisallow: /private", None),
    ("User-agent: *\nDisallow: /it", "its robots.txt asks programs not to read it"),
    ("User-agent: *\nDisallow: /*.html$\nDisallow: /i*", "its robots.txt asks programs not to read it"),
    ("User-agent: briefing\nDisallow: /\n\nUser-agent: *\nAllow: /", "its robots.txt asks programs not to read it"),
    (bad.status(404), None),
    (bad.status(403), None),
    (bad.status(500), "cannot be had (HTTP 500)"),
    (bad.redirect("/robots.txt"), None),
    (bytes(range(256)), None),
    (bad.stream(3_000_000), None),
]


@pytest.mark.parametrize(("rules", "reason"), ROBOTS)
def test_robots_txt_is_heeded(rules: bad.Answer, reason: str | None, tmp_path: Path) -> None:
    with misbehaving(it=page()) as server:
        server.pages["/robots.txt"] = rules
        found = fetch(tmp_path, server.url("/it"))
    if reason is None:
        assert isinstance(found, Given)
    else:
        assert isinstance(found, Skipped) and reason in found.reason
        assert server.asked("/it") == 0


def test_a_host_is_left_in_peace_between_two_questions() -> None:
    now, slept = [100.0], []

    def sleep(seconds: float) -> None:
        slept.append(round(seconds, 3))

    pace = Pace(1.0, now=lambda: now[0], sleep=sleep)
    pace.wait("a")
    pace.wait("a")
    pace.wait("b")
    now[0] += 1.5
    pace.wait("a", 4.0)
    pace.wait("a")
    assert slept == [1.0, 0.5, 4.5]


def test_hosts_are_asked_side_by_side_and_each_by_one_connection_at_a_time(tmp_path: Path) -> None:
    hosts = [f"h{number}.example" for number in range(6)]
    together = threading.Barrier(len(hosts), timeout=60)  # nobody gets an answer before all have asked
    under_way: Counter[str] = Counter()
    most = []

    def first(handler: bad.Handler) -> None:
        together.wait()
        handler.say(200, page().encode())

    def then(handler: bad.Handler) -> None:
        host = handler.headers["Host"]
        under_way[host] += 1
        most.append(under_way[host])
        time.sleep(0.01)
        under_way[host] -= 1
        handler.say(200, page().encode())

    with misbehaving(it=first, then=then) as server:
        reach = Reach(store=tmp_path, allowed=frozenset(hosts))
        with Collector(reach, limits=LIMITS, resolve=lambda *_: [HOST]) as collector:
            urls = [f"http://{host}:{server.port}/{name}" for name in ("it", "then", "then?1") for host in hosts]
            collector.begin(urls)
            found = [each for url in urls for each in collector.fetch(url)]
    assert len([each for each in found if isinstance(each, Given)]) == len(urls)
    assert max(most) == 1


@pytest.mark.parametrize(
    "text", ["http://", "http:///a", "https://a b/", "http://[::1/", "http://a:99999/", "http://a:0/", "ftp://a/", "x"]
)
def test_what_is_no_address_is_told(text: str) -> None:
    with pytest.raises(SourceError):
        parse(text)


@pytest.mark.parametrize("text", ["http://a/\ud83d", "http://a/?b=\ud83d", "http://\ud83d/", "http://a/#\udcff"])
def test_half_a_character_is_no_fault_of_ours(text: str) -> None:
    try:
        assert str(parse(text)) == "http://a/"  # a fragment is never sent
    except SourceError as error:
        assert (str(error), "#" in text) == ("no web address", False)
    assert "\ufffd" in shown(text)


@tried(st.text(st.characters(), max_size=60))
def test_an_address_is_ascii_or_refused(text: str) -> None:
    try:
        address = parse("http://" + text)
    except SourceError:
        return
    assert str(address).isascii() and not any(char <= " " for char in str(address))
    assert parse(str(address)).host == address.host
