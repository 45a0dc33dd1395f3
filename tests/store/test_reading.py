"""A store that cannot be written is read all the same, where nothing is to be written."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from briefing.errors import OutputError
from briefing.store import reading
from briefing.store.glance import Glance
from briefing.store.integrity import fault
from briefing.store.inventory import Inventory
from briefing.store.replies import FILE, ReplyStore

NOBODY = 65534


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that anybody may look into: what pytest makes is for its owner alone."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    with closing(ReplyStore(folder / FILE)) as store:
        store.put("key", stage="judge", model="m", request="{}", body="its body")
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs the rights of POSIX")
def test_a_folder_that_is_read_only_is_read(home: Path) -> None:
    (home / FILE).chmod(0o444)
    home.chmod(0o555)
    with nobody():
        with pytest.raises(PermissionError):
            (home / "new").touch()
        with closing(Glance(home)) as glance:
            found = glance.stored("key")
        inventory = Inventory.existing(home / FILE)
        assert inventory is not None
        with closing(inventory):
            assert sum(each.replies for each in inventory.tallies()) == 1
        assert fault(home / FILE) == ""
    assert found is not None
    assert found.body == "its body"
    assert [path.name for path in home.iterdir()] == [FILE]


@contextmanager
def nobody() -> Iterator[None]:
    """To root nothing is read-only."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


def test_what_is_opened_to_be_read_cannot_be_written(home: Path) -> None:
    with closing(reading.opened(home / FILE, patience=1)) as connection, pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM reply")
    with closing(ReplyStore(home / FILE, to_read=True)) as store:
        with pytest.raises(OutputError, match="readonly"):
            store.forget("key", "body")
        assert store.stored("key") is not None


def test_a_look_sees_what_a_run_has_just_put(home: Path) -> None:
    with closing(ReplyStore(home / FILE)) as store, closing(Glance(home)) as glance:
        store.put("later", stage="judge", model="m", request="{}", body="later")
        assert glance.stored("later") is not None
