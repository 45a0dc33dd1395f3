"""What is known of models: how much they take, and what they ask for it."""

import datetime
import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn

from briefing.errors import UsageError

VOCABULARY = "o200k_base"
"""By which `tokens` counts."""
FRAMING = 64
"""Tokens that a server adds to the words of a request: roles and marks between its messages."""
MARGIN = Decimal("1.35")
"""How many tokens a model of another vocabulary may make of one of ours, in European languages."""

_Values = Mapping[str, Any]
"""What a file says of one model."""

_MILLION = 1_000_000
_ONE = Decimal(1)
_SNAPSHOT = re.compile(r"-\d{4}-\d{2}-\d{2}$")

_ANY_TAGGED = "*:*"
"""The entry for names with a tag that are not listed otherwise."""

_LIMITS = ("context", "longest_reply")
_PRICES = ("input", "cached", "written", "output", "long_above", "long_input", "long_output", "batch")
_WHOLE = (*_LIMITS, "long_above")
_KEYS = (*_LIMITS, *_PRICES, "reasoning", "vocabulary")


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """US dollars per million tokens."""

    input: Decimal
    cached: Decimal
    """Of prompt tokens read from the vendor's prompt cache."""
    output: Decimal
    batch: Decimal = _ONE
    """What the batch service asks for, as a share of all else."""
    written: Decimal
    """Of prompt tokens written into the vendor's prompt cache."""
    long_above: int | None = None
    """Prompts of more tokens than this are long ones, dearer as a whole; None where length makes no difference."""
    long_input: Decimal = _ONE
    """By what the price of all prompt tokens is multiplied in a long one."""
    long_output: Decimal = _ONE
    """By what the price of the reply to a long one is multiplied."""
    date: datetime.date
    """When it was looked up."""

    def of(
        self, tokens_in: int, tokens_cached: int, tokens_out: int, batch: bool = False, *, tokens_written: int = 0
    ) -> Decimal:
        """US dollars, to the last digit: sums of such prices never drift.

        `tokens_cached` and `tokens_written` are parts of `tokens_in`, as the endpoint reports them.
        """
        cached = min(tokens_cached, tokens_in)
        written = min(tokens_written, tokens_in - cached)
        plain = tokens_in - cached - written
        prompt = plain * self.input + cached * self.cached + written * self.written
        return self._sum(tokens_in, prompt, tokens_out, batch)

    def most(self, tokens_in: int, tokens_out: int, batch: bool = False) -> Decimal:
        """US dollars that a call can cost, whatever the vendor's prompt cache does."""
        return self._sum(tokens_in, tokens_in * max(self.input, self.cached, self.written), tokens_out, batch)

    def _sum(self, tokens_in: int, prompt: Decimal, tokens_out: int, batch: bool) -> Decimal:
        reply = tokens_out * self.output
        if self.long_above is not None and tokens_in > self.long_above:
            prompt, reply = prompt * self.long_input, reply * self.long_output
        return (prompt + reply) * (self.batch if batch else _ONE) / _MILLION


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    name: str
    """As it was asked for."""
    context: int
    """Tokens of prompt and reply together."""
    longest_reply: int
    """Tokens; those spent on thinking included."""
    price: Price | None
    """None where it is unknown, which is not the same as free."""
    reasoning: bool
    """It thinks before it writes, at the expense of the room for the reply."""
    exact_count: bool
    """Our counts are its counts."""
    known: bool
    """False where all this is but a safe guess."""

    def counted(self, tokens: int) -> int:
        """The most tokens that the endpoint will count where we count `tokens`."""
        return (tokens if self.exact_count else math.ceil(tokens * MARGIN)) + FRAMING


class Catalogue:
    """Models by name."""

    def __init__(self, entries: Mapping[str, _Values], default: _Values, date: datetime.date) -> None:
        self.date = date
        """When the prices that come with the program were looked up."""
        self._entries = entries
        self._default = default
        self._families = sorted((name for name in self._entries if name.endswith("*")), key=len, reverse=True)

    @classmethod
    def load(cls, path: Path | None = None) -> "Catalogue":
        """What comes with the program, overridden by the entries of the file at `path`.

        A value of the user's entry stands in for the same value of ours; a price stands in for the whole price.

        Raises:
            UsageError: the file cannot be read, or says what no file can say.
        """
        ours = _read((files("briefing.llm") / "models.toml").read_text(encoding="utf-8"), "models.toml")
        date: datetime.date = ours["date"]
        entries = {name: _dated(entry, date) for name, entry in ours["models"].items()}
        default = ours["default"]
        if path is not None:
            theirs = _read(_text(path), str(path))
            default = _over(default, theirs.get("default", {}))
            for name, entry in theirs.get("models", {}).items():
                name = name.lower()
                entries[name] = _over(entries.get(name, {}), _dated(entry, theirs.get("date")))
            _require_room(str(path), {**entries, "default": default}, default)
        return cls(entries, default, date)

    def model(self, name: str) -> Model:
        """What is known of `name`: also as `vendor/name`, `name:tag` or a dated snapshot, `name-2026-10-01`.

        A tag leaves the price open: it may stand for a cheaper or a dearer service of the same model.
        """
        key, priced = self._find(name.lower())
        values = {**self._default, **self._entries.get(key, {})}
        return Model(
            name=name,
            context=values["context"],
            longest_reply=values["longest_reply"],
            price=_price(values) if priced else None,
            reasoning=values.get("reasoning", False),
            exact_count=values.get("vocabulary") == VOCABULARY,
            known=key not in ("", _ANY_TAGGED),
        )

    def _find(self, name: str) -> tuple[str, bool]:
        """The entry's name, empty for none; and whether its price is the price of what was asked for."""
        bare = name.rsplit("/", 1)[-1]
        untagged, colon, _ = bare.partition(":")
        for candidate in (name, bare, _SNAPSHOT.sub("", bare)):
            if candidate in self._entries:
                return candidate, True
        if not colon:
            return next((family for family in self._families if bare.startswith(family[:-1])), ""), True
        for candidate in (untagged, _SNAPSHOT.sub("", untagged)):
            if candidate in self._entries:
                return candidate, False
        return _ANY_TAGGED, False


