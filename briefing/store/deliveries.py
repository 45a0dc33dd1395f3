"""Keeps what is owed to those who want a brief delivered, with all that it carries, until it has arrived."""

from abc import ABC
from datetime import UTC, datetime
from pathlib import PurePosixPath

from briefing.domain.delivery import Parcel
from briefing.domain.unattended import Owed
from briefing.store.database import Database
from briefing.store.forecast_rows import storable


class Deliveries(Database, ABC):
    """The part of the record of unattended runs that tells of deliveries.

    Raises:
        OutputError: from any method, where the file cannot be used.
        DamagedStoreError: from any method, where it is no store any more.
    """

    def owed(self, brief: str) -> list[Owed]:
        """Deliveries that have not arrived, the oldest first."""
        with self._errors(), self._lock:
            rows = self._connection.execute(
                "SELECT id, run, target, name, title, day, claims, attempts, fault FROM delivery"
                " WHERE brief = ? AND sent IS NULL ORDER BY run, target",
                (brief,),
            ).fetchall()
            found = []
            for id, run, target, name, title, day, claims, attempts, fault in rows:
                carried = dict(
                    self._connection.execute("SELECT name, data FROM parcel WHERE run = ? ORDER BY rowid", (run,))
                )
                parcel = Parcel(
                    id=id,
                    brief=name,
                    title=title,
                    date=day,
                    claims=claims,
                    files={path: data for path, data in carried.items() if not _is_text(path)},
                    texts={path: data for path, data in carried.items() if _is_text(path)},
                )
                found.append(Owed(parcel=parcel, target=target, attempts=attempts, fault=fault))
            return found

    def tries(self, id: str, now: datetime) -> None:
        """A delivery is tried: known before it can have any effect."""
        with self._errors(), self._lock, self._writing():
            self._connection.execute(
                "UPDATE delivery SET attempts = attempts + 1, tried = ? WHERE id = ?", (stamp(now), id)
            )

    def failed(self, id: str, fault: str) -> None:
        with self._errors(), self._lock, self._writing():
            self._connection.execute("UPDATE delivery SET fault = ? WHERE id = ?", (storable(fault), id))

    def sent(self, id: str, now: datetime) -> None:
        """A delivery has arrived; what it carried goes when nobody waits for it any more."""
        self._settle("UPDATE delivery SET sent = ?, fault = '' WHERE id = ?", stamp(now), id)

    def drop(self, id: str) -> None:
        """A delivery is owed no more, though it has not arrived."""
        self._settle("DELETE FROM delivery WHERE id = ?", id)

    def _settle(self, statement: str, *values: str) -> None:
        with self._errors(), self._lock, self._writing():
            self._connection.execute(statement, values)
            self._connection.execute(
                "DELETE FROM parcel WHERE run NOT IN (SELECT run FROM delivery WHERE sent IS NULL)"
            )


def _is_text(path: str) -> bool:
    """Whether a part of a parcel is what footnotes lead to, and no brief."""
    return PurePosixPath(path).parent.name.endswith(".sources")


def stamp(moment: datetime) -> str:
    """As the record has it: in UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
