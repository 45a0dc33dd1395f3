"""Keeps what unattended runs have done and still owe: a run that is cut off at any moment is taken up where it was."""

import hashlib
import json
import os
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from briefing.domain.unattended import Finished, Made, Past, RunState, Unwritten
from briefing.errors import OutputError
from briefing.store import runbook_tables
from briefing.store.deliveries import Deliveries, stamp
from briefing.store.forecast_rows import storable

FILE = "unattended.sqlite"


class Runbook(Deliveries):
    """A brief is named by the file of its configuration and its name there.

    Raises:
        OutputError: from any method, where the file cannot be used.
        DamagedStoreError: from any method, where it is no store any more.
    """

    NAME = "record of unattended runs"
    DAMAGED = "Move it away: the next run begins a new one, and what the old one owed is lost."
    VERSION = len(runbook_tables.STEPS)

    def _step(self, version: int) -> None:
        runbook_tables.STEPS[version - 1](self._connection)

    def __enter__(self) -> "Runbook":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def begin(self, brief: str, now: datetime) -> int:
        """The number of a run that begins."""
        with self._errors(), self._lock, self._writing():
            return int(
                self._connection.execute(
                    "INSERT INTO run (brief, started, day, state) VALUES (?, ?, ?, ?)",
                    (brief, stamp(now), now.date().isoformat(), RunState.BEGUN),
                ).lastrowid
                or 0
            )

    def end(
        self, run: int, state: RunState, *, code: int, said: str, unread: Mapping[str, datetime] | None = None
    ) -> None:
        """A run ends without a brief. `unread`: as `Past.unread`."""
        with self._errors(), self._lock, self._writing():
            self._connection.execute(
                "UPDATE run SET state = ?, code = ?, said = ?, unread = ? WHERE id = ?",
                (state, code, storable(said), _as_json(unread or {}), run),
            )

    def commit(self, run: int, finished: Finished) -> None:
        """The brief is made: from now on it is owed, all of it, whatever happens.

        Raises:
            OutputError: also where the run is in the record no more.
        """
        with self._errors(), self._lock, self._writing():
            updated = self._connection.execute(
                "UPDATE run SET state = ?, code = ?, said = ?, commission = ?, sources = ?, remembered = ?,"
                " patterns = ?, unread = ? WHERE id = ?",
                (
                    *(RunState.MADE, finished.code, storable(finished.claims), finished.commission),
                    *("\n".join(sorted(finished.sources)), finished.remembered),
                    *("\n".join(map(storable, finished.patterns)), _as_json(finished.unread), run),
                ),
            )
            if updated.rowcount != 1:
                raise OutputError(
                    f"the {self.NAME} {str(self._path)!r} was emptied while this run was under way: "
                    "nothing of it is written",
                    help="Run it again: stored replies cost nothing.",
                )
            self._connection.executemany(
                "INSERT INTO output VALUES (?, ?, ?)",
                [(run, _kept(path), data) for path, data in finished.outputs.items()],
            )
            for parcel, target in finished.parcels:
                self._connection.execute(
                    "INSERT INTO delivery (id, run, brief, target, name, title, day, claims)"
                    " SELECT ?, id, brief, ?, ?, ?, day, ? FROM run WHERE id = ?",
                    (parcel.id, target, parcel.brief, storable(parcel.title), storable(parcel.claims), run),
                )
                self._connection.executemany(
                    "INSERT OR IGNORE INTO parcel VALUES (?, ?, ?)",
                    [(run, name, data) for name, data in (*parcel.files.items(), *parcel.texts.items())],
                )

    def last(self, brief: str) -> Past | None:
        """The last run that began, whatever came of it."""
        return self._past("brief = ?", brief)

    def namesakes(self, brief: str) -> list[Path]:
        """Configurations by which runs of a brief of this name are known, but for its own; the newest run first."""
        with self._errors(), self._lock:
            rows = self._connection.execute(
                "SELECT brief FROM run WHERE brief <> ? GROUP BY brief ORDER BY max(id) DESC", (brief,)
            ).fetchall()
        known = [key.rpartition("#") for (key,) in rows]
        return [Path(config) for config, _, name in known if name == brief.rpartition("#")[2]]

    def adopt(self, old: str, new: str, *, folders: tuple[Path, Path]) -> None:
        """What is known by one key is known by another from now on, and its files by the other path of their folder."""
        before, now = (f"{folder}/" for folder in folders)
        with self._errors(), self._lock, self._writing():
            self._connection.execute(
                "UPDATE OR REPLACE made SET path = ? || substr(path, ?) WHERE brief = ? AND substr(path, 1, ?) = ?",
                (now, len(before) + 1, old, len(before), before),
            )
            for table in ("run", "made", "delivery"):
                self._connection.execute(f"UPDATE {table} SET brief = ? WHERE brief = ?", (new, old))

    def last_made(self, brief: str) -> Past | None:
        """The last run that made a brief."""
        return self._past("brief = ? AND state IN ('made', 'written')", brief)

    def told(self, brief: str) -> frozenset[str]:
        """Fingerprints of all that briefs were ever made of, as in `Past.sources`."""
        with self._errors(), self._lock:
            rows = self._connection.execute(
                "SELECT sources FROM run WHERE brief = ? AND state IN ('made', 'written')", (brief,)
            ).fetchall()
        return frozenset(line for (sources,) in rows for line in (sources or "").split("\n")) - {""}

    def last_looked(self, brief: str) -> Past | None:
        """The last run that looked at its sources, be there anything new in them or not; `Past.unread` is what it could
        not read.
        """
        return self._past("brief = ? AND state IN ('made', 'written', 'nothing')", brief)

    def unwritten(self, brief: str) -> list[Unwritten]:
        """Briefs that were made, and may not have been written; the oldest first."""
        found = []
        for past in self._pasts("brief = ? AND state = 'made' ORDER BY id", brief):
            with self._errors(), self._lock:
                rows = self._connection.execute("SELECT path, data FROM output WHERE run = ?", (past.id,)).fetchall()
                (kept,) = self._connection.execute("SELECT remembered FROM run WHERE id = ?", (past.id,)).fetchone()
            found.append(
                Unwritten(run=past, outputs={Path(os.fsdecode(path)): data for path, data in rows}, remembered=kept)
            )
        return found

    def written(self, run: int) -> None:
        """The brief stands where it is to stand; its content is needed here no longer."""
        with self._errors(), self._lock, self._writing():
            brief, day = self._connection.execute("SELECT brief, day FROM run WHERE id = ?", (run,)).fetchone()
            written = self._connection.execute("SELECT path, data FROM output WHERE run = ?", (run,))
            self._connection.executemany(
                "INSERT OR REPLACE INTO made (path, brief, day, sha256, run) VALUES (?, ?, ?, ?, ?)",
                ((path, brief, day, hashlib.sha256(data).hexdigest(), run) for path, data in written),
            )
            self._connection.execute("DELETE FROM output WHERE run = ?", (run,))
            self._connection.execute("UPDATE run SET state = 'written', remembered = NULL WHERE id = ?", (run,))

    def give_up(self, run: int, *, code: int, said: str) -> None:
        """The brief will never be written: the run has failed, and nothing that it read counts as told."""
        with self._errors(), self._lock, self._writing():
            self._connection.execute("DELETE FROM output WHERE run = ?", (run,))
            self._connection.execute(
                "UPDATE run SET state = ?, code = ?, said = ?, remembered = NULL WHERE id = ?",
                (RunState.FAILED, code, storable(said), run),
            )

    def made(self, brief: str | None = None) -> list[Made]:
        """All files that runs of the brief, or of any, have written and that were not removed since; the newest run
        first.
        """
        with self._errors(), self._lock:
            rows = self._connection.execute(
                "SELECT path, made.brief, run, made.day, sha256, patterns FROM made LEFT JOIN run ON run.id = run"
                " WHERE made.brief = coalesce(?, made.brief) ORDER BY run DESC, made.day DESC, path",
                (brief,),
            ).fetchall()
        return [
            Made(
                path=Path(os.fsdecode(path)),
                brief=of,
                run=run,
                day=date.fromisoformat(day),
                sha256=sha256,
                patterns=tuple(patterns.split("\n")) if patterns else None,
            )
            for path, of, run, day, sha256, patterns in rows
        ]

    def sha256_of(self, path: Path) -> str | None:
        """Of a file as a run wrote it last; None where no run did, or an early version of this program."""
        with self._errors(), self._lock:
            row = self._connection.execute("SELECT sha256 FROM made WHERE path = ?", (_kept(path),)).fetchone()
        return row[0] if row else None

    def removed(self, path: Path) -> None:
        with self._errors(), self._lock, self._writing():
            self._connection.execute("DELETE FROM made WHERE path = ?", (_kept(path),))

    def copied(self, path: Path, sha256: str) -> None:
        """A copy of the newest brief stands where no link can be."""
        with self._errors(), self._lock, self._writing():
            self._connection.execute("INSERT OR REPLACE INTO copy VALUES (?, ?)", (_kept(path), sha256))

    def copy_of(self, path: Path) -> str | None:
        """SHA-256 of such a copy; None where there is none."""
        with self._errors(), self._lock:
            row = self._connection.execute("SELECT sha256 FROM copy WHERE path = ?", (_kept(path),)).fetchone()
        return row[0] if row else None

    def _past(self, where: str, *values: object) -> Past | None:
        found = self._pasts(f"{where} ORDER BY id DESC LIMIT 1", *values)
        return found[0] if found else None

    def _pasts(self, where: str, *values: object) -> list[Past]:
        with self._errors(), self._lock:
            rows = self._connection.execute(
                f"SELECT id, started, day, state, code, said, commission, sources, unread FROM run WHERE {where}",
                values,
            ).fetchall()
        return [
            Past(
                id=id,
                started=datetime.fromisoformat(started),
                day=date.fromisoformat(day),
                state=RunState(state),
                code=code,
                said=said,
                commission=commission,
                sources=frozenset((sources or "").split("\n")) - {""},
                unread={at: datetime.fromisoformat(moment) for at, moment in json.loads(unread or "{}").items()},
            )
            for id, started, day, state, code, said, commission, sources, unread in rows
        ]


def key_of(config: Path, name: str) -> str:
    """By which a brief is known: the file of its configuration, and its name there."""
    return storable(f"{config}#{name}")


def _kept(path: Path) -> str | bytes:
    """As it must be to lead there again: names that are no UTF-8 as their bytes."""
    return str(path) if storable(str(path)) == str(path) else os.fsencode(path)


def _as_json(unread: Mapping[str, datetime]) -> str:
    return json.dumps({at: stamp(moment) for at, moment in unread.items()}, sort_keys=True)
