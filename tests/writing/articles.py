"""Short articles made up for the tests of the embedded writer, read as the program reads files."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from briefing.domain.brief import Draft, Grade
from briefing.domain.claim import Claim, Section
from briefing.domain.source import Source
from briefing.domain.yardstick import PHIA
from briefing.reading.text import read_text
from briefing.writing.writer import Material

HERALD = """Dock strike in Port Aldan ends after 12 days

Dock workers in Port Aldan ended their strike on Friday after 12 days, once the port authority agreed to raise wages by
6 percent. Cargo ships had waited outside the harbour since the first of the month.

Union leader Mara Quist called the agreement a beginning. “The port authority has learned that it cannot run a harbour
without us,” she said.

The port authority rejected the demand for a shorter working week. Its director Otto Hahn said that the two sides would
meet again in June.

“We will not give in on the working week,” Quist told reporters.
"""
COURIER = """Port Aldan: wages rise, cranes move again

The strike of the dock workers in Port Aldan is over. The port authority agreed on Friday to raise wages by 6 percent,
and the cranes began to move in the evening.

However, the demand for a shorter working week was rejected by the port authority. The two sides will meet again in
June, director Otto Hahn said.

Jon Bell, an economist at the University of Aldan, told the Courier that a second strike is unlikely this year. He said
that higher wages could cost the port two of its customers before the end of 2027.
"""
GAZETTE = """What the end of the strike means

Cargo ships entered Port Aldan again on Saturday, a day after dock workers ended a strike of 12 days. The port authority
agreed to raise wages by 6 percent.

Retailers welcomed the end of the strike. The association of shipping companies said that 40 ships had been delayed.

The working week remains in dispute: the dock workers demand 35 hours, and the port authority insists on 40 hours.
"""


def article(id: str, text: str, **facts: Any) -> Source:
    return replace(read_text(text.encode()), id=id, path=f"{id}.txt", sha256="0" * 64, **facts)


def strike() -> tuple[Source, ...]:
    """Three articles on the end of a strike, on Friday, 7 March 2025."""
    return (
        article("1", HERALD, published=date(2025, 3, 8), publisher="Aldan Herald"),
        article("2", COURIER, published=date(2025, 3, 8), publisher="Courier"),
        article("3", GAZETTE, published=date(2025, 3, 9), publisher="Gazette"),
    )


def material(sources: Sequence[Source], *, grades: Sequence[Grade] = (), **other: Any) -> Material:
    settings: dict[str, Any] = {"date": date(2025, 3, 10), "yardstick": PHIA, "disagreements": ()}
    return Material(sources=tuple(sources), grades=tuple(grades), **(settings | other))


def claims(draft: Draft, *sections: Section) -> list[Claim]:
    return [claim for claim in draft.claims if claim.section in sections]


def texts(draft: Draft, *sections: Section) -> list[str]:
    return [claim.text for claim in claims(draft, *sections)]
