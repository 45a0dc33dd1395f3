"""A brief arrives as what it is, and what does not arrive says why."""

import hmac
import socket
import socketserver
import threading
import time
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from briefing.delivering import deliver, folder, webhook
from briefing.delivering.mail import as_html
from briefing.domain.delivery import FolderTarget, HookTarget, MailTarget, Parcel, Security
from briefing.errors import DeliveryError
from tests.loopback import Loopback
from tests.postboxes import Hook, MailServer

MARKDOWN = """---
form: briefing 1
---
# Harbour

The harbour is *open*.[^1] [Click](https://evil.example/x) <b>bold</b> <script>alert(1)</script>
![x](https://evil.example/p.png) <https://evil.example/auto>

| on | says |
|---|---|
| tide | high |

[^1]: "The harbour is open." (a.txt, characters 0-20) supported
"""
PARCEL = Parcel(
    id="port-2025-03-04-desk-0123",
    brief="port",
    title="Häfen open",
    date="2025-03-04",
    claims="3 claims: 3 supported",
    files={"2025-03-04.md": MARKDOWN.encode(), "2025-03-04.pdf": b"%PDF-1.7 x", "2025-03-04.json": b'{"a": 1}'},
)


def test_the_texts_are_there_before_the_brief_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"2025-03-04.sources/1.fetched.pdf": b"%PDF-1.4 not the brief", "2025-03-04.sources/1.txt": b"text"}
    placed: list[str] = []

    def place(target: Path, data: bytes) -> None:
        placed.append(str(target.relative_to(tmp_path)))
        target.write_bytes(data)

    monkeypatch.setattr(folder, "place", place)
    parcel = replace(PARCEL, texts=texts)
    deliver(parcel, FolderTarget(name="copy", path=tmp_path), {})
    assert placed == [*texts, *PARCEL.files]
    assert parcel.of(".pdf") == ("2025-03-04.pdf", b"%PDF-1.7 x")


def mail_target(server: MailServer) -> MailTarget:
    return MailTarget(
        name="desk",
        host="127.0.0.1",
        port=server.port,
        security=Security.NONE,
        sender="Desk <desk@port.example>",
        to=("a@port.example", "b@port.example"),
    )


def test_a_mail_has_the_markdown_as_text_and_as_html_and_the_pdf() -> None:
    with MailServer() as server:
        deliver(PARCEL, mail_target(server), {})
    (mail,) = server.mails
    assert (mail["To"], mail["From"]) == ("a@port.example, b@port.example", "Desk <desk@port.example>")
    assert mail["Subject"] == "Häfen open (2025-03-04)"
    assert mail["Message-ID"] == "<port-2025-03-04-desk-0123@port.example>"
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert text.get_content() == MARKDOWN
    assert html is not None
    assert "The harbour is <em>open</em>.<sup>1</sup>" in html.get_content()
    (pdf,) = mail.iter_attachments()
    assert (pdf.get_content_type(), pdf.get_filename()) == ("application/pdf", "2025-03-04.pdf")
    assert pdf.get_content() == b"%PDF-1.7 x"


def test_nothing_in_the_html_of_a_mail_can_be_clicked_loaded_or_run() -> None:
    html = as_html(MARKDOWN)
    assert "<td>high</td>" in html
    assert "[Click](https://evil.example/x)" in html
    assert [tag for tag in ("<a", "<img", "<script", "<b>", "href", "src=", "form: briefing") if tag in html] == []


def test_a_password_comes_from_the_environment_under_the_name_given() -> None:
    with MailServer(login=True) as server:
        target = replace(mail_target(server), user="u", password_env="DESK")
        with pytest.raises(DeliveryError, match="the environment variable DESK is not set"):
            deliver(PARCEL, target, {})
        deliver(PARCEL, target, {"DESK": "hunter2"})
    assert (len(server.mails), len(server.logins)) == (1, 1)


def test_a_mail_server_that_says_no_is_quoted() -> None:
    with MailServer(refuse=b"550 no such desk") as server, pytest.raises(DeliveryError) as error:
        deliver(PARCEL, mail_target(server), {})
    assert "a@port.example: 550 no such desk" in str(error.value)
    assert server.mails == []


def test_a_mail_that_one_of_two_does_not_get_has_not_arrived() -> None:
    with (
        MailServer(refuse=b"450 later", whom=b"b@") as server,
        pytest.raises(DeliveryError, match=r"b@port.*450 later"),
    ):
        deliver(PARCEL, mail_target(server), {})
    assert len(server.mails) == 1


def test_a_mail_to_one_of_several_names_all_of_them() -> None:
    with MailServer(refuse=b"450 later", whom=b"b@") as server:
        deliver(PARCEL, replace(mail_target(server), recipient="a@port.example"), {})
    assert server.mails[0]["To"] == "a@port.example, b@port.example"


