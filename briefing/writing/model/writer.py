"""The model writer: asks for the points of every source, then for the brief, and once for what failed."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from briefing.asking import forms
from briefing.asking.prompts import VERSIONS, Prompts
from briefing.domain.brief import Draft
from briefing.domain.claim import Reason, Section
from briefing.domain.endpoint import Endpoint
from briefing.domain.source import Skipped
from briefing.errors import (
    AddressError,
    AuthenticationError,
    ModelError,
    QuotaError,
    ReplyError,
    UnknownModelError,
    UnreachableError,
)
from briefing.llm.client import Client
from briefing.store.replies import FILE, ReplyStore
from briefing.writing.model import consolidate, revise
from briefing.writing.model.draft import compose, revised
from briefing.writing.model.noting import Chunker, noted
from briefing.writing.model.points import Point
from briefing.writing.model.rehearsal import rehearse
from briefing.writing.writer import Material

_CONCERNS_ALL = (AddressError, AuthenticationError, QuotaError, UnknownModelError, UnreachableError)
"""What will befall the next source too: the run ends."""


class ModelWriter:
    """Writes one brief with one model; `revise` needs the `write` before it."""

    def __init__(self, client: Client, *, prompts: Prompts, chunk: Chunker, name: str) -> None:
        """`name`: of the model.

        Raises:
            TemplateError: a prompt wants a variable that it is not given.
        """
        rehearse(prompts)
        self._client = client
        self._prompts = prompts
        self._chunk = chunk
        self._name = name
        self._points: dict[str, Point] = {}
        self._material: Material | None = None
        self._used: set[str] = set()
        self._opened = ExitStack()

    @classmethod
    def open(cls, endpoint: Endpoint, *, prompts: Path | None, store: Path, chunk: Chunker) -> "ModelWriter":
        """A writer that closes what it opened when it is left.

        Args:
            prompts: folder whose files stand in for the prompts of the same name.
            store: folder of the paid replies.

        Raises:
            TemplateError, OutputError, AddressError, AuthenticationError: nothing has been asked yet.
        """
        loaded = Prompts(prompts)
        with ExitStack() as opened:
            replies = ReplyStore(store / FILE)
            opened.callback(replies.close)
            client = opened.enter_context(Client(endpoint, store=replies))
            writer = cls(client, prompts=loaded, chunk=chunk, name=endpoint.model)
            writer._opened = opened.pop_all()
        return writer

    def __enter__(self) -> "ModelWriter":
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def write(self, material: Material) -> Draft:
        """A draft in which every sentence names the places it rests on.

        A source that the model fails on for good is left out, and listed as skipped.

        Raises:
            ModelError: the endpoint is of no use, or no source gave a point.
        """
        self._material = material
        self._used = {"summarize", "consolidate"}
        notes, skipped = self._note(material)
        request = consolidate.ask(self._prompts, material, tuple(self._points.values()))
        composition = forms.answered(
            self._client, self._prompts, request, lambda text: consolidate.read(text, material.yardstick)
        )
        return self._signed(replace(compose(composition, self._points, material), notes=notes, skipped=skipped))

    def revise(self, draft: Draft, failed: Mapping[str, tuple[Reason, ...]]) -> Draft:
        """The draft with new sentences for those that failed; `failed` is by claim id.

        The annex stays as it is: what a source says is its summary, also where other sources contradict it.
        Where the model gives none that can be used the draft stays, with a note.

        Raises:
            ModelError: the endpoint is of no use any more.
        """
        if self._material is None:
            raise RuntimeError("revise before write")
        yardstick = self._material.yardstick
        claims = [claim for claim in draft.claims if claim.id in failed and claim.section is not Section.ANNEX]
        if not claims:
            return draft
        ids = [claim.id for claim in claims]
        self._used.add("revise")
        request = revise.ask(self._prompts, claims, failed, tuple(self._points.values()), yardstick=yardstick)
        try:
            sentences = forms.answered(self._client, self._prompts, request, lambda text: revise.read(text, ids))
        except _CONCERNS_ALL:
            raise
        except ModelError as error:
            note = f"The sentences that failed their check could not be revised: {error}."
            return self._signed(replace(draft, notes=(*draft.notes, note)))
        return self._signed(revised(draft, sentences, self._points, yardstick))

    def _note(self, material: Material) -> tuple[tuple[str, ...], tuple[Skipped, ...]]:
        """Fills the points from all sources; notes for the reader and the sources left out come back."""
        notes: list[str] = []
        skipped: list[Skipped] = []
        lost: ModelError | None = None
        self._points = {}
        for source in material.sources:
            if source.duplicate_of is not None:
                continue
            try:
                found = noted(self._client, self._prompts, source, focus=material.focus, chunk=self._chunk)
            except _CONCERNS_ALL:
                raise
            except ModelError as error:
                lost = lost or error
                skipped.append(Skipped(path=source.path, reason=str(error), help=error.help))
                continue
            if found.merged:
                self._used.add("merge")
            if found.dropped:
                count = f"{found.dropped} point{'s' if found.dropped > 1 else ''}"
                notes.append(f"{count} of source {source.id} dropped: words not in the source.")
            self._points.update({point.id: point for point in found.points})
        if not self._points:
            raise lost or ReplyError(
                "the model gave no point whose words stand in its source", help="Choose another model."
            )
        return tuple(notes), tuple(skipped)

    def _signed(self, draft: Draft) -> Draft:
        """With what wrote it and what it cost so far."""
        used = [stage for stage in VERSIONS if stage in self._used]
        prints = self._prompts.fingerprints(used)
        versions = ", ".join(f"{VERSIONS[stage]} {print}" for stage, print in zip(used, prints.values(), strict=True))
        own = [note for note in draft.notes if note not in self._client.notes]
        return replace(
            draft,
            writer=f"model {self._name} ({versions})",
            prompts=prints,
            cost=self._client.cost,
            notes=(*own, *self._client.notes),
        )
