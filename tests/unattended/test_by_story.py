"""A brief for each event, day after day: what is new in each, what goes with its day, and what ends a run."""

from pathlib import Path

import pytest

from briefing.domain.delivery import MailTarget, Parcel, Security
from briefing.rendering import index
from tests.obliging import obliged
from tests.scripted_server import ScriptedServer, failure
from tests.unattended.days import FIRST, Desk, day

BY_STORY = """[briefs.port]
sources = ["in"]
outputs = ["out/{date}/{story}.md", "out/{date}/index.md"]
by_story = true
workers = 1
"""
LATER = """Ships leave Aldermoor

Aldermoor, 4 March 2025 (Tidewater News) - The harbour of Aldermoor opened again on Monday after nine weeks of repairs.

Harbour master Ilse Brandt said that the first of the forty ships left the port on Tuesday with 3,000 tons of timber.
"""


@pytest.fixture
def pile(desk: Desk) -> Desk:
    configure(desk)
    desk.receive("harbour")
    desk.receive("strike")
    return desk


def configure(desk: Desk, more: str = "") -> None:
    (desk.folder / "briefing.toml").write_text(BY_STORY + more, encoding="utf-8")


def briefs(desk: Desk, date: str) -> dict[str, str]:
    """Texts by the first two letters of the name: the number, or `in` for the page."""
    folder = desk.folder / "out" / date
    return {path.name[:2]: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}


def about(desk: Desk, date: str, town: str) -> str:
    (text,) = [text for name, text in briefs(desk, date).items() if name != "in" and f"of {town} " in text]
    return text


def test_each_event_has_its_brief_in_the_folder_of_the_day(pile: Desk) -> None:
    assert pile.run() == 0
    assert sorted(briefs(pile, "2025-03-04")) == ["01", "02", "in"]
    assert "Aldermoor" in briefs(pile, "2025-03-04")["in"]
    assert (pile.folder / "out" / "latest").readlink() == Path("2025-03-04")
    assert "2 briefs of 2 articles: " in pile.log
    assert pile.run() == 21


def test_each_brief_says_what_is_new_in_it_since_the_day_before(pile: Desk) -> None:
    pile.run()
    (pile.folder / "in" / "later.txt").write_text(LATER, encoding="utf-8")
    assert pile.run(day(2)) == 0
    harbour = about(pile, "2025-03-05", "Aldermoor").partition("## What is new since 4 March 2025")[2]
    news = harbour.partition("\n## ")[0]
    assert "**new**" in news
    assert "3,000 tons of timber" in news
    assert "opened again" not in news
    strike = about(pile, "2025-03-05", "Brackwater").partition("## What is new since 4 March 2025")[2]
    assert strike.lstrip().startswith("- Nothing.")


def test_a_story_that_became_another_one_on_the_same_day_leaves_no_file(pile: Desk) -> None:
    pile.run()
    before = {path.name for path in (pile.folder / "out" / "2025-03-04").iterdir()}
    (pile.folder / "in" / "strike.txt").unlink()
    (pile.folder / "in" / "later.txt").write_text(LATER, encoding="utf-8")
    assert pile.run(FIRST.replace(hour=12)) == 0
    after = {path.name for path in (pile.folder / "out" / "2025-03-04").iterdir()}
    assert sorted(briefs(pile, "2025-03-04")) == ["01", "in"]
    assert after != before


def test_days_that_are_too_old_go_whole(pile: Desk) -> None:
    configure(pile, "keep = 1\n")
    pile.run()
    (pile.folder / "in" / "later.txt").write_text(LATER, encoding="utf-8")
    pile.run(day(2))
    assert sorted(path.name for path in (pile.folder / "out").iterdir()) == ["2025-03-05", "latest"]


def test_a_folder_gets_the_page_and_all_briefs_under_the_day(pile: Desk) -> None:
    configure(pile, 'deliver = ["copy"]\n[deliver.copy]\nkind = "folder"\npath = "copies"\n')
    assert pile.run() == 0
    copied = {path.name: path.read_bytes() for path in (pile.folder / "copies" / "2025-03-04").iterdir()}
    written = {path.name: path.read_bytes() for path in (pile.folder / "out" / "2025-03-04").iterdir()}
    assert copied == written


