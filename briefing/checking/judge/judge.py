"""Asks a model about claims that were checked; where it cannot be asked the verdict of the checks stands."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from briefing.asking.prompts import Prompts
from briefing.asking.session import Session
from briefing.checking.judge import question
from briefing.checking.judge.opinion import JUDGED, laid_beside, not_asked
from briefing.checking.passages import Index
from briefing.domain.brief import Cost
from briefing.domain.claim import CheckedClaim, Claim, Section
from briefing.domain.endpoint import Endpoint
from briefing.domain.progress import Watch
from briefing.domain.source import Source
from briefing.domain.text import Sentence, Span
from briefing.errors import BriefingError, BudgetError, ModelError


class Judge:
    """One model at one endpoint; every reply is stored before it is read, and found again next time."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.name = f"model {session.client.model.name}"
        self.failed = 0
        """Claims about which it could not be asked, or whose reply was of no use."""

    @classmethod
    def open(cls, endpoint: Endpoint, *, prompts: Path | None, store: Path, watch: Watch | None = None) -> "Judge":
        """A judge that closes what it opened when it is left; for arguments and errors see `Session.open`."""
        return cls(Session.open(endpoint, prompts=prompts, store=store, watch=watch, rehearse=rehearse))

    def __enter__(self) -> "Judge":
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        self._session.__exit__(error)

    @property
    def cost(self) -> Cost:
        """Of all replies so far."""
        return sum(self._session.client.costs.values(), Cost())

    @property
    def priced(self) -> date | None:
        """The day of the list prices; None where the price is not known."""
        price = self._session.client.model.price
        return price.date if price else None

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know of the endpoint."""
        return self._session.client.notes

    @property
    def fingerprints(self) -> Mapping[str, str]:
        """Prompt file name to fingerprint."""
        return self._session.prompts.fingerprints((question.STAGE,))

    def judge(self, claims: Sequence[CheckedClaim], index: Index) -> list[CheckedClaim]:
        """The claims, each with the judge's opinion among its reasons, and the lower of the two verdicts.

        The model is not asked about an own assessment, about what was not checked, and where there is no sentence to
        show. It never raises for the endpoint's sake: see `failed`. Whatever became of the other claims, each is asked
        about: its opinion may be in the store, and of what ends a run the client tells without asking anybody.

        Raises:
            OutputError: the store of replies cannot be used.
        """
        return self._session.run(self._session.each(lambda checked: self._judged(checked, index), claims))

    async def _judged(self, checked: CheckedClaim, index: Index) -> CheckedClaim:
        shown = question.passages(checked, index)
        if checked.verdict not in JUDGED or not shown:
            return checked
        request = question.ask(self._session.prompts, checked.claim, shown)
        try:
            opinion = await self._session.answered(request, lambda reply: question.read(reply, shown))
        except (BudgetError, ModelError) as error:
            return self._unasked(checked, error)
        return laid_beside(checked, opinion, self.name)

    def _unasked(self, checked: CheckedClaim, error: BriefingError) -> CheckedClaim:
        self.failed += 1
        return not_asked(checked, self.name, str(error))


def rehearse(prompts: Prompts) -> None:
    """Render all once with stand-in material: a missing variable is found before anything is paid for.

    Raises:
        TemplateError: a prompt wants what it is not given.
    """
    sentence = Sentence(index=0, spans=(Span(0, 5),), text="Words", paragraph=0)
    source = Source(id="0", path="0.txt", sha256="0" * 64, text="Words", sentences=(sentence,))
    index = Index((source,))
    question.ask(prompts, Claim(id="0", text="Words", section=Section.BODY), index.passages)
    prompts.render("reply", "again", reason="Words")
