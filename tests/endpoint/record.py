"""Records cassettes/smollm2.yaml anew: `make cassette-smollm2` runs one brief against the real server."""

import sys
import tempfile
from datetime import date
from pathlib import Path

from briefing.domain.brief import CheckedBrief
from briefing.domain.endpoint import Endpoint, Terms
from briefing.domain.progress import Unwatched
from briefing.pipeline import make_brief
from briefing.settings import Settings
from tests.cassettes import recorded
from tests.endpoint.llama_server import MODEL, serving

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parents[1] / "seeds"
CASSETTE = "smollm2"


def brief(base_url: str, store: Path) -> CheckedBrief:
    """The brief of `seeds/` as the model at `base_url` writes it: the run that the cassette holds."""
    settings = Settings(
        sources=(str(SEEDS),),
        date=date(2025, 5, 28),
        words=100,
        prompts=HERE / "prompts",
        endpoint=Endpoint(
            model=MODEL,
            base_url=base_url,
            api_key="none",
            terms=Terms(concurrency=1, timeout=900, models=HERE / "models.toml"),
        ),
        store=store,
    )
    return make_brief(settings, stdin=bytes, watch=Unwatched())


def main() -> None:
    with tempfile.TemporaryDirectory() as store, serving() as address, recorded(CASSETTE):
        written = brief(address, Path(store))
    counts = {verdict.value: number for verdict, number in written.counts.items() if number}
    sys.stdout.write(f"cassettes/{CASSETTE}.yaml: {written.draft.cost.calls} calls, {counts}\n")


if __name__ == "__main__":
    main()
