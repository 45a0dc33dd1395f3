"""The store of replies, with an eye on which of them a run uses."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from briefing.domain.recording import Failure
from briefing.domain.reply import KeptReply, Stored
from briefing.errors import ModelError
from briefing.store.replies import ReplyStore


class Recorder(ReplyStore):
    """`ReplyStore` that notes every reply read or put, those too that the run then forgets.

    A reply of no use decides the brief as well: what is asked after it, or that its source is left out.
    """

    def __init__(
        self, path: Path, *, now: Callable[[], datetime] = lambda: datetime.now(UTC), to_read: bool = False
    ) -> None:
        super().__init__(path, now=now, to_read=to_read)
        self.replies: dict[str, KeptReply] = {}
        """By key."""
        self.failures: dict[str, Failure] = {}
        """By key, of the requests that got no answer."""

    def stored(self, key: str) -> Stored | None:
        found = self.kept(key)
        if found is None:
            return None
        self.replies[key] = found
        return Stored(request=found.request, body=found.body, batch=found.batch)

    def put(
        self,
        key: str,
        *,
        stage: str,
        model: str,
        request: str,
        body: str,
        endpoint: str | None = None,
        prompt: str | None = None,
        batch: bool = False,
    ) -> None:
        super().put(
            key, stage=stage, model=model, request=request, body=body, endpoint=endpoint, prompt=prompt, batch=batch
        )
        self.failures.pop(key, None)
        if batch:
            return  # a batch brings the replies of other runs too: what this run uses it will read
        self.replies[key] = KeptReply(
            key=key,
            created=self._stamp(),
            stage=stage,
            model=model,
            endpoint=endpoint,
            prompt=prompt,
            batch=batch,
            request=request,
            body=body,
        )

    def failed(self, key: str, error: ModelError) -> None:
        self.failures[key] = Failure(kind=type(error).__name__, message=str(error), help=error.help)
