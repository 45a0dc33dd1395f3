"""Records cassettes/ anew: `python -m tests.record` runs the briefs of the tests against the scripted server."""

import tempfile
from datetime import date
from pathlib import Path

from briefing.domain.brief import CheckedBrief
from briefing.domain.endpoint import Endpoint
from briefing.pipeline import make_brief
from briefing.settings import Settings
from tests.cassettes import recorded
from tests.scripted_server import ScriptedServer

ROOT = Path(__file__).resolve().parents[1]
REPLIES = ROOT / "tests" / "replies"
SETS = ("seeds", "lies")
"""One cassette each. The replies of a set stand in its folder; what is missing there is taken from `seeds`."""


def brief(base_url: str, store: Path) -> CheckedBrief:
    """The brief of `seeds/` as the model at `base_url` writes it: the run that the cassettes hold."""
    articles = sorted((ROOT / "seeds").glob("1*.txt"))
    settings = Settings(
        sources=tuple(str(path) for path in articles),
        date=date(2025, 5, 28),
        endpoint=Endpoint(model="scripted", base_url=base_url, api_key="none"),
        store=store,
    )
    return make_brief(settings, stdin=bytes, progress=lambda _: None)


def main() -> None:
    for name in SETS:
        folders = [REPLIES / name, REPLIES / "seeds"]
        with tempfile.TemporaryDirectory() as store, ScriptedServer(replies=folders) as server, recorded(name):
            counts = brief(server.base_url, Path(store)).counts
        print(f"cassettes/{name}.yaml: {len(server.requests)} requests,", {v.value: n for v, n in counts.items() if n})


if __name__ == "__main__":
    main()
