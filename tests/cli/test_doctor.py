"""`briefing doctor`: what is to be mended is found before a run would find it."""

import http.server
import json
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from briefing.config import load
from briefing.unattended.doctor import examine
from briefing.unattended.finding import Health
from tests.cli.conftest import Outcome
from tests.loopback import Loopback
from tests.postboxes import MailServer

Briefing = Callable[..., Outcome]
pytestmark = pytest.mark.usefixtures("here")


class Endpoint(Loopback):
    """Lists models, and stands at noon of a day long ago."""

    def __init__(self, models: list[str], *, status: int = 200) -> None:
        self.asked: list[str] = []
        endpoint = self
        body = json.dumps({"object": "list", "data": [{"id": name, "object": "model"} for name in models]}).encode()

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                endpoint.asked.append(self.path)
                self.send_response_only(status)
                self.send_header("Date", "Tue, 04 Mar 2025 12:00:00 GMT")
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        super().__init__(Handler)
        self.base_url = self.url("/v1")


@pytest.mark.usefixtures("ready")
def test_the_doctor_finds_nothing_where_nothing_is(briefing: Briefing) -> None:
    outcome = briefing("doctor")
    assert outcome.code == 0
    assert {line.split()[0] for line in outcome.out.splitlines()} == {"ok"}


def test_the_doctor_says_what_is_to_be_mended(briefing: Briefing, ready: Path) -> None:
    (ready / "out").write_text("a file")
    with Endpoint(["other", "m"]) as server, MailServer(login=True) as mail:
        (ready / "briefing.toml").write_text(
            f"""
            [briefs.port]
            sources = ["articles", "gone.txt", "empty"]
            outputs = ["out/{{date}}.md"]
            template = "none.j2"
            model = "m"
            base_url = "{server.base_url}"
            deliver = ["desk", "hook", "copy"]
            [deliver.desk]
            kind = "email"
            host = "127.0.0.1"
            port = {mail.port}
            security = "starttls"
            from = "a@b.example"
            to = ["c@d.example"]
            [deliver.hook]
            kind = "webhook"
            url = "http://127.0.0.1:9/"
            secret_env = "NO_SUCH_SECRET"
            [deliver.copy]
            kind = "folder"
            path = "copies"
            """
        )
        (ready / "empty").mkdir()
        outcome = briefing("doctor", "--json")
    assert outcome.code == 1
    found = {each["about"].replace(f"{ready}/", ""): each for each in json.loads(outcome.out)["findings"]}
    health = {about: each["health"] for about, each in found.items()}
    assert health["port: source articles"] == "ok"
    assert health["port: source gone.txt"] == "failed"
    assert health["port: source empty"] == "warning"
    assert health["port: outputs"] == "failed"
    assert health["port: none.j2"] == "failed"
    assert "NO_SUCH_SECRET is not set" in found["port: delivery hook"]["said"]
    assert "STARTTLS" in found["port: delivery desk"]["said"]
    assert health["port: delivery copy"] == "ok"
    assert found["port: model m"]["said"] == "the endpoint answers and has it"
    assert mail.mails == []


@pytest.mark.parametrize(
    ("models", "status", "health", "said"),
    [
        (["m"], 200, "ok", "has it"),
        (["other"], 200, "failed", "does not list it among its 1 models"),
        ([], 404, "warning", "lists no models"),
        ([], 401, "failed", "key"),
    ],
)
def test_the_doctor_asks_an_endpoint_once(
    briefing: Briefing, ready: Path, models: list[str], status: int, health: str, said: str
) -> None:
    brief = 'sources = ["articles"]\nmodel = "m"\n'
    with Endpoint(models, status=status) as server:
        (ready / "briefing.toml").write_text(
            f'[defaults]\nbase_url = "{server.base_url}"\n[briefs.a]\n{brief}outputs = ["a.md"]\n'
            f'[briefs.b]\n{brief}outputs = ["b.md"]\n'
        )
        found = {each["about"]: each for each in json.loads(briefing("doctor", "--json").out)["findings"]}
    assert server.asked == ["/v1/models"]
    assert found["a: model m"]["health"] == health
    assert said in found["a: model m"]["said"]
    assert ("differs by" in found["clock"]["said"]) == (status != 401)  # the server's clock stands still


