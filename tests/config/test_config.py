"""briefing.toml: what it may say, and how a mistake in it is told."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from briefing.config import Config, load, sample
from briefing.domain.delivery import FolderTarget, HookTarget, MailTarget, Security
from briefing.domain.endpoint import Terms
from briefing.domain.yardstick import ICD203
from briefing.errors import UsageError
from briefing.settings import OnUnsupported

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str) -> Path:
        path = tmp_path / "briefing.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def loaded(write: Write, text: str) -> Config:
    return load(write(text))


BRIEF = '[briefs.port]\nsources = ["in"]\noutputs = ["out/{date}.md"]\n'


def test_the_sample_can_be_used_as_it_is_and_so_can_all_its_examples(write: Write, tmp_path: Path) -> None:
    plain = loaded(write, sample()).briefs["morning"]
    assert plain.sources == (str(tmp_path / "articles"),)
    assert plain.model is None
    assert plain.keep == 30
    # Examples that stand for a key above them are left as they are.
    head, pile, rest = re.split(r"(?<=\n)(# \[briefs\.pile\]\n(?:# .*\n)+)", sample())
    text = re.sub(r"^# (?=\[|(?!sources)[a-z_]+ = )", "", head + rest, flags=re.MULTILINE)
    config = loaded(write, text + re.sub(r"^# ", "", pile, flags=re.MULTILINE))
    assert config.briefs["pile"].by_story
    whole = config.briefs["morning"]
    assert whole.model == "gpt-6-luna"
    assert [target.name for target in whole.deliver] == ["archive", "team", "wire"]
    assert whole.secrets == ("OPENAI_API_KEY", "SMTP_PASSWORD", "HOOK_SECRET", "HOOK_TOKEN")


def test_all_that_a_brief_can_say(write: Write, tmp_path: Path) -> None:
    config = loaded(
        write,
        """
        store = "state"
        [defaults]
        words = 200
        model = "local"
        yardstick = "icd203"
        [briefs.port]
        sources = ["in", "https://news.example/feed", "/abs/*.txt"]
        outputs = ["out/{date}.md", "out/now.json"]
        title = "The port"
        focus = "Will it open?"
        words = 300
        annex = true
        on_unsupported = "drop"
        base_url = "http://127.0.0.1:8080/v1"
        budget = 0.25
        max_tokens_total = 9000
        concurrency = 3
        requests_per_minute = 20
        tokens_per_minute = 50_000
        timeout = 90.5
        batch = true
        one_story = false
        since = "36h"
        every = "7d"
        keep = 3
        deliver = ["copy", "desk", "hook"]
        [briefs.plain]
        writer = "extractive"
        sources = ["in"]
        outputs = ["plain.md"]
        every = "never"
        [deliver.copy]
        kind = "folder"
        path = "copies"
        [deliver.desk]
        kind = "email"
        host = "mail.example"
        security = "ssl"
        from = "Port desk <port@mail.example>"
        to = ["a@mail.example", "b@mail.example"]
        user = "port"
        password_env = "PORT_PASSWORD"
        [deliver.hook]
        kind = "webhook"
        url = "https://hook.example/x"
        form = "text"
        """,
    )
    assert config.store == tmp_path / "state"
    port, plain = config.briefs["port"], config.briefs["plain"]
    assert port.sources == (str(tmp_path / "in"), "https://news.example/feed", "/abs/*.txt")
    assert port.paths(date(2025, 3, 4)) == (tmp_path / "out/2025-03-04.md", tmp_path / "out/now.json")
    assert (port.words, plain.words) == (300, 200)
    assert (port.model, plain.model) == ("local", None)
    assert (port.yardstick, port.on_unsupported) == (ICD203, OnUnsupported.DROP)
    assert (port.since, port.every, plain.every) == (timedelta(hours=36), timedelta(days=7), None)
    assert port.terms == Terms(
        concurrency=3,
        requests_per_minute=20,
        tokens_per_minute=50_000,
        timeout=90.5,
        batch=True,
        budget=Decimal("0.25"),
        max_tokens=9000,
    )
    assert plain.terms == Terms()
    assert (port.one_story, plain.one_story) == (False, True)
    assert port.deliver == (
        FolderTarget(name="copy", path=tmp_path / "copies"),
        MailTarget(
            name="desk",
            host="mail.example",
            port=465,
            security=Security.SSL,
            sender="Port desk <port@mail.example>",
            to=("a@mail.example", "b@mail.example"),
            user="port",
            password_env="PORT_PASSWORD",
        ),
        HookTarget(name="hook", url="https://hook.example/x", form="text"),
    )
    settings = port.settings({"OPENAI_API_KEY": "k", "BRIEFING_MODEL": "other"}, tmp_path)
    assert settings.endpoint is not None
    assert (settings.endpoint.model, settings.endpoint.terms) == ("local", port.terms)
    assert (settings.one_story, plain.settings({}, tmp_path).one_story) == (False, True)
    assert plain.settings({"BRIEFING_MODEL": "other"}, tmp_path).endpoint is None


TARGET = '[deliver.desk]\nkind = "email"\nhost = "h"\nfrom = "a@b"\nto = ["c@d"]\n'
PILE = BRIEF.replace('["out/{date}.md"]', '["{date}/{story}.md", "{date}/index.md"]') + "by_story = true\n"
MISTAKES = {
    "no toml": ("[briefs", "is no TOML", ""),
    "nothing": ("", "has no brief", "[briefs.NAME]"),
    "table": ('[brief.port]\nsources = ["in"]', "unknown key 'brief'", "'briefs'"),
    "key": (BRIEF + 'focsu = "x"', "[briefs.port] has an unknown key 'focsu'", "'focus'"),
    "key of defaults": ("[defaults]\nword = 3\n" + BRIEF, "[defaults] has an unknown key 'word'", "'words'"),
    "value of defaults": ("[defaults]\nwords = 3\n" + BRIEF, "[defaults] words = 3", "from 50 to 5,000"),
    "type": (BRIEF + 'words = "many"', "[briefs.port] words = 'many'", "whole number"),
    "truth is no number": (BRIEF + "words = true", "words = True", "whole number"),
    "range": (BRIEF + "words = 10", "words = 10", "from 50"),
    "money": (BRIEF + "budget = -1", "budget = -1", "dollars"),
    "endless money": (BRIEF + "budget = inf", "budget = Infinity", "dollars"),
    "calls": (BRIEF + "concurrency = 257", "concurrency = 257", "from 1 to 256"),
    "no call": (BRIEF + "requests_per_minute = 0", "requests_per_minute = 0", "from 1 on"),
    "part of a token": (BRIEF + "tokens_per_minute = 0.5", "tokens_per_minute = 0.5", "whole number"),
    "no time": (BRIEF + "timeout = 0.5", "timeout = 0.5", "Write seconds"),
    "endless time": (BRIEF + "timeout = inf", "timeout = Infinity", "Write seconds"),
    "endless whole time": (BRIEF + f"timeout = 1{'0' * 400}", "timeout = 1", "Write seconds"),
    "no truth": (BRIEF + 'one_story = "yes"', "one_story = 'yes'", "true or false"),
    "choice": (BRIEF + 'yardstick = "phai"', "yardstick = 'phai'", "'phia'"),
    "span": (BRIEF + 'since = "soon"', "since = 'soon'", '"24h"'),
    "no sources": ('[briefs.port]\noutputs = ["a.md"]', "has no sources", "articles"),
    "no way out": ('[briefs.port]\nsources = ["in"]', "go nowhere", "outputs"),
    "form": (BRIEF.replace(".md", ".doc"), "outputs = ['out/{date}.doc']", "'out/{date}.doc' ends in none"),
    "pattern": (BRIEF.replace("date", "day"), "outputs", "'{day}' stands for nothing"),
    "keep without days": (BRIEF.replace("{date}", "x") + "keep = 3", "keep = 3", "{date}"),
    "writer": (BRIEF + 'writer = "model"', "writer = 'model'", "Name the model"),
    "limit and no model": (BRIEF + "budget = 0.5", "[briefs.port] budget = 0.5", "wants a model"),
    "limit of all and no model": ("[defaults]\nbatch = true\n" + BRIEF, "batch = True", "wants a model"),
    "writer and model": (BRIEF + 'writer = "extractive"\nmodel = "m"', "model = 'm'", "Leave it out"),
    "address": (BRIEF + 'base_url = "ftp://x"', "base_url = 'ftp://x'", "http(s)"),
    "host": (BRIEF + 'allow_hosts = ["http://x/"]', "allow_hosts", "is no host"),
    "delivery": (BRIEF + 'deliver = ["dsek"]\n' + TARGET, "deliver = ['dsek']", "'desk'"),
    "no delivery": (BRIEF + 'deliver = ["x"]', "deliver = ['x']", "[deliver.x]"),
    "kind": (BRIEF + '[deliver.x]\nkind = "fax"', "kind = 'fax'", "folder, email, webhook"),
    "to": (BRIEF + TARGET.replace("c@d", "c"), "[deliver.desk] to = ['c']", "NAME@HOST"),
    "header": (BRIEF + TARGET.replace("a@b", "a@b\\nBcc: x@y"), "from = 'a@b\\nBcc: x@y'", "one line"),
    "port": (BRIEF + TARGET + "port = 70000", "port = 70000", "65,535"),
    "half a login": (BRIEF + TARGET + 'user = "u"', "user = 'u'", "password_env"),
    "place": (BRIEF.replace("out/{date}", "{date}/{date}"), "outputs", "one folder"),
    "name": (BRIEF.replace("port", '"a b"'), "'a b' cannot be the name", "letters"),
    "no table": ("briefs = 3", "briefs = 3", "[briefs.NAME]"),
    "story of one brief": (BRIEF.replace("date", "story"), "outputs", "{story} stands for nothing without by_story"),
    "workers of one brief": (BRIEF + "workers = 2", "workers = 2", "by_story = true"),
    "workers of a batch": (PILE + 'workers = 2\nmodel = "m"\nbatch = true', "workers = 2", "from one process"),
    "no place for briefs": (BRIEF + "by_story = true", "outputs = ['out/{date}.md']", "into one folder"),
    "no page": (PILE.replace(', "{date}/index.md"', ""), "outputs = ['{date}/{story}.md']", "and their page"),
    "page elsewhere": (PILE.replace("{date}/index.md", "index.md"), "outputs = ", "into one folder"),
    "one story and each": (PILE + "one_story = true", "one_story = True", "leave it out"),
    "no scheduler": (PILE + 'dask = "rubbish"', "dask = 'rubbish'", "tcp://HOST:PORT"),
    "empty scheduler": (PILE + 'dask = ""', "dask = ''", ""),
    "page as pdf": (PILE.replace("index.md", "index.pdf"), "outputs", "ends in one of .md, .json"),
    "story as folder": (PILE.replace("{date}/", "{story}/"), "outputs = ", "into one folder"),
    "two engines": (PILE + 'workers = 2\ndask = "tcp://h:1"', "workers = 2", "leave workers or dask out"),
    "limits of many": (PILE + 'workers = 2\nmodel = "m"\nbudget = 1', "workers = 2", "limits of the model"),
    "two of one": (BRIEF + BRIEF.replace("port", "rail"), "[briefs.port] and [briefs.rail] both write", "another name"),
}


@pytest.mark.parametrize(("text", "message", "help"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_one_line_that_names_the_place_and_the_remedy(
    write: Write, text: str, message: str, help: str
) -> None:
    with pytest.raises(UsageError) as error:
        loaded(write, text)
    assert message in str(error.value)
    assert help in error.value.help
    assert "briefing.toml" in str(error.value)
    assert "\n" not in str(error.value) + error.value.help


def test_a_secret_in_the_place_of_its_name_is_not_repeated(write: Write) -> None:
    with pytest.raises(UsageError) as error:
        loaded(write, BRIEF + TARGET + 'user = "u"\npassword_env = "hunter2 is secret"')
    assert "hunter" not in str(error.value) + error.value.help


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no configuration"):
        load(tmp_path / "none.toml")


def test_after_a_missed_run_feeds_are_asked_from_the_last_one_on(write: Write) -> None:
    brief = loaded(write, BRIEF + 'since = "24h"').briefs["port"]
    now = datetime(2025, 3, 4, 6, tzinfo=UTC)
    assert brief.oldest(now, None) == datetime(2025, 3, 3, 6, tzinfo=UTC)
    assert brief.oldest(now, datetime(2025, 3, 4, 5, tzinfo=UTC)) == datetime(2025, 3, 3, 6, tzinfo=UTC)
    assert brief.oldest(now, datetime(2025, 3, 1, 6, tzinfo=UTC)) == datetime(2025, 3, 1, 6, tzinfo=UTC)


def test_what_holds_for_all_briefs_is_no_mistake_where_it_has_no_sense(write: Write) -> None:
    config = loaded(write, "[defaults]\nkeep = 3\n" + BRIEF + '[briefs.now]\nsources = ["in"]\noutputs = ["now.md"]')
    assert (config.briefs["port"].keep, config.briefs["now"].keep) == (3, None)


def test_a_mark_of_byte_order_before_the_file_is_no_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "briefing.toml").write_bytes(b"\xef\xbb\xbf" + BRIEF.encode())
    assert list(load(tmp_path / "briefing.toml").briefs) == ["port"]


def test_the_home_of_a_user_who_is_unknown_is_told(write: Write) -> None:
    with pytest.raises(
        UsageError, match=r"\[briefs.port\] '~nosuchuser/in' begins at the home of a user who is unknown"
    ):
        loaded(write, BRIEF.replace('"in"', '"~nosuchuser/in"'))
