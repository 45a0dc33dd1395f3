"""A desk that runs its brief day after day, with articles that are invented here."""

import http.server
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from io import StringIO
from pathlib import Path

from briefing.config import load
from briefing.unattended.log import Log
from briefing.unattended.run import run
from tests.loopback import Loopback

ZONE = timezone(timedelta(hours=2))
FIRST = datetime(2025, 3, 4, 6, 0, tzinfo=ZONE)

ARTICLES = {
    "harbour": """Harbour of Aldermoor opens again

Aldermoor, 3 March 2025 (Tidewater News) - The harbour of Aldermoor opened again on Monday after nine weeks of repairs.

"The quay is sound," harbour master Ilse Brandt said on Monday. Forty ships had waited outside the port.
The town council paid 12 million crowns for the works. The next inspection is due in June 2025.
""",
    "strike": """Dockers of Brackwater end their strike

Brackwater, 4 March 2025 (Tidewater News) - Dockers of the port went back to work on Tuesday after a strike of six days.

"We got what we asked for," union leader Tomas Vell said on Tuesday. The port will pay 4 per cent more from April.
The strike had held back 300 lorries at the gates. Talks on shifts are likely to go on until May 2025.
""",
}


@dataclass
class Desk:
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    log: str = ""
    """Of the last run."""
    name: str = "briefing.toml"
    """Of the configuration."""

    def configure(self, more: str = "", targets: str = "") -> None:
        (self.folder / "in").mkdir(exist_ok=True)
        (self.folder / "briefing.toml").write_text(
            f'[briefs.port]\nsources = ["in"]\noutputs = ["out/{{date}}.md", "out/{{date}}.json"]\n{more}\n{targets}\n',
            encoding="utf-8",
        )

    def receive(self, name: str) -> None:
        (self.folder / "in" / f"{name}.txt").write_text(ARTICLES[name], encoding="utf-8")

    def run(self, now: datetime = FIRST, *, anew: bool = False) -> int:
        """The exit code."""
        config = load(self.folder / self.name)
        told = StringIO()
        code = run(
            config.briefs["port"],
            config=config.origin,
            store=self.folder / "store",
            environment=self.environment,
            log=Log(told, secrets=self.environment.values()),
            now=now,
            anew=anew,
        )
        self.log = told.getvalue()
        return int(code)

    @property
    def out(self) -> dict[str, bytes]:
        """Files in the folder of outputs, hidden ones included; of a link, what it leads to."""
        folder = self.folder / "out"
        return {path.name: path.read_bytes() for path in sorted(folder.glob("*")) if path.is_file()}


def day(number: int) -> datetime:
    """06:00 of the first day, of the second, ..."""
    return FIRST + timedelta(days=number - 1)


class Site(Loopback):
    """A page with an article, whose code is another each time it is asked for."""

    def __init__(self, words: str) -> None:
        self.words = words
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = f"<html><body><!-- {time.monotonic_ns()} --><article><h1>Port</h1><p>{site.words}</p></article>"
                data = body.encode()
                self.send_response(200 if self.path == "/port" else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: object) -> None:
                """Nothing."""

        super().__init__(Handler)
        self.address = self.url("/port")
