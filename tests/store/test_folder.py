"""Where replies and runs are kept."""

from pathlib import Path

import pytest

from briefing.errors import OutputError
from briefing.store.folder import store_folder


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"BRIEFING_HOME": "/b", "XDG_CACHE_HOME": "/c", "HOME": "/h"}, "/b"),
        ({"XDG_CACHE_HOME": "/c", "HOME": "/h"}, "/c/briefing"),
        ({"HOME": "/h"}, "/h/.cache/briefing"),
    ],
)
def test_the_nearest_wish_counts(environment: dict[str, str], folder: str) -> None:
    assert store_folder(environment) == Path(folder)


def test_who_has_no_home_is_told_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    with pytest.raises(OutputError) as error:
        store_folder({})
    assert "BRIEFING_HOME" in error.value.help
