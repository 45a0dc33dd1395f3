"""Records cassettes/ anew: `python -m tests.record` runs briefs and judged claims against the scripted server."""

import tempfile
from datetime import date
from pathlib import Path

from briefing.checking import Checker, Index
from briefing.checking.judge import Judge
from briefing.domain.brief import CheckedBrief
from briefing.domain.claim import CheckedClaim, Claim, Section
from briefing.domain.endpoint import Endpoint, Terms
from briefing.domain.progress import Unwatched
from briefing.domain.yardstick import PHIA
from briefing.pipeline import make_brief
from briefing.reading import read
from briefing.settings import Settings
from tests.cassettes import recorded
from tests.scripted_server import ScriptedServer, completion

ROOT = Path(__file__).resolve().parents[1]
REPLIES = ROOT / "tests" / "replies"
SETS = ("seeds", "lies")
"""One cassette each. The replies of a set stand in its folder; what is missing there is taken from `seeds`."""
JUDGED = {
    "confirmed": "Neither Vladimir Putin nor Volodymyr Zelenskyy was in the room.",
    "lowered": "The session at the Dolmabahce Palace lasted about an hour and forty minutes.",
    "lifting": "Moscow agreed to an unconditional ceasefire of 60 days.",
}
"""Claims about the articles of `seeds/`, each by the name of the scripted judge's reply."""


def brief(base_url: str, store: Path) -> CheckedBrief:
    """The brief of `seeds/` as the model at `base_url` writes it: the run that the cassettes hold."""
    articles = sorted((ROOT / "seeds").glob("1*.txt"))
    settings = Settings(
        sources=tuple(str(path) for path in articles),
        date=date(2025, 5, 28),
        endpoint=Endpoint(model="scripted", base_url=base_url, api_key="none", terms=Terms(concurrency=1)),
        store=store,
    )
    return make_brief(settings, stdin=bytes, watch=Unwatched())


def judged(base_url: str, store: Path) -> dict[str, CheckedClaim]:
    """The claims of `tests/replies/judge/` as checks and judge see them, by the reply's name."""
    index = Index(read([str(path) for path in sorted((ROOT / "seeds").glob("1*.txt"))]).sources)
    checker = Checker(index, yardstick=PHIA)
    endpoint = Endpoint(model="scripted", base_url=base_url, api_key="none", terms=Terms(concurrency=1))
    with Judge.open(endpoint, prompts=None, store=store) as judge:
        claims = [Claim(id=name, text=text, section=Section.BODY) for name, text in JUDGED.items()]
        checked = judge.judge([checker.check(claim) for claim in claims], index)
        return {claim.claim.id: claim for claim in checked}


def main() -> None:
    turns = [completion((REPLIES / "judge" / f"{name}.json").read_text(encoding="utf-8")) for name in JUDGED]
    with tempfile.TemporaryDirectory() as store, ScriptedServer(turns=turns) as server, recorded("judge"):
        verdicts = [checked.verdict.value for checked in judged(server.base_url, Path(store)).values()]
    print(f"cassettes/judge.yaml: {len(server.requests)} requests,", verdicts)
    for name in SETS:
        folders = [REPLIES / name, REPLIES / "seeds"]
        with tempfile.TemporaryDirectory() as store, ScriptedServer(replies=folders) as server, recorded(name):
            counts = brief(server.base_url, Path(store)).counts
        print(f"cassettes/{name}.yaml: {len(server.requests)} requests,", {v.value: n for v, n in counts.items() if n})


if __name__ == "__main__":
    main()