def test_a_mail_server_without_encryption_gets_nothing_where_it_is_wanted() -> None:
    with MailServer(login=True) as server:
        target = replace(mail_target(server), security=Security.STARTTLS, user="u", password_env="DESK")
        with pytest.raises(DeliveryError, match="STARTTLS"):
            deliver(PARCEL, target, {"DESK": "hunter2"})
    assert (server.mails, server.logins) == ([], [])


@pytest.fixture
def nobody() -> int:
    """A port at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_where_nobody_listens(nobody: int) -> None:
    target = MailTarget(
        name="desk", host="127.0.0.1", port=nobody, security=Security.SSL, sender="a@b.example", to=("c@d.example",)
    )
    with pytest.raises(DeliveryError, match="refused"):
        deliver(PARCEL, target, {})
    with pytest.raises(DeliveryError, match=r"cannot post to 'http://127\.0\.0\.1.*refused"):
        deliver(PARCEL, HookTarget(name="hook", url=f"http://127.0.0.1:{nobody}/"), {})


def test_a_hook_is_posted_the_json_with_a_key_that_repeats_itself_and_a_signature() -> None:
    with Hook() as hook:
        target = HookTarget(name="hook", url=hook.address, secret_env="SIGN", token_env="TOKEN")
        for _ in range(2):
            deliver(PARCEL, target, {"SIGN": "s3cret", "TOKEN": "t0ken"})
    first, second = hook.posts
    assert (first.path, first.body) == ("/in?brief=1", b'{"a": 1}')
    assert first.headers["x-briefing-signature"] == "sha256=" + hmac.new(b"s3cret", first.body, sha256).hexdigest()
    assert first.headers["authorization"] == "Bearer t0ken"
    assert first.headers["content-type"] == "application/json"
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"] == PARCEL.id


def test_a_hook_can_have_the_text() -> None:
    with Hook() as hook:
        deliver(PARCEL, HookTarget(name="hook", url=hook.address, form="text"), {})
    assert hook.posts[0].body == MARKDOWN.encode()
    assert "x-briefing-signature" not in hook.posts[0].headers


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_hook_that_does_not_say_that_it_took_it_did_not(status: int) -> None:
    with Hook(status) as hook, pytest.raises(DeliveryError, match=f"answers {status}"):
        deliver(PARCEL, HookTarget(name="hook", url=hook.address + "&token=hunter2"), {})
    assert len(hook.posts) == 1


def test_a_hook_that_speaks_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def drip(line: socketserver.StreamRequestHandler) -> None:
        with suppress(ConnectionError):
            while True:
                line.wfile.write(b"H")
                time.sleep(0.01)

    class Dripping(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            drip(self)

    monkeypatch.setattr(webhook, "_TIMEOUT", 0.3)
    with Loopback(Dripping) as server, pytest.raises(DeliveryError, match="has not answered in"):
        deliver(PARCEL, HookTarget(name="hook", url=server.url("/")), {})
    assert not [each for each in threading.enumerate() if isinstance(each, threading.Timer)]


@pytest.mark.parametrize("ending", ["\n", "\r\n", " "])
def test_the_line_end_of_a_file_of_secrets_is_no_part_of_a_secret(ending: str) -> None:
    with Hook() as hook:
        deliver(PARCEL, HookTarget(name="hook", url=hook.address, token_env="TOKEN"), {"TOKEN": f"t0ken{ending}"})
    assert hook.posts[0].headers["authorization"] == "Bearer t0ken"


@pytest.mark.parametrize(
    ("url", "token"), [("http://127.0.0.1:9/in", "hun\nter2"), ("http://127.0.0.1:9/in?key=hun\x01ter2", "good")]
)
def test_what_cannot_be_sent_is_not_quoted(url: str, token: str) -> None:
    with pytest.raises(DeliveryError) as error:
        deliver(PARCEL, HookTarget(name="hook", url=url, token_env="TOKEN"), {"TOKEN": token})
    assert "ter2" not in error.value.told


def test_a_fault_names_the_hook_without_its_secrets() -> None:
    with Hook(500) as hook, pytest.raises(DeliveryError) as error:
        deliver(PARCEL, HookTarget(name="hook", url=hook.address + "&token=hunter2"), {})
    assert "hunter2" not in str(error.value)


def test_a_folder_gets_the_files_whole_and_each_once(tmp_path: Path) -> None:
    target = FolderTarget(name="copy", path=tmp_path / "deep" / "copies")
    for _ in range(2):
        deliver(PARCEL, target, {})
    assert {path.name: path.read_bytes() for path in target.path.iterdir()} == dict(PARCEL.files)


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "copies").write_text("")
    with pytest.raises(DeliveryError, match="cannot write to"):
        deliver(PARCEL, FolderTarget(name="copy", path=tmp_path / "copies"), {})
