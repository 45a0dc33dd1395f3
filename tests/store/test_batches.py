"""Several runs may use the folder of batches at once."""

import threading
from pathlib import Path

import pytest

from briefing.domain.batch import Batch, Queued
from briefing.errors import OutputError
from briefing.store import batches
from briefing.store.batches import BatchStore

BATCH = Batch(
    name="one",
    endpoint="https://x.example/v1",
    model="m",
    id="batch_1",
    requests=(Queued(key="k", stage="summarize", prompt="p", request="{}"),),
)


def test_a_batch_is_not_taken_away_while_another_run_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other one comes between the listing of the folder and the reading of its files."""
    one, other = BatchStore(tmp_path), BatchStore(tmp_path)
    one.keep(BATCH)
    coming = threading.Thread(target=other.collected, args=(BATCH,), daemon=True)
    read = batches._read

    def slowly(path: Path) -> Batch:
        coming.start()
        coming.join(0.2)  # it would be done by then, if nothing held it
        return read(path)

    with monkeypatch.context() as patch:
        patch.setattr(batches, "_read", slowly)
        assert one.open(BATCH.endpoint, BATCH.model) == (BATCH,)
    coming.join()
    assert one.open(BATCH.endpoint, BATCH.model) == ()


def test_no_number_is_given_twice_and_no_refusal_is_lost(tmp_path: Path) -> None:
    given: list[int] = []

    def take(run: int) -> None:
        store = BatchStore(tmp_path)
        for each in range(10):
            given.append(store.next_number())
            store.refuse({f"{run}.{each}": "no"})

    runs = [threading.Thread(target=take, args=(run,)) for run in range(4)]
    for each in runs:
        each.start()
    for each in runs:
        each.join()
    assert sorted(given) == list(range(1, 41))
    assert len(BatchStore(tmp_path).refusals()) == 40


def test_a_run_that_never_lets_go_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "_PATIENCE", 0.01)
    with BatchStore(tmp_path)._alone(), pytest.raises(OutputError, match="lock"):
        BatchStore(tmp_path).keep(BATCH)
