"""Which engine is chosen, and how what cannot be is told to who wrote it on a command line or in a configuration."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.domain.endpoint import Terms
from briefing.engine import Here, Processes, chosen
from briefing.engine import dask as engines
from briefing.errors import EngineError, UsageError

CONFIG = Path("/srv/briefs/briefing.toml")
THERE = "tcp://127.0.0.1:1"
WHERE = pytest.mark.parametrize(
    ("config", "named"), [(None, "--{}".format), (CONFIG, "{} in '/srv/briefs/briefing.toml'".format)]
)


def test_without_a_wish_a_model_is_asked_from_here_and_all_else_is_spread() -> None:
    assert isinstance(chosen(Terms(), workers=None, dask=None), Here)
    assert isinstance(chosen(Terms(), workers=2, dask=None), Processes)
    assert isinstance(chosen(None, workers=2, dask=None), Processes)
    assert isinstance(chosen(None, workers=1, dask=None), Here)


@WHERE
def test_what_contradicts_itself_is_named_as_it_was_written(config: Path | None, named: Callable[[str], str]) -> None:
    for terms, workers, dask, said in (
        (None, 2, THERE, f"{named('workers')} with {named('dask')}"),
        (Terms(batch=True), 2, None, f"{named('batch')} with {named('workers')}"),
        (Terms(batch=True), None, THERE, f"{named('batch')} with {named('dask')}"),
        (Terms(max_tokens=9), 2, None, f"{named('workers')} with a limit"),
        (Terms(max_tokens=9), None, THERE, f"{named('dask')} with a limit"),
    ):
        with pytest.raises(UsageError) as caught:
            chosen(terms, workers=workers, dask=dask, config=config)
        assert str(caught.value).startswith(said)


@WHERE
def test_so_is_a_cluster_that_is_of_no_use(
    config: Path | None, named: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(engines, "_PATIENCE", 1)
    with pytest.raises(EngineError) as gone:
        chosen(None, workers=None, dask=THERE, config=config)
    assert gone.value.help == f"Start it, or leave out {named('dask')}."
    with pytest.raises(UsageError) as nonsense:
        chosen(None, workers=None, dask="nowhere", config=config)
    assert str(nonsense.value) == f"{named('dask')} 'nowhere' is no address of a scheduler"