@pytest.mark.parametrize(
    ("model", "prices", "health", "said"),
    [
        ("m", "", "failed", "$0.50 cannot be kept: the price of the model 'm' is unknown"),
        ("m", "input = 1\noutput = 2\n", "ok", "no more than $0.50"),
        ("gpt-6-luna", "", "ok", "no more than $0.50"),
    ],
)
def test_the_doctor_knows_whether_a_budget_can_be_kept(
    briefing: Briefing, ready: Path, model: str, prices: str, health: str, said: str
) -> None:
    (ready / "models.toml").write_text(f'date = 2026-11-22\n[models."m"]\n{prices}')
    brief = f'sources = ["articles"]\nmodel = "{model}"\noutputs = ["a.md"]\nmodels = "models.toml"\n'
    with Endpoint([model]) as server:
        base_url = f'base_url = "{server.base_url}"\n'
        (ready / "briefing.toml").write_text(f"[briefs.a]\n{brief}{base_url}budget = 0.5\n")
        outcome = briefing("doctor", "--json")
        found = {each["about"]: each for each in json.loads(outcome.out)["findings"]}
        (ready / "briefing.toml").write_text(f"[briefs.a]\n{brief}{base_url}")
        assert briefing("doctor").code == 0
    assert found["a: budget"]["health"] == health
    assert said in found["a: budget"]["said"]
    assert outcome.code == (health == "failed")


