"""A recording gives back what a run used, or says what of it is missing or changed."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.given import Given
from briefing.domain.recording import Outcome, RunSettings
from briefing.domain.reply import KeptReply, Stored
from briefing.domain.source import Skipped
from briefing.errors import OutputError, RateLimitError, RecordingError
from briefing.store.lines import line, parse
from briefing.store.recorder import Recorder
from briefing.store.recording import Recording, digest
from briefing.store.replay import Replay
from briefing.store.replies import ReplyStore

SETTINGS = RunSettings(
    title=None,
    date=date(2025, 5, 16),
    focus="Ändert sich etwas?",
    words=300,
    yardstick="phia",
    on_unsupported="flag",
    one_story=False,
    annex=True,
    paper="a4",
    model="m",
    base_url="http://127.0.0.1:8080/v1",
    prompts=None,
    template=None,
    models=None,
)
OUTCOME = Outcome(brief="ab" * 32, outputs={"brief.md": "cd" * 32})
MISSING = Skipped(path="gone.txt", reason="no such file or folder", help="Check the path.")


@pytest.fixture
def recorder(tmp_path: Path) -> Recorder:
    recorder = Recorder(tmp_path / "replies.sqlite")
    for key, body in (("k2", '{\n  "choices": []\n}'), ("k1", "no JSON"), ("k3", '{"a": "\\ud83d"}')):
        recorder.put(key, stage="s", model="m", request='{"messages": []}', body=body, batch=key == "k2")
        recorder.stored(key)
    recorder.failed("k4", RateLimitError("the endpoint is busy", help="Wait.", retry_after=3))
    return recorder


@pytest.fixture
def folder(tmp_path: Path, recorder: Recorder) -> Path:
    """A recording of two sources, one of them from standard input, and one that could not be read."""
    folder = tmp_path / "recording"
    record(folder, recorder, SETTINGS)
    return folder


def record(folder: Path, recorder: Recorder, settings: RunSettings) -> None:
    with Recording(folder) as recording:
        recording.source("../articles/1 Über – uns.html", b"\xff\x00<html>")
        recording.skipped(MISSING)
        recording.source("-", b"piped")
        recording.finish(settings, OUTCOME, version="1.2.3", replies=recorder.replies, failures=recorder.failures)


def test_gives_back_what_was_recorded(folder: Path) -> None:
    replay = Replay(folder)
    assert replay.version == "1.2.3"
    assert replay.settings == SETTINGS
    assert replay.outcome == OUTCOME
    assert list(replay.sources()) == [
        Given(path="../articles/1 Über – uns.html", data=b"\xff\x00<html>"),
        MISSING,
        Given(path="-", data=b"piped"),
    ]
    assert replay.replies.stored("k1") == Stored(request='{"messages": []}', body="no JSON", batch=False)
    assert replay.replies.stored("k2") == Stored(request='{"messages": []}', body='{\n  "choices": []\n}', batch=True)
    assert replay.replies.stored("k3") == Stored(request='{"messages": []}', body='{"a": "\\ud83d"}', batch=False)


def test_what_failed_fails_again(folder: Path) -> None:
    with pytest.raises(RateLimitError, match="the endpoint is busy") as caught:
        Replay(folder).replies.stored("k4")
    assert caught.value.help == "Wait."


def test_what_was_never_asked_has_no_reply(folder: Path) -> None:
    with pytest.raises(RecordingError, match="'k9'"):
        Replay(folder).replies.stored("k9")


def test_its_files(folder: Path) -> None:
    names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    assert names == ["replies.jsonl", "run.json", "sources/0001-1_ber_uns.html", "sources/0003--"]
    assert [json.loads(line)["key"] for line in (folder / "replies.jsonl").read_text().splitlines()] == [
        "k1",
        "k2",
        "k3",
    ]
    assert [path.name for path in folder.parent.glob(".briefing-*")] == []


def test_the_user_s_own_files_are_kept(tmp_path: Path, recorder: Recorder) -> None:
    own = tmp_path / "own"
    own.mkdir()
    for name in ("b.v1.md.j2", "a.v1.md.j2", "notes.txt", "template.md.j2", "prices.toml"):
        (own / name).write_text(name)
    settings = RunSettings(
        **{name: getattr(SETTINGS, name) for name in SETTINGS.__slots__}
        | {"prompts": own, "template": own / "template.md.j2", "models": own / "prices.toml"}
    )
    record(tmp_path / "recording", recorder, settings)
    for file in own.iterdir():
        file.write_text("changed since")
    kept = Replay(tmp_path / "recording").settings
    assert kept.prompts is not None
    assert {path.name: path.read_text() for path in kept.prompts.iterdir()} == {
        name: name for name in ("a.v1.md.j2", "b.v1.md.j2", "template.md.j2")
    }
    assert kept.template is not None
    assert kept.template.read_text() == "template.md.j2"
    assert kept.models is not None
    assert kept.models.read_text() == "prices.toml"
    (kept.prompts / "a.v1.md.j2").write_text("other words")
    with pytest.raises(RecordingError, match=r"a\.v1\.md\.j2"):
        Replay(tmp_path / "recording")


def test_an_empty_folder_is_taken(tmp_path: Path, recorder: Recorder) -> None:
    (tmp_path / "empty").mkdir()
    record(tmp_path / "empty", recorder, SETTINGS)
    assert Replay(tmp_path / "empty").settings == SETTINGS


def test_nothing_is_replaced_and_nothing_left_half_done(tmp_path: Path) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    (folder / "file").write_text("of mine")
    with pytest.raises(OutputError, match="not empty"):
        Recording(folder)
    with pytest.raises(OutputError, match="no folder"):
        Recording(folder / "file")
    with pytest.raises(OutputError, match="no such file"):
        Recording(tmp_path / "no" / "such")
    with pytest.raises(RuntimeError), Recording(tmp_path / "new") as recording:
        recording.source("a.txt", b"text")
        raise RuntimeError
    with pytest.raises(OutputError, match="not empty"), Recording(tmp_path / "new") as recording:
        (tmp_path / "new").mkdir()
        (tmp_path / "new" / "other").write_text("faster")
        recording.finish(SETTINGS, OUTCOME, version="1", replies={}, failures={})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "there"]
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["other"]


def edited(name: str, change: Callable[[str], str]) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="latin-1")
        assert change(text) != text
        path.write_text(change(text), encoding="latin-1")

    return edit


def run_without(name: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        run = json.loads((folder / "run.json").read_text())
        del run[name]
        (folder / "run.json").write_text(json.dumps(run))

    return edit


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (edited("run.json", lambda text: text[:-20]), r"run\.json' is no record"),
        (edited("run.json", lambda _: "[" * 100_000), r"run\.json' is no record"),
        (edited("run.json", lambda _: "[]"), r"run\.json' is no record"),
        (
            edited("run.json", lambda text: text.replace("recording 1", "recording 2")),
            "its form is 'briefing recording 2'",
        ),
        (edited("run.json", lambda text: text.replace("300", "301")), r"run\.json' was changed"),
        (run_without("settings"), r"run\.json' was changed"),
        (run_without("sha256"), r"run\.json' was changed"),
        (lambda folder: (folder / "run.json").unlink(), r"cannot read .*run\.json"),
        (lambda folder: (folder / "replies.jsonl").unlink(), r"cannot read .*replies\.jsonl"),
        (edited("replies.jsonl", lambda text: text.replace("no JSON", "no json")), "the reply 'k1' is missing"),
        (edited("replies.jsonl", lambda text: "\n".join(text.splitlines()[1:]) + "\n"), "the reply 'k1' is missing"),
        (edited("sources/0003--", str.upper), "0003--' was changed: its SHA-256 is"),
        (lambda folder: (folder / "sources" / "0003--").unlink(), "cannot read .*0003--"),
    ],
)
def test_what_is_missing_or_changed_is_named(folder: Path, damage: Callable[[Path], None], says: str) -> None:
    damage(folder)
    with pytest.raises(RecordingError, match=says) as caught:
        list(Replay(folder).sources())
    assert caught.value.exit_code == 3


def forged(folder: Path, *way: str | int, value: object = None) -> None:
    """Puts `value` at this place of run.json, or takes what is there away, and makes the SHA-256 anew."""
    whole = json.loads((folder / "run.json").read_text())
    at = whole
    for step in way[:-1]:
        at = at[step]
    if value is None:
        del at[way[-1]]
    else:
        at[way[-1]] = value
    del whole["sha256"]
    (folder / "run.json").write_text(json.dumps({**whole, "sha256": digest(whole)}))


FORGED: list[tuple[tuple[str | int, ...], object, str]] = [
    (("sources", 0, "file"), None, "sources, entry 1: 'file' is missing"),
    (("sources", 2, "sha256"), None, "sources, entry 3: 'sha256' is missing"),
    (("sources", 2, "sha256"), 7, "sources, entry 3: 'sha256' is 7"),
    (("sources", 0, "path"), ["a"], r"sources, entry 1: 'path' is \['a'\]"),
    (("sources", 0), "a.txt", "sources, entry 1"),
    (("sources", 0, "known"), {"url": 1, "published": None, "warnings": []}, "sources, entry 1: 'url' is 1"),
    (("sources", 0, "known"), {"url": "u", "published": "x", "warnings": []}, "sources, entry 1"),
    (("sources", 0, "known"), {"url": "u", "published": "", "warnings": [1]}, "sources, entry 1: 'warnings'"),
    (("sources", 1, "reason"), {}, r"sources, entry 2: 'reason' is \{\}"),
    (("sources",), "all", "'sources' is 'all'"),
    (("settings", "words"), "300", "settings: 'words' is '300'"),
    (("settings", "words"), True, "settings: 'words' is True"),
    (("settings", "focus"), ["x"], r"settings: 'focus' is \['x'\]"),
    (("settings", "title"), "\ud800", "settings: 'title' is"),
    (("settings", "annex"), "no", "settings: 'annex' is 'no'"),
    (("settings", "date"), 20250516, "settings"),
    (("settings", "template"), "t.md", "settings"),
    (("settings", "yardstick"), None, "settings: .*yardstick"),
    (("settings",), [1], "settings"),
    (("replies", 0, "key"), 1, "replies, entry 1: 'key' is 1"),
    (("replies", 1, "sha256"), None, "replies, entry 2: 'sha256' is missing"),
    (("failures", 0, "message"), 5, "failures, entry 1: 'message' is 5"),
    (("failures", 0, "kind"), [], "failures, entry 1: 'kind'"),
    (("outputs",), ["brief.md"], "outputs"),
    (("outputs", "brief.md"), 1, "outputs: 'brief.md' is 1"),
    (("brief",), 1, "'brief' is 1"),
]


@pytest.mark.parametrize(("way", "value", "says"), FORGED)
def test_a_run_that_was_forged_with_its_sum_is_no_record(
    folder: Path, way: tuple[str | int, ...], value: object, says: str
) -> None:
    forged(folder, *way, value=value)
    with pytest.raises(RecordingError, match=says) as caught:
        list(Replay(folder).sources())
    assert caught.value.exit_code == 3
    str(caught.value).encode()


def test_a_folder_that_is_no_recording(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match=r"run\.json") as caught:
        Replay(tmp_path)
    assert "--record" in caught.value.help


def test_the_recorder_notes_what_is_read_and_what_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "replies.sqlite"
    before = ReplyStore(path)
    for key in ("read", "unread"):
        before.put(key, stage="s", model="m", request="{}", body=key, prompt="abc")
    recorder = Recorder(path)
    assert recorder.stored("read") == Stored(request="{}", body="read", batch=False)
    assert recorder.stored("nothing") is None
    recorder.failed("late", RateLimitError("busy"))
    recorder.put("late", stage="s", model="m", request="{}", body="late")
    recorder.forget("late", "late")
    assert before.stored("late") is None
    assert sorted(recorder.replies) == ["late", "read"]
    assert recorder.replies["read"] == before.kept("read")
    recorder.put("of another run", stage="s", model="m", request="{}", body="late", batch=True)
    assert "of another run" not in recorder.replies
    assert recorder.failures == {}


@pytest.mark.parametrize(
    "body",
    [
        "",
        "no JSON",
        '"text"',
        "[1]",
        '{"a": 1}',
        '{"a":1}',
        '{"a": NaN}',
        '{"a": 1e400}',
        '{"a": 1, "a": 2}',
        '{"é\u2028": "\\u00e9"}',
    ],
)
def test_a_line_gives_the_reply_back_to_the_character(body: str) -> None:
    reply = KeptReply(key="k", stage="s", model="m", request='{"a": 1}', body=body, created=None, batch=True)
    text = line(reply)
    assert text.count("\n") == 1
    assert text.endswith("\n")
    json.loads(text, parse_constant=lambda constant: pytest.fail(constant))
    assert parse(text) == reply


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(body=st.text() | st.builds(json.dumps, _JSON, indent=st.none() | st.just(2), ensure_ascii=st.booleans()))
def test_so_does_a_line_of_any_reply(body: str) -> None:
    reply = KeptReply(key="k", stage="s", model="m", request="{}", body=body)
    assert parse(line(reply).encode().decode()) == reply
    assert len(line(reply).encode().splitlines()) == 1


def test_what_a_killed_run_has_left_is_taken_away_by_a_later_one(tmp_path: Path) -> None:
    killed = Recording(tmp_path / "killed")
    killed.source("a.txt", b"The whole article.")
    (left,) = tmp_path.glob(".briefing-*")
    other = tmp_path / ".briefing-of-somebody"
    (other / "sources").mkdir(parents=True)
    with Recording(tmp_path / "soon"):
        assert left.exists()  # it may be of a run under way
    for part in (left, other):
        os.utime(part / "sources", (0, 0))
    with Recording(tmp_path / "later"):
        assert not left.exists()
        assert other.exists()


@pytest.mark.parametrize("text", ["", "{}", "[]", "1", '{"key": 1}'])
def test_a_line_that_is_none(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text)
