"""A look into the store of replies that changes nothing in it, and makes none where there is none."""

from pathlib import Path

from briefing.domain.reply import Stored
from briefing.errors import ModelError
from briefing.store.inventory import Inventory
from briefing.store.replies import FILE


class Glance:
    """Stands in for the store where nothing must be written.

    Raises:
        OutputError: the file is there and cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        self._store = Inventory.existing(folder / FILE)

    def close(self) -> None:
        if self._store:
            self._store.close()

    def stored(self, key: str) -> Stored | None:
        return self._store.stored(key) if self._store else None

    def put(
        self, key: str, *, stage: str, model: str, endpoint: str, prompt: str, request: str, body: str, batch: bool
    ) -> None:
        """Nothing is kept: nobody was asked."""

    def forget(self, key: str, body: str) -> None:
        """It stays as it is."""

    def hurry(self) -> None:
        """Nothing is put."""

    def failed(self, key: str, error: ModelError) -> None:
        """That it is not there is no news."""