def test_an_endpoint_that_only_this_shell_knows_is_said(
    briefing: Briefing, ready: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under cron the articles would go to the vendor, and not to the server next door."""
    (ready / "briefing.toml").write_text('[briefs.a]\nsources = ["articles"]\nmodel = "m"\noutputs = ["a.md"]\n')
    with Endpoint(["m"]) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        found = {each["about"]: each for each in json.loads(briefing("doctor", "--json").out)["findings"]}
        printed = briefing("schedule", "a", "--at", "06:00").out.splitlines()
        (ready / "briefing.toml").write_text(
            f'[briefs.a]\nsources = ["articles"]\nmodel = "m"\noutputs = ["a.md"]\nbase_url = "{server.base_url}"\n'
        )
        assert "a: base_url" not in briefing("doctor").out
        assert "OPENAI_BASE_URL" not in briefing("schedule", "a", "--at", "06:00").out
    assert (found["a: base_url"]["health"], found["a: model m"]["health"]) == ("warning", "ok")
    assert [line.startswith("# OPENAI_BASE_URL is set here alone") for line in printed] == [True, False, False]


def test_the_doctor_reads_the_file_of_prices(briefing: Briefing, ready: Path) -> None:
    (ready / "models.toml").write_text("[models.m]\ninputt = 2\n")
    (ready / "briefing.toml").write_text(
        '[briefs.a]\nsources = ["articles"]\noutputs = ["a.md"]\nmodel = "m"\nmodels = "models.toml"\n'
    )
    outcome = briefing("doctor")
    assert outcome.code == 1
    assert "failed   a: models: " in outcome.out


def test_the_doctor_tries_the_folder_above_the_day(briefing: Briefing, ready: Path) -> None:
    (ready / "day").write_text("a file")
    (ready / "briefing.toml").write_text(
        '[briefs.a]\nsources = ["articles"]\noutputs = ["ok/{date}/a.md", "day/{date}/a.md"]\n'
    )
    findings = json.loads(briefing("doctor", "--json").out)["findings"]
    folders = [(each["health"], each["said"]) for each in findings if each["about"] == "a: outputs"]
    assert [health for health, _ in folders] == ["ok", "failed"]
    assert folders[0][1] == f"{ready / 'ok'} can be written to, and will be made"
    assert not (ready / "ok").exists()


def test_the_doctor_says_where_the_disk_is_full(
    briefing: Briefing, ready: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=5_000_000))
    findings = json.loads(briefing("doctor", "--json").out)["findings"]
    full = {each["about"]: each["said"] for each in findings if each["health"] == "warning"}
    assert set(full) == {"store", "morning: outputs"}
    assert full["store"] == f"{ready / 'home'}: 5 MB are free"


@pytest.mark.parametrize(("moved", "said"), [(-3, "which is still to come"), (-20 * 365, "it is 20")])
def test_the_doctor_doubts_a_clock(briefing: Briefing, ready: Path, moved: int, said: str) -> None:
    briefing("run", "-q")
    config, now = load(ready / "briefing.toml"), datetime.now().astimezone() + timedelta(days=moved)
    found = list(examine(config, store=ready / "home", environment={}, now=now))
    doubts = [each for each in found if each.about == "clock" and each.health is not Health.OK]
    assert any(said in each.said for each in doubts)


def test_the_doctor_knows_whether_a_scheduler_answers(
    briefing: Briefing, ready: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip("distributed")

    def examined(address: str, patience: float) -> dict[str, dict[str, str]]:
        monkeypatch.setattr("briefing.engine.dask._PATIENCE", patience)
        (ready / "briefing.toml").write_text(
            '[briefs.pile]\nsources = ["articles"]\nby_story = true\n'
            'outputs = ["{date}/{story}.md", "{date}/index.md"]\n'
            f'dask = "{address}"\ndeliver = ["copy"]\n[deliver.copy]\nkind = "folder"\npath = "copies"\n'
        )
        outcome = briefing("doctor", "--json")
        assert outcome.err == ""
        found = json.loads(outcome.out)["findings"]
        return {each["about"]: each for each in found}

    with distributed.LocalCluster(
        n_workers=1, processes=False, protocol="tcp", dashboard_address=":0", silence_logs=50
    ) as cluster:
        there = examined(cluster.scheduler_address, 60)
    gone = examined("tcp://127.0.0.1:9", 1)
    assert there["pile: dask"]["health"] == "ok"
    assert gone["pile: dask"]["health"] == "failed"
    assert "no dask scheduler answers at 'tcp://127.0.0.1:9'" in gone["pile: dask"]["said"]
    assert gone["pile: dask"]["help"] == f"Start it, or leave out dask in {str(ready / 'briefing.toml')!r}."
    assert set(gone) == set(there) > {"pile: outputs", "pile: delivery copy"}


def test_the_doctor_names_a_mistake_in_the_configuration(briefing: Briefing, here: Path) -> None:
    (here / "briefing.toml").write_text("[brief.x]")
    outcome = briefing("doctor")
    assert outcome.code == 1
    assert outcome.out.startswith("failed   configuration: ")


def test_the_doctor_finds_a_damaged_store(briefing: Briefing, ready: Path) -> None:
    briefing("run", "-q")
    store = next((ready / "home").glob("unattended.sqlite"))
    store.write_bytes(b"no database, but long enough to look like one" * 100)
    outcome = briefing("doctor")
    assert outcome.code == 1
    assert "unattended.sqlite: file is not a database" in outcome.out
    assert briefing("run").code == 4


def test_the_doctor_knows_a_model_without_a_key(briefing: Briefing, ready: Path) -> None:
    text = (ready / "briefing.toml").read_text().replace("# model =", "model =")
    (ready / "briefing.toml").write_text(text)
    outcome = briefing("doctor")
    assert outcome.code == 1
    assert "OPENAI_API_KEY is not set" in outcome.out


def test_secrets_of_the_file_that_a_scheduler_reads_are_known_and_guarded(briefing: Briefing, ready: Path) -> None:
    (ready / "briefing.toml").write_text(
        '[briefs.a]\nsources = ["articles"]\noutputs = ["{date}.md"]\ndeliver = ["w"]\n[deliver.w]\nkind = "webhook"\n'
        'url = "http://127.0.0.1:9/x"\ntoken_env = "TOK"\nsecret_env = "SEC"\n'
    )
    file = ready / "briefing.env"
    file.write_text("# of the desk\nTOK=abcdef\n")
    file.chmod(0o644)
    outcome = briefing("doctor")
    assert f"warning  {file}: others than you can read the secrets in it. chmod 600 {file}" in outcome.out
    assert "SEC is not set. Set it where the run is started, or in briefing.env beside the configuration" in outcome.out
    assert "TOK is not" not in outcome.out and "abcdef" not in outcome.out
    file.write_text("TOK='abc def'\nSEC=x\n")
    file.chmod(0o600)
    outcome = briefing("doctor")
    assert f"ok       {file}: it sets SEC, TOK" in outcome.out
    assert "is not set" not in outcome.out