def test_a_mail_has_the_page_as_its_text_and_every_brief_as_pdf() -> None:
    from briefing.delivering.mail import message

    target = MailTarget(
        name="desk", host="127.0.0.1", port=25, sender="a@example.org", to=("b@example.org",), security=Security.NONE
    )
    files = {"1/index.md": b"# Events\n", "1/01-a.md": b"# A\n", "1/01-a.pdf": b"%PDF-a", "1/02-b.pdf": b"%PDF-b"}
    parcel = Parcel(id="i", brief="pile", title="Events", date="2025-03-04", claims="", files=files)
    mail = message(parcel, target)
    attached = {part.get_filename(): part.get_content() for part in mail.iter_attachments()}
    assert attached == {"01-a.pdf": b"%PDF-a", "02-b.pdf": b"%PDF-b"}
    body = mail.get_body(("plain",))
    assert body is not None
    assert body.get_content() == "# Events\n"


def test_a_webhook_that_wants_json_gets_the_page_and_no_brief(pile: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.delivering import webhook

    sent: list[bytes] = []

    def posted(_: str, body: bytes, __: object) -> int:
        sent.append(body)
        return 200

    monkeypatch.setattr(webhook, "_posted", posted)
    configure(pile, 'deliver = ["wire"]\n[deliver.wire]\nkind = "webhook"\nurl = "http://127.0.0.1:1/"\n')
    assert pile.run() == 0
    assert len(sent) == 1
    assert f'"form": "{index.FORM}"'.encode() in sent[0]


def test_a_model_that_fails_on_every_story_is_a_failed_run_that_writes_nothing(pile: Desk) -> None:
    with ScriptedServer(reply=lambda _: failure(401, "wrong key", code="invalid_api_key")) as server:
        configure(pile, f'model = "scripted"\nbase_url = "{server.base_url}"\n')
        pile.environment = {"OPENAI_API_KEY": "sk-wrong-one"}
        assert pile.run() == 6
    assert "refuses the key" in pile.log
    assert list((pile.folder / "out").rglob("*.md")) == []


def test_a_story_that_fails_is_told_and_the_others_are_written(pile: Desk) -> None:
    def moody(request: dict) -> object:  # type: ignore[type-arg]
        refused = "Brackwater" in str(request["messages"])
        return failure(400, "no such talk", code="bad") if refused else obliged(request)

    with ScriptedServer(reply=moody) as server:  # type: ignore[arg-type]
        configure(pile, f'model = "scripted"\nbase_url = "{server.base_url}"\n')
        pile.environment = {"OPENAI_API_KEY": "sk-right-one"}
        assert pile.run() == 22
    assert "has no brief: " in pile.log
    page = briefs(pile, "2025-03-04")["in"]
    assert "## Without a brief" in page
    assert len(briefs(pile, "2025-03-04")) == 2


CRASH = """Train crash near Ostwick

Ostwick, 3 March 2025 (Tidewater News) - Twelve people were hurt when a train left the rails near Ostwick on Sunday.

Engine driver Ulf Daum was taken to the hospital of Ostwick. The Ostwick railway is 90 years old.
"""
OTHER_CRASH = (
    """Orchards of Marrowby lose their harvest hands

Marrowby, 10 March 2025 (Tidewater News) - Cider maker Odo Pell closed the orchards of Marrowby until the May fair.

Nine people were hurt when a train left the rails near Marrowby on Sunday. Cider maker Odo Pell had hired the train for
the apple pickers of the guild. The guild of pickers laid wreaths at the old cider press of Marrowby.
""",
    """Cider fair of Marrowby cancelled

Marrowby, 10 March 2025 (Northern Star) - Cider maker Odo Pell cancelled the fair of the orchards of Marrowby.

The apple pickers of the guild were on their way to the cider press. The guild of pickers laid wreaths at the old press.
""",
)


def test_an_event_is_not_told_as_a_change_of_another_one(pile: Desk) -> None:
    (pile.folder / "in" / "crash.txt").write_text(CRASH, encoding="utf-8")
    pile.run()
    for number, words in enumerate(OTHER_CRASH):
        (pile.folder / "in" / f"other-{number}.txt").write_text(words, encoding="utf-8")
    assert pile.run(day(2)) == 0
    made = briefs(pile, "2025-03-05")
    assert len(made) == 5
    (text,) = [text for name, text in made.items() if name != "in" and "Nine people" in text]
    news = text.partition("## What is new since 4 March 2025")[2].partition("\n## ")[0]
    assert "**new**: Nine people" in news
    assert "**changed**" not in news
    assert "Twelve" not in text
