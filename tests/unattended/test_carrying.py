"""What is to be delivered is, once; what fails is kept and tried again."""

import json

import pytest

from briefing import delivering
from tests.postboxes import Hook, MailServer
from tests.unattended.days import FIRST, Desk, day

TO = 'deliver = ["copy", "desk", "hook"]'


def targets(mail: MailServer, hook: Hook) -> str:
    return f"""
[deliver.copy]
kind = "folder"
path = "copies"
[deliver.desk]
kind = "email"
host = "127.0.0.1"
port = {mail.port}
security = "none"
from = "port@desk.example"
to = ["a@desk.example"]
[deliver.hook]
kind = "webhook"
url = "{hook.address}"
"""


def test_a_brief_goes_to_all_who_want_it_once(desk: Desk) -> None:
    desk.receive("harbour")
    with MailServer() as mail, Hook() as hook:
        desk.configure(TO, targets(mail, hook))
        assert desk.run() == 0
        assert desk.run(day(2)) == 21
    assert (len(mail.mails), len(hook.posts)) == (1, 1)
    assert hook.posts[0].body == desk.out["2025-03-04.json"]
    copied = sorted(path.name for path in (desk.folder / "copies").iterdir())
    assert copied == ["2025-03-04.json", "2025-03-04.md", "port-2025-03-04.pdf"]
    attached = [part.get_filename() for part in mail.mails[0].iter_attachments()]
    assert attached == ["port-2025-03-04.pdf"]  # made for the mail alone
    assert not any(name.endswith(".pdf") for name in desk.out)


def test_what_fails_is_said_kept_and_tried_with_the_next_run(desk: Desk) -> None:
    desk.receive("harbour")
    with MailServer(refuse=b"451 full, try later") as mail, Hook(503) as hook:
        desk.configure(TO, targets(mail, hook))
        assert desk.run() == 24
        assert desk.log.count("ERROR") == 2
        assert "451 full, try later" in desk.log
        mail.refuse = b""
        desk.receive("strike")
        assert desk.run(day(2)) == 0
        assert desk.run(day(3)) == 21
    assert [mail["Subject"][-12:] for mail in mail.mails] == ["(2025-03-04)", "(2025-03-05)"]
    first, again, second = [json.loads(post.body) for post in hook.posts]
    assert first == again != second
    keys = [post.headers["idempotency-key"] for post in hook.posts]
    assert keys[0] == keys[1] != keys[2]


def test_a_folder_gets_the_texts_that_the_footnotes_lead_to(desk: Desk) -> None:
    words = "The port of Dunholt took 40 ships in this week, its harbour master said on Monday. " * 4
    (desk.folder / "in" / "page.html").write_text(
        f"<html><body><article><h1>Port</h1><p>{words}</p></article></body></html>"
    )
    with MailServer() as mail, Hook(503) as hook:
        desk.configure(TO, targets(mail, hook))
        assert desk.run() == 24
        assert desk.run(day(2)) == 21  # what waited in the store has lost nothing, and gained nothing
    copies = desk.folder / "copies"
    assert sorted(str(path.relative_to(copies)) for path in copies.rglob("*.*")) == [
        *("2025-03-04.json", "2025-03-04.md", "2025-03-04.sources", "2025-03-04.sources/1.txt"),
        *("port-2025-03-04.pdf", "port-2025-03-04.sources", "port-2025-03-04.sources/1.txt"),
    ]
    kept = desk.folder / "out" / "2025-03-04.sources" / "1.txt"
    assert (copies / "2025-03-04.sources" / "1.txt").read_bytes() == kept.read_bytes()
    assert '"2025-03-04.sources/1.txt"' in (copies / "2025-03-04.md").read_text()
    assert [part.get_filename() for part in mail.mails[0].iter_attachments()] == ["port-2025-03-04.pdf"]
    assert hook.posts[-1].body == desk.out["2025-03-04.json"]


def test_days_that_have_a_folder_each_have_it_elsewhere_too(desk: Desk) -> None:
    with MailServer() as mail, Hook() as hook:
        desk.configure(TO, targets(mail, hook))
        config = desk.folder / "briefing.toml"
        config.write_text(config.read_text().replace("out/{date}.", "out/{date}/port."))
        page = "<html><body><article><h1>Port</h1><p>{}</p></article></body></html>"
        for number in (1, 2):
            words = f"The port of Dunholt took {number}0 ships in this week, its harbour master said on Monday. " * 4
            (desk.folder / "in" / "page.html").write_text(page.format(words))
            assert desk.run(day(number)) in (0, 20), desk.log
    copies = desk.folder / "copies"
    for date, said in (("2025-03-04", "10 ships"), ("2025-03-05", "20 ships")):
        assert said in (copies / date / "port.md").read_text()
        assert said in (copies / date / "port.sources" / "1.txt").read_text()
    assert [path.name for path in copies.glob("*.md")] == []
    attached = [part.get_filename() for part in mail.mails[0].iter_attachments()]
    assert attached == ["port-2025-03-04.pdf"]
    assert len(hook.posts) == 2


def test_a_mail_that_was_taken_without_a_word_comes_again_under_the_same_name(desk: Desk) -> None:
    desk.receive("harbour")
    with MailServer(hang_up_after_data=1) as mail, Hook() as hook:
        desk.configure(TO, targets(mail, hook))
        assert desk.run() == 24
        assert desk.run() == 21
    assert [mail["Message-ID"] for mail in mail.mails] == [mail.mails[0]["Message-ID"]] * 2


def test_what_is_owed_to_nobody_any_more_is_said(desk: Desk) -> None:
    desk.receive("harbour")
    with MailServer(refuse=b"550 no") as mail, Hook() as hook:
        desk.configure(TO, targets(mail, hook))
        desk.run()
        desk.configure('deliver = ["copy", "hook"]', targets(mail, hook))
        assert desk.run() == 24
        assert "ERROR" in desk.log
        assert "is given up: the configuration has no such delivery any more" in desk.log
        assert desk.run() == 21
    assert "given up" not in desk.log


def test_who_was_refused_gets_the_mail_later_and_nobody_gets_it_twice(desk: Desk) -> None:
    desk.receive("harbour")
    with MailServer(refuse=b"450 greylisted, come back", whom=b"b@") as mail, Hook() as hook:
        desk.configure(TO, targets(mail, hook).replace('"a@desk.example"', '"a@desk.example", "b@desk.example"'))
        assert desk.run() == 24
        assert "greylisted" in desk.log
        assert len(mail.mails) == 1
        mail.refuse = b""
        assert desk.run() == 21
        assert desk.run() == 21
    assert len(mail.mails) == 2
    assert len({mail["Message-ID"] for mail in mail.mails}) == 2


def test_no_secret_stands_in_the_log(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.environment = {"TOKEN": "hunter2-hunter2\r\n"}

    def tell(*_: object) -> str:
        raise delivering.mail.DeliveryError("the server says: you sent hunter2-hunter2")

    from briefing.unattended import carrying

    monkeypatch.setattr(carrying, "deliver", tell)
    desk.receive("harbour")
    with MailServer() as mail, Hook() as hook:
        desk.configure(TO, targets(mail, hook))
        assert desk.run(FIRST) == 24
    assert "you sent ***" in desk.log
    assert "hunter2" not in desk.log
