"""Typed values out of a table of TOML; what is wrong is one line that names file, table, key and the remedy."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from briefing.errors import UsageError

_SPAN = re.compile(r"([1-9]\d{0,3})([hd])")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Table:
    """One table. A key that nobody asked for is a fault, found by `end`."""

    def __init__(self, values: Mapping[str, Any], *, file: Path, name: str) -> None:
        """`name` is empty for the file as a whole."""
        self.values = values
        self.file = file
        self.name = name
        self._asked: set[str] = set()

    def refuse(self, key: str, help: str) -> NoReturn:
        """
        Raises:
            UsageError: always.
        """
        value = self.values[key]
        shown = repr(value) if not isinstance(value, Decimal) else str(value)
        where = f"[{self.name}] " if self.name else ""
        raise UsageError(f"{str(self.file)!r}: {where}{key} = {shown} cannot be", help=help)

    def _value(self, key: str, kind: type | tuple[type, ...], help: str) -> Any:
        self._asked.add(key)
        value = self.values.get(key)
        if value is not None and (not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool)):
            self.refuse(key, help)
        return value

    def text(self, key: str) -> str | None:
        value: str | None = self._value(key, str, "Write words in quotation marks.")
        if value is not None and not (value.strip() and value.isprintable()):
            self.refuse(key, "Give it some words on one line, or leave it out.")
        return value.strip() if value else None

    def needed(self, key: str) -> str:
        """
        Raises:
            UsageError: it is not there, or no text.
        """
        value = self.text(key)
        if value is None:
            raise UsageError(f"{str(self.file)!r}: [{self.name}] has no {key}", help=f'Add {key} = "...".')
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, or one alone."""
        help = 'Write a list of texts: ["...", "..."].'
        value = self._value(key, (str, list), help)
        found = [value] if isinstance(value, str) else value or []
        if any(not isinstance(each, str) or not each.strip() or not each.isprintable() for each in found):
            self.refuse(key, help)
        return tuple(dict.fromkeys(each.strip() for each in found))

    def flag(self, key: str, *, usual: bool = False) -> bool:
        value = self._value(key, bool, "Write true or false.")
        return usual if value is None else bool(value)

    def number(self, key: str, *, least: int = 1, most: int | None = None) -> int | None:
        help = f"Write a whole number from {least} {f'to {most:,}' if most else 'on'}."
        value: int | None = self._value(key, int, help)
        if value is not None and (value < least or (most is not None and value > most)):
            self.refuse(key, help)
        return value

    def seconds(self, key: str, fits: Callable[[float], bool]) -> float | None:
        help = f"Write seconds: {key} = 600."
        value = self._value(key, (int, Decimal), help)
        if value is not None and not fits(_float(value)):
            self.refuse(key, help)
        return None if value is None else float(value)

    def dollars(self, key: str) -> Decimal | None:
        help = f"Write dollars: {key} = 0.50."
        value = self._value(key, (int, Decimal), help)
        if value is None:
            return None
        amount = Decimal(value)
        if not (amount.is_finite() and amount > 0):
            self.refuse(key, help)
        return amount

    def choice(self, key: str, known: Sequence[str]) -> str | None:
        value = self.text(key)
        if value is not None and value not in known:
            self.refuse(key, nearest(value, known) or f"Choose one of {', '.join(known)}.")
        return value

    def span(self, key: str) -> timedelta | None:
        value = self.text(key)
        if value is None:
            return None
        found = _SPAN.fullmatch(value)
        if not found:
            self.refuse(key, f'Write hours or days: {key} = "24h" or "7d".')
        number = int(found[1])
        return timedelta(hours=number) if found[2] == "h" else timedelta(days=number)

    def path(self, key: str) -> Path | None:
        """Absolute; a relative one is meant from the file's folder."""
        value = self.text(key)
        return None if value is None else self.place(value)

    def place(self, given: str) -> Path:
        """
        Raises:
            UsageError: it begins at the home of a user that nobody knows.
        """
        try:
            return self.file.parent / Path(given).expanduser()
        except RuntimeError:
            where = f"[{self.name}] " if self.name else ""
            raise UsageError(
                f"{str(self.file)!r}: {where}{given!r} begins at the home of a user who is unknown here",
                help="Write the path in full.",
            ) from None

    def variable(self, key: str) -> str | None:
        """The name of an environment variable."""
        value = self.text(key)
        if value is not None and not _VARIABLE.fullmatch(value):
            shown = self.values[key]
            self.values = {**self.values, key: f"{shown[:2]}..."}  # it may be the secret itself
            self.refuse(key, "Write the name of an environment variable, never the secret itself.")
        return value

    def matching(self, key: str, fits: Callable[[str], bool], help: str) -> str | None:
        value = self.text(key)
        if value is not None and not fits(value):
            self.refuse(key, help)
        return value

    def tables(self, key: str) -> dict[str, "Table"]:
        """The tables of a table, by name."""
        found = self._value(key, dict, f"Write tables: [{key}.NAME].")
        prefix = f"{self.name}.{key}" if self.name else key
        made = {}
        for name, values in (found or {}).items():
            if not isinstance(values, dict):
                raise UsageError(
                    f"{str(self.file)!r}: [{prefix}] {name} = {values!r} is no table", help=f"Write [{prefix}.{name}]."
                )
            made[name] = Table(values, file=self.file, name=f"{prefix}.{name}")
        return made

    def table(self, key: str) -> "Table":
        """The table under a key; empty where there is none."""
        values = self._value(key, dict, f"Write a table: [{key}].")
        return Table(values or {}, file=self.file, name=f"{self.name}.{key}" if self.name else key)

    def over(self, below: Mapping[str, Any]) -> "Table":
        """The same table, with values of another where it has none."""
        return Table({**below, **self.values}, file=self.file, name=self.name)

    def end(self) -> None:
        """
        Raises:
            UsageError: it has a key that means nothing here.
        """
        for key in self.values:
            if key not in self._asked:
                where = f"[{self.name}] has" if self.name else "it has"
                near = nearest(key, self._asked)
                raise UsageError(
                    f"{str(self.file)!r}: {where} an unknown key {key!r}",
                    help=near or f"Known are {', '.join(sorted(self._asked))}.",
                )


def _float(value: int | Decimal) -> float:
    """Infinite where it is too large to be one."""
    try:
        return float(value)
    except OverflowError:
        return float("inf")


def nearest(word: str, known: Iterable[str]) -> str:
    """A sentence that names the known word that is nearest; empty where none is near."""
    found = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"Did you mean {found[0]!r}?" if found else ""
