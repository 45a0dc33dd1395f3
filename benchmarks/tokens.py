"""Tokens that the model path sends, beside those of the sources: `python benchmarks/tokens.py [FOLDER...]`.

Of each folder of articles, of the five in seeds/, and of 40 invented articles of 1,000 tokens each: what one request
about a source sends (system and user message, and the JSON schema at its full length, though vendors pack it), as a
share of the source's own file; and what the one joint request sends, with typical points, as a share of all sources.
"""

import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefing.asking.prompts import Prompts  # noqa: E402
from briefing.domain.endpoint import Endpoint  # noqa: E402
from briefing.domain.progress import Unwatched  # noqa: E402
from briefing.llm import tokens  # noqa: E402
from briefing.pipeline import estimate, read_sources  # noqa: E402
from briefing.settings import Settings  # noqa: E402
from briefing.writing.model import summarize  # noqa: E402
from briefing.writing.model.article import Article  # noqa: E402
from tests.obliging import article  # noqa: E402

BAR = 1.35


@dataclass(frozen=True, kw_only=True)
class Sent:
    """Tokens."""

    sources: int
    messages: int
    """Of the requests about the sources, one each."""
    schemas: int
    """Of the same requests, beside the messages."""
    joint: int
    """Of the request for the brief."""

    @property
    def ratio(self) -> float:
        return self.messages / self.sources

    @property
    def with_schemas(self) -> float:
        return (self.messages + self.schemas) / self.sources


def sent(folder: Path) -> Sent:
    """Of a run over the articles of a folder, each short enough for one request."""
    settings = Settings(sources=(str(folder),), endpoint=Endpoint(model="gpt-6-luna"), store=folder / "none")
    reading = read_sources(settings, stdin=bytes)
    prompts = Prompts()
    parts = [summarize.Part(text=Article(source).text()) for source in reading.sources]
    asked = [
        summarize.ask(prompts, source, part, focus=None) for source, part in zip(reading.sources, parts, strict=True)
    ]
    messages = [each["content"] for request in asked for each in request.messages(with_schema=False)]
    found, _ = estimate(settings, stdin=bytes, watch=Unwatched())
    assert found is not None
    return Sent(
        sources=sum(tokens.count(Path(source.path).read_text(encoding="utf-8")) for source in reading.sources),
        messages=sum(map(tokens.count, messages)),
        schemas=sum(tokens.count(json.dumps(request.schema, separators=(",", ":"))) for request in asked),
        joint=found.stages["consolidate"].cost.tokens_in,
    )


def thousands(folder: Path, count: int) -> None:
    """Writes invented articles of 1,000 tokens each, or as near as whole paragraphs come."""
    for number in range(count):
        lines = article(number, words=2000).splitlines()
        while tokens.count("\n".join(lines)) > 1000:
            lines.pop()
        (folder / f"{number:03}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        thousands(Path(folder), 40)
        places = {"40 invented articles of 1,000 tokens": Path(folder), "seeds/": ROOT / "seeds"}
        places |= {name: Path(name) for name in sys.argv[1:]}
        for name, place in places.items():
            found = sent(place)
            print(f"{name}: {found.sources:,} tokens of sources")
            whole = found.messages + found.schemas
            print(f"  requests about sources: {whole:,}, {found.with_schemas:.3f} times the sources (bar {BAR})")
            print(f"  without their schemas: {found.messages:,}, {found.ratio:.3f} times")
            print(f"  joint request: {found.joint:,}, {found.joint / found.sources:.3f} times: points, not articles")


if __name__ == "__main__":
    main()
