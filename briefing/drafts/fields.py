"""Objects of a JSON document, asked for what they must have: what is missing or wrong is named by its place."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

Choice = TypeVar("Choice", bound=StrEnum)


class FieldError(ValueError):
    """The message names the place, as in `claims[3].evidence[0].start`."""


class Fields:
    """An object of the document.

    All methods raise FieldError where the field is missing, or is not what is asked for.
    """

    __slots__ = ("_above", "_name", "_stated")

    def __init__(self, stated: Any, above: "Fields | None" = None, name: str = "") -> None:
        """`name`: by which the object is known in the one `above` it."""
        self._above = above
        self._name = name
        if not isinstance(stated, dict):
            raise FieldError(f"{self.place() or 'it'} is no object")
        self._stated = stated

    def place(self, key: str = "") -> str:
        """Of the object in the document, or of its field."""
        above = self._above.place() if self._above else ""
        return ".".join(filter(None, (above, self._name, key)))

    def text(self, key: str) -> str:
        value = self._of(key)
        if not isinstance(value, str):
            raise FieldError(f"{self.place(key)} is no text")
        return value

    def text_or_none(self, key: str) -> str | None:
        return None if self._of(key) is None else self.text(key)

    def number(self, key: str) -> int:
        """0 or more."""
        value = self._of(key)
        if not _is_number(value):
            raise FieldError(f"{self.place(key)} is no whole number")
        return int(value)

    def day(self, key: str) -> date:
        try:
            return date.fromisoformat(self.text(key))
        except ValueError:
            raise FieldError(f"{self.place(key)} is no day, as 2025-05-17 is") from None

    def day_or_none(self, key: str) -> date | None:
        return self.day(key) if self._of(key) else None

    def choice(self, key: str, kind: type[Choice]) -> Choice:
        try:
            return kind(self.text(key))
        except ValueError:
            raise FieldError(f"{self.place(key)} is none of {', '.join(kind)}") from None

    def objects(self, key: str) -> Iterator["Fields"]:
        for number, each in enumerate(self._list(key)):
            yield Fields(each, self, f"{key}[{number}]")

    def texts(self, key: str) -> tuple[str, ...]:
        found = self._list(key)
        if not all(isinstance(each, str) for each in found):
            raise FieldError(f"{self.place(key)} has something that is no text")
        return tuple(found)

    def pair(self, key: str) -> tuple[int, int] | None:
        """Two numbers, or none."""
        if self._of(key) is None:
            return None
        found = self._list(key)
        if len(found) != 2 or not all(map(_is_number, found)):
            raise FieldError(f"{self.place(key)} is no pair of numbers")
        return found[0], found[1]

    def _of(self, key: str) -> Any:
        if key not in self._stated:
            raise FieldError(f"{self.place(key)} is missing")
        return self._stated[key]

    def _list(self, key: str) -> list[Any]:
        value = self._of(key)
        if not isinstance(value, list):
            raise FieldError(f"{self.place(key)} is no list")
        return value


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
