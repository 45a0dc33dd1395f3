"""Which briefs are being made: each run holds the lock of its brief, and whoever takes all away holds all of them."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import OutputError

if TYPE_CHECKING:
    from filelock import BaseFileLock

_FOLDER = "locks"
_DIGITS = 12


def lock_of(store: Path, brief: str, key: str) -> "BaseFileLock":
    """To be acquired without waiting.

    Args:
        brief: its name.
        key: tells it from briefs of this name in other configurations.

    Raises:
        OutputError: there can be no locks.
    """
    from filelock import FileLock

    folder = store / _FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(store, error) from error
    return FileLock(folder / f"{brief}-{sha256(key.encode()).hexdigest()[:_DIGITS]}.lock", timeout=0)


@contextmanager
def none_under_way(store: Path) -> Iterator[None]:
    """Within, no brief that was ever made here is being made.

    Raises:
        OutputError: one is.
    """
    from filelock import FileLock, Timeout

    with ExitStack() as held:
        for path in sorted((store / _FOLDER).glob("*.lock")):
            try:
                held.enter_context(FileLock(path, timeout=0))
            except Timeout:
                brief = path.stem[: -_DIGITS - 1]
                raise OutputError(
                    f"a run of the brief {brief!r} is under way, and nothing was deleted",
                    help="Try again when it is done.",
                ) from None
            except OSError as error:
                raise unusable(store, error) from error
        yield


def unusable(store: Path, error: OSError) -> OutputError:
    return OutputError(
        f"cannot use the folder {str(store / _FOLDER)!r}: {error.strerror or error}",
        help="Make it writable, or set BRIEFING_HOME to another folder.",
    )
