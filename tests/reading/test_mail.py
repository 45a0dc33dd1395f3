"""Mail as a source: messages, mailboxes, attachments."""

from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.domain.given import Given
from briefing.domain.source import Skipped
from briefing.errors import NoSourcesError
from briefing.reading import read
from briefing.reading.mail import messages

WORDS = """Talks between the port of Norwell and its 400 dockers ended on Thursday without a deal.

“We will meet again next week,” the harbour master Anna Beck told reporters after nine hours.

The union said that its members would strike from Monday unless the port raises wages.
"""
_PARAGRAPHS = "".join(f"<p>{each}</p>" for each in WORDS.split("\n\n"))
PAGE = f"<!DOCTYPE html><html><body><article>{_PARAGRAPHS}</article></body></html>"


def message(*, text: str | None = WORDS, html: str | None = None, subject: str = "Norwell: talks end") -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    made["From"] = "Péter Nagy <peter@wire.example>"
    made["To"] = "desk@post.example"
    made["Subject"] = subject
    made["Date"] = "Fri, 20 Nov 2026 23:30:00 -0500"
    if text is not None:
        made.set_content(text, charset="iso-8859-15" if "“" not in text else "utf-8")
    if html is not None:
        if text is None:
            made.set_content(html, subtype="html")
        else:
            made.add_alternative(html, subtype="html")
    return made


def test_a_message_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(message(html="<p>Something else</p>").as_bytes())
    [source] = read([str(path)]).sources
    assert (source.title, source.author, source.published) == ("Norwell: talks end", "Péter Nagy", date(2026, 11, 20))
    assert (source.extracted, source.published_span, source.path) == (True, None, str(path))
    assert source.text.split() == WORDS.split()
    assert len(source.sentences) == 3


def test_without_plain_text_the_words_of_its_page_count(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(message(text=None, html=PAGE).as_bytes())
    [source] = read([str(path)]).sources
    assert source.title == "Norwell: talks end"
    assert "the harbour master Anna Beck told reporters" in source.text


def test_attachments_that_can_be_read_are_sources_of_their_own(tmp_path: Path) -> None:
    made = message()
    made.add_attachment(PAGE.encode(), maintype="text", subtype="html", filename="../../etc/page.html")
    made.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="logo.png")
    inner = message(subject="Forwarded")
    inner.add_attachment(WORDS.replace("Norwell", "Sandport"), filename="notes.txt")
    made.add_attachment(inner)
    path = tmp_path / "a.eml"
    path.write_bytes(made.as_bytes())
    reading = read([str(path)])
    assert [source.path for source in reading.sources] == [str(path), f"{path}#page.html", f"{path}#notes.txt"]
    assert reading.skipped == ()


def test_a_message_that_is_only_an_attachment(tmp_path: Path) -> None:
    made = EmailMessage()
    made["Subject"] = "see attached"
    made.add_attachment(WORDS, filename="notes.txt")
    path = tmp_path / "a.eml"
    path.write_bytes(made.as_bytes())
    assert [source.path for source in read([str(path)]).sources] == [f"{path}#notes.txt"]


def test_a_mailbox_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "in.mbox"
    escaped = WORDS + "\nFrom now on the port will be closed at night, the harbour master said.\n"
    parts = [message(subject=f"Round {number}", text=escaped).as_bytes().replace(b"\r\n", b"\n") for number in range(3)]
    parts = [part.replace(b"\nFrom now", b"\n>From now") for part in parts]
    path.write_bytes(b"".join(b"From desk@post.example Fri Nov 20 23:30:00 2026\n" + part + b"\n" for part in parts))
    sources = read([str(path)]).sources
    assert [(source.path, source.title) for source in sources] == [
        (f"{path}#{number + 1}", f"Round {number}") for number in range(3)
    ]
    assert "\nFrom now on the port will be closed" in sources[1].text


def test_mail_in_a_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_bytes(message().as_bytes())
    (tmp_path / "2.txt").write_text(WORDS.replace("Norwell", "Sandport"))
    assert len(read([str(tmp_path)]).sources) == 2


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.eml", b"no head\n\njust words", "no message: it has no head"),
        ("a.eml", b"Subject: x\n\n", "a message without text"),
        ("a.mbox", b"just words\n", "no mailbox in the mbox format"),
        (
            "a.eml",
            b"Subject: x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0K",
            "without text",
        ),
    ],
)
def test_what_is_no_message_is_told(name: str, data: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(NoSourcesError, match=reason):
        read([str(tmp_path / name)])


def test_a_message_within_messages_without_end_is_refused() -> None:
    head = b"Subject: x\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
    found = list(messages(Given(path="a.eml", data=head * 3000 + b"Subject: y\n\nwords")))
    assert len(found) == 1
    assert isinstance(found[0], Skipped)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 500))
def test_a_damaged_message_is_opened_or_refused(noise: bytes, at: int) -> None:
    whole = message(html=PAGE).as_bytes()
    for each in messages(Given(path="a.eml", data=whole[:at] + noise + whole[at:])):
        assert isinstance(each, Given | Skipped)