def _price(values: _Values) -> Price | None:
    if "input" not in values:
        return None
    given = {key: values[key] for key in _PRICES if key in values}
    return Price(**({"cached": given["input"], "written": given["input"]} | given), date=values["date"])


def _dated(entry: _Values, date: datetime.date | None) -> _Values:
    return {**entry, "date": date} if "input" in entry else entry


def _over(ours: _Values, theirs: _Values) -> _Values:
    """A price is one thing: half of ours and half of theirs would be nobody's."""
    kept = {key: value for key, value in ours.items() if "input" not in theirs or key not in _PRICES}
    return {**kept, **theirs}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UsageError(f"there is no file of models {str(path)!r}", help="Check the path given.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"cannot read the file of models {str(path)!r}: {error}", help="Give a readable UTF-8 file."
        ) from None


def _read(text: str, file: str) -> dict[str, Any]:
    """The file as it is, once all its values can be what they say they are."""
    try:
        content = tomllib.loads(text, parse_float=Decimal)
    except ValueError as error:
        raise UsageError(f"the file of models {file!r} is no TOML: {error}", help="Mend it there.") from None
    _know(content, ("date", "default", "models"), file, "")
    if "date" in content and type(content["date"]) is not datetime.date:
        _refuse(file, "date", content["date"], "Write a day: date = 2026-11-22.")
    default = _table(content.get("default", {}), file, "default")
    _check(default, file, "default")
    models = _table(content.get("models", {}), file, "models")
    for name, value in models.items():
        entry = _table(value, file, f"models.{name}")
        _check(entry, file, f"models.{name}")
        if "input" in entry and "date" not in content:
            raise UsageError(
                f"the file of models {file!r} has prices and no day", help="Add when they were true: date = 2026-11-22."
            )
    return content


def _check(entry: _Values, file: str, where: str) -> None:
    _know(entry, _LIMITS if where == "default" else _KEYS, file, where)
    for key, value in entry.items():
        place = f"{where}.{key}"
        if key == "reasoning":
            if not isinstance(value, bool):
                _refuse(file, place, value, "Write true or false.")
        elif key == "vocabulary":
            if not isinstance(value, str):
                _refuse(file, place, value, f"Write the name of a vocabulary: {VOCABULARY!r}.")
        elif key in _WHOLE:
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                _refuse(file, place, value, "Write a whole number of tokens, 1 or more.")
        elif not isinstance(value, int | Decimal) or isinstance(value, bool) or not Decimal(value).is_finite():
            _refuse(file, place, value, "Write a number.")
        elif value < 0:
            _refuse(file, place, value, "Write a number that is not negative.")
    given = [key for key in _PRICES if key in entry]
    if given and not {"input", "output"} <= set(given):
        raise UsageError(
            f"half a price in the file of models {file!r}: {where} has {', '.join(given)}",
            help="Give both input and output, in dollars per million tokens.",
        )


def _require_room(file: str, entries: Mapping[str, _Values], default: _Values) -> None:
    for name, entry in entries.items():
        values = {**default, **entry}
        if values["longest_reply"] >= values["context"]:
            raise UsageError(
                f"in the file of models {file!r} the longest reply of {name!r} ({values['longest_reply']:,} tokens)"
                f" leaves its context ({values['context']:,}) no room for a prompt",
                help="Give a smaller longest_reply, or a larger context.",
            )


def _know(table: _Values, keys: Iterable[str], file: str, where: str) -> None:
    for key in table:
        if key not in keys:
            place = f"{where}.{key}" if where else key
            raise UsageError(f"unknown key {place!r} in the file of models {file!r}", help=f"Known: {', '.join(keys)}.")


def _table(value: Any, file: str, where: str) -> _Values:
    if not isinstance(value, dict):
        _refuse(file, where, value, f"Write a table: [{where}].")
    return value


def _refuse(file: str, place: str, value: Any, help: str) -> NoReturn:
    raise UsageError(f"{place} = {str(value)!r} in the file of models {file!r}", help=help)
