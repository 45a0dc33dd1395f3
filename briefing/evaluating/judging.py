"""Judges labelled claims, each against its own document; a document is indexed once, however many claims it has."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from itertools import groupby, islice
from multiprocessing import get_context

from briefing.checking import Checker, Index, Scored, Scorer
from briefing.domain.claim import Claim, Section, Verdict
from briefing.domain.source import Source
from briefing.domain.text import Sentence, Span
from briefing.domain.yardstick import PHIA
from briefing.evaluating.rows import Row, texts
from briefing.language.sentences import split

RANKED = 3
"""Sentences kept as evidence of a claim, the likeliest first."""
_WAITING = 4
"""Batches that wait for each process, at most."""
_BATCH = 40
"""Claims that go to a process at once, or all those of one document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    score: float | None
    """None where a check broke."""
    verdict: Verdict
    evidence: tuple[tuple[int, int, str], ...]
    """Start, end and stance of what the verdict rests on, or of what comes nearest."""
    ranked: tuple[tuple[Span, ...], ...] | None
    """Of the likeliest sentences each one's pieces in the document; None where nobody ranked them."""


@dataclass(slots=True)
class Spent:
    """What the judging cost; reading the rows and starting the processes is not in it."""

    cpu: float = 0.0
    """Seconds of all processes together."""
    wall: float = 0.0


def source_of(document: str) -> Source:
    """A document as it is given: every line of it is prose, nothing is set aside, and it has no date."""
    found: list[Sentence] = []
    start = 0
    for number, line in enumerate(document.splitlines(keepends=True)):
        for span in split(line):
            place = Span(start + span.start, start + span.end)
            text = " ".join(place.of(document).split())
            found.append(Sentence(index=len(found), spans=(place,), text=text, paragraph=number))
        start += len(line)
    return Source(id="document", path="", sha256="", text=document, sentences=tuple(found))


def judge(
    rows: Sequence[Row], *, jobs: int = 1, progress: Callable[[int], None] = lambda _: None
) -> tuple[list[Judged], Spent]:
    """The rows' verdicts in the order of the rows, and what they cost. `progress` is told how many are done."""
    by_document = sorted(range(len(rows)), key=lambda number: (rows[number].document, number))
    judged: list[Judged | None] = [None] * len(rows)
    spent = Spent()
    start = time.perf_counter()
    done = 0
    batches = [[(number, rows[number]) for number in batch] for batch in _batches(by_document, rows)]
    for found, cpu in _run(batches, jobs):
        for number, each in found:
            judged[number] = each
        spent.cpu += cpu
        done += len(found)
        progress(done)
    spent.wall = time.perf_counter() - start
    return [each for each in judged if each is not None], spent


_Batch = list[tuple[int, Row]]
_Found = tuple[list[tuple[int, Judged]], float]


def _batches(order: Iterable[int], rows: Sequence[Row]) -> Iterator[list[int]]:
    """Whole documents, so that none is indexed twice."""
    batch: list[int] = []
    for _, numbers in groupby(order, key=lambda number: rows[number].document):
        batch += numbers
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _run(batches: Sequence[_Batch], jobs: int) -> Iterator[_Found]:
    if jobs == 1 or len(batches) == 1:
        yield from map(judge_batch, batches)
        return
    waiting = iter(batches)
    # Fresh processes are the same everywhere; a fork would copy whatever the caller has running.
    pool = ProcessPoolExecutor(min(jobs, len(batches)), mp_context=get_context("spawn"))
    try:
        running: set[Future[_Found]] = {pool.submit(judge_batch, each) for each in islice(waiting, jobs * _WAITING)}
        while running:
            finished, running = wait(running, return_when=FIRST_COMPLETED)
            running |= {pool.submit(judge_batch, each) for each in islice(waiting, len(finished))}
            for each in finished:
                yield each.result()
    finally:
        pool.shutdown(cancel_futures=True)  # who interrupts does not wait for what has not begun


def judge_batch(batch: _Batch) -> _Found:
    """One batch, sorted by document, and the CPU seconds it took: indexing and judging, not the reading of rows."""
    found: list[tuple[int, Judged]] = []
    cpu = 0.0
    indexed: tuple[str, _Bench] | None = None
    for number, row in batch:
        with row.file.open("rb") as file:
            given = texts(file, row)
        start = time.process_time()
        if indexed is None or indexed[0] != row.document:
            indexed = row.document, _Bench(given.document)
        found.append((number, indexed[1].judge(row.id, given.claim)))
        cpu += time.process_time() - start
    return found, cpu


class _Scorer(Scorer):
    """Remembers how it ranked the sentences for the claim judged last."""

    last: Scored | None = None

    def judge(self, text: str) -> Scored:
        self.last = super().judge(text)
        return self.last


class _Bench:
    """One document, indexed."""

    def __init__(self, document: str) -> None:
        index = Index((source_of(document),))
        self._scorer = _Scorer(index)
        self._checker = Checker(index, yardstick=PHIA, scorer=self._scorer)

    def judge(self, id: str, claim: str) -> Judged:
        self._scorer.last = None
        checked = self._checker.check(Claim(id=id, text=" ".join(claim.split()), section=Section.BODY))
        scored: Scored | None = self._scorer.last
        return Judged(
            score=checked.score,
            verdict=checked.verdict,
            evidence=tuple((each.start, each.end, each.stance.value) for each in checked.evidence),
            ranked=tuple(passage.sentence.spans for passage in scored.ranked[:RANKED]) if scored else (),
        )
