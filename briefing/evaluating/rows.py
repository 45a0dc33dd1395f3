"""Labelled claims from JSON Lines: read twice, so that the documents of a large file are never all in memory."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from briefing.domain.text import Span
from briefing.errors import SourceError
from briefing.rendering.plain import one_line

_HELP = "Mend the line or take it out; docs/eval.md describes the rows."
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is kept of a row beside its texts."""

    id: str
    dataset: str
    supported: bool
    document: str
    """Digest of the document's text."""
    group: str
    """Documents that are nearly the same share one; the document's own digest where the row names none."""
    gold: tuple[Span, ...]
    """Places in the document that decide the claim, of all alternative sets together; empty where nobody marked any."""
    file: Path
    offset: int
    """Byte at which the line starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    document: str
    claim: str


def scan(files: Sequence[Path]) -> list[Row]:
    """All rows of the files, in order, each looked at once.

    Raises:
        SourceError: a file cannot be read or is empty, or a row is not of the form; the message names file and line.
    """
    rows: list[Row] = []
    lines: dict[str, str] = {}
    for file in files:
        before = len(rows)
        for number, offset, values in objects(file):
            where = f"{str(file)!r}, line {number}"
            row = _row(values, where, file, offset)
            if row.id in lines:
                raise SourceError(f"{where}: the id {row.id!r} is taken by {lines[row.id]}", help=_HELP)
            lines[row.id] = where
            rows.append(row)
        if len(rows) == before:
            raise SourceError(f"no rows in {str(file)!r}", help="Give a file with one JSON object a line.")
    return rows


def texts(file: BinaryIO, row: Row) -> Texts:
    """Document and claim of a row, read again from its open file."""
    file.seek(row.offset)
    values = json.loads(file.readline().removeprefix(_BOM))
    return Texts(document=values["document"], claim=values["claim"])


def objects(path: Path) -> Iterator[tuple[int, int, Mapping[str, Any]]]:
    """Line number, offset in bytes and JSON object of each line that is not blank.

    Raises:
        SourceError: it is no readable file of JSON objects in UTF-8.
    """
    if str(path) == "-":
        raise SourceError("standard input cannot be read twice", help="Write it to a file first.")
    if path.is_dir():
        raise SourceError(f"{str(path)!r} is a folder", help="Name its .jsonl files.")
    if path.exists() and not path.is_file():
        raise SourceError(f"{str(path)!r} cannot be read twice", help="Write it to a file first.")
    try:
        with path.open("rb") as file:
            offset = 0
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, offset, _object(line.removeprefix(_BOM), f"{str(path)!r}, line {number}")
                offset += len(line)
    except OSError as error:
        raise SourceError(f"cannot read {str(path)!r}: {error.strerror or error}", help="Check the path.") from error


def _object(line: bytes, where: str) -> Mapping[str, Any]:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        fault = "no UTF-8" if isinstance(error, UnicodeDecodeError) else "no JSON"
        raise SourceError(f"{where}: this is {fault}", help=_HELP) from None
    if not isinstance(values, dict):
        raise SourceError(f"{where}: this is no JSON object", help=_HELP)
    return values


def string(values: Mapping[str, Any], name: str, where: str) -> str:
    """
    Raises:
        SourceError: the field is missing, no text, or blank.
    """
    value = values.get(name)
    if not isinstance(value, str) or not value.strip():
        fault = "is missing" if value is None else "is blank" if isinstance(value, str) else "is no text"
        raise SourceError(f"{where}: {name!r} {fault}", help=_HELP)
    return value


def _row(values: Mapping[str, Any], where: str, file: Path, offset: int) -> Row:
    label = values.get("label")
    if label is None:
        raise SourceError(f"{where}: 'label' is missing", help=_HELP)
    if isinstance(label, bool) or label not in (0, 1):
        help = "Labels in words are measured with --source." if isinstance(label, str) else _HELP
        raise SourceError(f"{where}: the label {label!r} is neither 0 (not supported) nor 1 (supported)", help=help)
    string(values, "claim", where)
    document = string(values, "document", where)
    digest = sha256(document.encode("utf-8", "surrogatepass")).hexdigest()
    sets = [values.get("evidence") or [], *_list(values.get("evidence_sets") or [], where)]
    return Row(
        id=string(values, "id", where),
        dataset=one_line(string(values, "dataset", where) if "dataset" in values else file.stem),
        supported=label == 1,
        document=digest,
        group=str(values.get("group") or digest),
        gold=tuple(dict.fromkeys(_span(pair, len(document), where) for each in sets for pair in _list(each, where))),
        file=file,
        offset=offset,
    )


def _list(value: object, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise SourceError(f"{where}: evidence is a list of [start, end], not {str(value)[:40]!r}", help=_HELP)
    return value


def _span(pair: object, length: int, where: str) -> Span:
    match pair:
        case [int(start), int(end)] if 0 <= start < end <= length:
            return Span(start, end)
    raise SourceError(f"{where}: the evidence {str(pair)[:40]} is no place in the document", help=_HELP)
