"""What the clients of one run share, one after the other: what they may spend, and what they know of the endpoint."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.domain.endpoint import Endpoint
from briefing.llm.dialect import Dialect
from briefing.llm.mail import Mail
from briefing.llm.pace import Past
from briefing.llm.purse import Purse


@dataclass(slots=True, kw_only=True)
class Allowance:
    """Of one endpoint, and of one process: it cannot be sent to another."""

    purse: Purse
    dialect: Dialect
    past: Past = field(default_factory=Past)
    pages: int | None = None
    """Calls given up for web pages since the last answer; None where the endpoint has never answered."""
    mail: Mail = field(default_factory=Mail)

    @classmethod
    def of(cls, endpoint: Endpoint) -> Allowance:
        return cls(
            purse=Purse(usd=endpoint.terms.budget, tokens=endpoint.terms.max_tokens),
            dialect=Dialect(endpoint.model, vendor=endpoint.base_url is None),
        )

    def finished(self) -> None:
        """All clients are done, and nothing that ends the run has come between.

        Raises:
            OutputError: the folder of batches cannot be used.
        """
        self.mail.finished()
