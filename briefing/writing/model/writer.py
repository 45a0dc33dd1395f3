"""The model writer: asks for the points of every source, then for the brief, and once for what failed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from briefing.asking.prompts import VERSIONS
from briefing.asking.session import Session
from briefing.domain.brief import Draft
from briefing.domain.claim import Claim, Reason, Section
from briefing.domain.endpoint import Endpoint
from briefing.domain.progress import Unwatched, Watch
from briefing.domain.source import Skipped, Source
from briefing.errors import BudgetError, ModelError, ReplyError, TooLongError, TruncatedError
from briefing.llm.allowance import Allowance
from briefing.llm.keeping import Replies
from briefing.llm.request import Request
from briefing.writing.model import consolidate, revise, select
from briefing.writing.model.draft import compose, revised
from briefing.writing.model.noting import Chunker, Noted, noted
from briefing.writing.model.points import Point
from briefing.writing.model.rehearsal import rehearse
from briefing.writing.writer import Material


class ModelWriter:
    """Writes one brief with one model; `revise` needs the `write` before it."""

    def __init__(self, session: Session, *, chunk: Chunker, watch: Watch) -> None:
        self._session = session
        self._chunk = chunk
        self._watch = watch
        self._points: dict[str, Point] = {}
        self._material: Material | None = None
        self._used: set[str] = set()

    @classmethod
    def open(
        cls,
        endpoint: Endpoint,
        *,
        prompts: Path | None,
        store: Path,
        replies: Replies | None = None,
        allowance: Allowance | None = None,
        chunk: Chunker,
        watch: Watch | None = None,
    ) -> "ModelWriter":
        """A writer that closes what it opened when it is left; for arguments and errors see `Session.open`."""
        watch = watch or Unwatched()
        session = Session.open(
            endpoint,
            prompts=prompts,
            store=store,
            replies=replies,
            allowance=allowance,
            watch=watch,
            rehearse=rehearse,
        )
        return cls(session, chunk=chunk, watch=watch)

    def __enter__(self) -> "ModelWriter":
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        self._session.__exit__(error)

    def write(self, material: Material) -> Draft:
        """A draft in which every sentence names the places it rests on.

        A source that the model fails on for good is left out, and listed as skipped.

        Raises:
            ModelError: the endpoint is of no use, or no source gave a point.
        """
        return self._session.run(self._write(material))

    async def _write(self, material: Material) -> Draft:
        self._material = material
        self._used = {"summarize", "consolidate"}
        notes, skipped = await self._note(material)
        composition, left_out = await self._composed(material)
        if left_out:
            notes += (f"{left_out} of {len(self._points)} points left out: the model's context holds no more.",)
        return self._signed(replace(compose(composition, self._points, material), notes=notes, skipped=skipped))

    async def _composed(self, material: Material) -> tuple[consolidate.Composition, int]:
        """The brief made of all points, or of so many as fit into one request; and how many were left out."""
        session = self._session
        points = tuple(self._points.values())
        context = session.client.model.context

        def ask(some: Sequence[Point]) -> Request:
            request = consolidate.ask(session.prompts, material, some)
            return request.with_room(min(request.room, context // 2))

        while True:
            chosen = await select.fitting(session, points, ask, focus=material.focus, context=context)
            if len(chosen) < len(points):
                self._used.add("select")
            self._watch.stage("writing the brief")
            request = ask(chosen)
            try:
                composition = await session.answered(
                    request, lambda text: consolidate.read(text, material.yardstick), keep_cut=True
                )
            except (TooLongError, TruncatedError) as error:
                # The endpoint takes less than we know of it, as long as that leaves anything to say. To be told so is
                # free, and is worth a finer search; a reply that was cut is paid for.
                if len(chosen) < 2:
                    raise
                reckoning = session.client.reckoning
                taken = reckoning.tokens(request) + reckoning.room(request)
                context = taken * 3 // 4 if isinstance(error, TooLongError) else taken // 2
            else:
                return composition, len(points) - len(chosen)

    def revise(self, draft: Draft, failed: Mapping[str, tuple[Reason, ...]]) -> Draft:
        """The draft with new sentences for those that failed; `failed` is by claim id.

        The annex stays as it is: what a source says is its summary, also where other sources contradict it.
        Where the model gives none that can be used, or cannot be asked any more, the draft stays, with a note.
        """
        if self._material is None:
            raise RuntimeError("revise before write")
        yardstick = self._material.yardstick
        claims = [claim for claim in draft.claims if claim.id in failed and claim.section is not Section.ANNEX]
        if not claims:
            return draft
        self._used.add("revise")
        try:
            sentences = self._session.run(self._revise(claims, failed, self._material))
        except (ModelError, BudgetError) as error:
            # What ends the run ends it here, and takes nothing away: the draft is whole, and paid for.
            ended = isinstance(error, BudgetError) or error.ends_run
            note = f"The sentences that failed their check could not be revised: {error}."
            unrevised = error.exit_code if ended else 0
            return self._signed(replace(draft, notes=(*draft.notes, note), unrevised=unrevised))
        return self._signed(revised(draft, sentences, self._points, yardstick))

    async def _revise(
        self, claims: Sequence[Claim], failed: Mapping[str, tuple[Reason, ...]], material: Material
    ) -> dict[str, consolidate.Sentence]:
        """New sentences by claim id, asked for with as many points as fit; by halves, where they are too many."""
        session = self._session
        ids = [claim.id for claim in claims]
        places = {place for claim in claims for place in claim.basis}

        def ask(points: Iterable[Point]) -> Request:
            return revise.ask(session.prompts, claims, failed, tuple(points), yardstick=material.yardstick)

        request = ask(self._points.values())
        if not session.client.reckoning.fits(request):
            request = ask(point for point in self._points.values() if not places.isdisjoint(point.places))
        try:
            return await session.answered(request, lambda text: revise.read(text, ids), keep_cut=True)
        except (TooLongError, TruncatedError):
            if len(claims) < 2:
                raise
        middle = len(claims) // 2
        halves = await session.together(
            self._revise(half, failed, material) for half in (claims[:middle], claims[middle:])
        )
        return {id: sentence for half in halves for id, sentence in half.items()}

    async def _note(self, material: Material) -> tuple[tuple[str, ...], tuple[Skipped, ...]]:
        """Fills the points from all sources; notes for the reader and the sources left out come back."""
        sources = [source for source in material.sources if source.duplicate_of is None]
        self._watch.stage(f"noting {len(sources)} sources", steps=len(sources))

        lost: dict[str, ModelError] = {}

        async def note(source: Source) -> Noted | None:
            try:
                return await noted(self._session, source, focus=material.focus, chunk=self._chunk)
            except ModelError as error:
                if error.ends_run:
                    raise
                lost[source.id] = error
                return None
            finally:
                self._watch.step()

        heard = dict(zip((source.id for source in sources), await self._session.each(note, sources), strict=True))
        notes = self._heard({id: found for id, found in heard.items() if found})
        errors = [(source, lost[source.id]) for source in sources if source.id in lost]
        if not self._points:
            raise (
                errors[0][1]
                if errors
                else ReplyError("the model gave no point whose words stand in its source", help="Choose another model.")
            )
        return notes, tuple(Skipped(path=source.path, reason=str(e), help=e.help) for source, e in errors)

    def _heard(self, heard: Mapping[str, Noted]) -> tuple[str, ...]:
        """Fills the points; what a reader must know of them comes back."""
        notes: list[str] = []
        self._points = {}
        for id, found in heard.items():
            if found.merged:
                self._used.add("merge")
            if found.dropped:
                count = f"{found.dropped} point{'s' if found.dropped > 1 else ''}"
                notes.append(f"{count} of source {id} dropped: not in the article's prose.")
            self._points.update({point.id: point for point in found.points})
        return tuple(notes)

    def _signed(self, draft: Draft) -> Draft:
        """With what wrote it and what it cost so far."""
        used = [stage for stage in VERSIONS if stage in self._used]
        client = self._session.client
        prints = self._session.prompts.fingerprints(used)
        versions = ", ".join(f"{VERSIONS[stage]} {print}" for stage, print in zip(used, prints.values(), strict=True))
        own = [note for note in draft.notes if note not in client.notes]
        return replace(
            draft,
            writer=f"model {client.model.name} ({versions})",
            prompts=prints,
            priced=client.model.price.date if client.model.price else None,
            costs={stage: client.costs[stage] for stage in VERSIONS if stage in client.costs},
            notes=(*own, *client.notes),
        )
