"""Markdown drafts: which stretches are prose, items, cells, headings; all positions are those of the file."""

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from briefing.drafts import inline
from briefing.drafts.block import Block, Glyph, Kind

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT = re.compile(r"\A---[^\S\n]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[^\S\n]*(?:\r?\n|\Z)", re.DOTALL)
_DEFINITION = re.compile(
    r"^ {0,3}\[\^(?P<label>[^\]\s]+)\]:[^\n]*(?:\n(?!\s*\n)(?! {0,3}(?:\[\^|[#>|`~<]|[-*+] |\d+[.)] ))[^\n]*)*"
    r"(?:\n(?:[^\S\n]*\n)*(?: {4}|\t)[^\n]*)*",
    re.MULTILINE,
)
"""A footnote with the lines that go on with it: up to an empty one, behind that those that are indented."""
_LABEL = re.compile(r"\[\^([^\]\s]+)\]")
_LEAVES = frozenset({"inline", "fence", "code_block", "html_block", "hr", "heading_open"})
_REFERENCE = re.compile(r"\[[^\]]+\]:|[=-]+$")
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|</?[a-zA-Z!?][^>]*>", re.DOTALL | re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});")
_FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,}).*?(?:^ {0,3}(?P=fence)[^\n]*$|\Z)", re.DOTALL | re.MULTILINE)


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a draft in order, headings and code included; front matter, footnotes and comments left out."""
    markdown = inline.parser()
    source = _even(text)
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    markdown.block.parse(source, markdown, env, tokens)
    reader = _Reader(source, env)
    found = [*reader.read(tokens), *reader.left_over(tokens)]
    yield from sorted((block for block in found if block.text), key=lambda block: block.starts[0])


def notes(text: str) -> dict[str, str]:
    """The footnotes that a draft defines: label -> what stands behind it, as written."""
    return {match["label"]: match[0].partition("]:")[2].strip() for match in _definitions(text)}


def labels(text: str) -> set[str]:
    """Every footnote label that a draft uses, defined or not."""
    return set(_LABEL.findall(text))


def _definitions(text: str) -> Iterator[re.Match[str]]:
    fences = [match.span() for match in _FENCE.finditer(text)]
    for match in _DEFINITION.finditer(text):
        before = bisect_right(fences, match.start(), key=itemgetter(0))
        if not before or fences[before - 1][1] <= match.start():
            yield match


def _even(text: str) -> str:
    """The draft in the same length, with the line ends that the parser knows, less what is no text of it."""
    even = text.replace("\r\n", " \n").replace("\r", "\n").replace("\x00", "\ufffd")
    if front := FRONT.match(text):
        even = _blanked(even, [front])
    return _blanked(even, _definitions(even))


def _blanked(text: str, matches: Iterable[re.Match[str]]) -> str:
    """In the same length, with blanks for what matched."""
    pieces = []
    at = 0
    for match in matches:
        pieces += [text[at : match.start()], re.sub(r"[^\n]", " ", text[match.start() : match.end()])]
        at = match.end()
    return "".join([*pieces, text[at:]])


class _Reader:
    """Follows the parser's tokens and finds each of their lines in the file."""

    def __init__(self, source: str, env: dict[str, Any]) -> None:
        self._source = source
        self._env = env
        self._lines = [0, *accumulate(len(line) + 1 for line in source.split("\n"))]

    def read(self, tokens: list["Token"]) -> Iterator[Block]:
        kind, level, lists = Kind.PROSE, 0, 0
        for token in tokens:
            match token.type:
                case "heading_open":
                    kind, level = Kind.HEADING, int(token.tag[1:])
                case "heading_close":
                    kind, level = (Kind.ITEM if lists else Kind.PROSE), 0
                case "list_item_open":
                    lists, kind = lists + 1, Kind.ITEM
                case "list_item_close":
                    lists -= 1
                    kind = Kind.ITEM if lists else Kind.PROSE
                case "tr_open":
                    yield from self._cells(token)
                case "table_open":
                    kind = Kind.CELL
                case "table_close":
                    kind = Kind.ITEM if lists else Kind.PROSE
                case "inline" if kind is not Kind.CELL:
                    yield self._inline(token, kind, level)
                case "fence" | "code_block":
                    yield from self._whole(token, Kind.CODE)
                case "html_block":
                    yield from self._whole(token, Kind.PROSE)

    def _inline(self, token: "Token", kind: Kind, level: int) -> Block:
        """Each line of its content is the end of a line of the file: what stands before it is the block's mark."""
        first, last = token.map or [0, 0]
        opening = token.content.split("\n")[0].strip()
        while opening not in self._line(first) and first + 1 < last:
            first += 1  # the parser takes a line of nothing but odd white space away
        text, places = "", []
        for number, content in enumerate(token.content.split("\n")):
            line = self._line(first + number)
            words = content.strip()
            start = self._lines[first + number] + (line.rfind(words) if words else len(line))
            text += ("\n" if number else "") + words
            if number:
                places.append(start - 1 if start else 0)
            places += range(start, start + len(words))
        return inline.read(kind, text, places, self._env, level=level)

    def _cells(self, row: "Token") -> Iterator[Block]:
        number = (row.map or [0, 0])[0]
        line, start = self._line(number), self._lines[number]
        edges = [-1, *(at for at, char in enumerate(line) if char == "|" and line[at - 1 : at] != "\\"), len(line)]
        for left, right in pairwise(edges):
            cell = line[left + 1 : right]
            words = cell.strip()
            if words:
                at = start + left + 1 + cell.index(words)
                yield inline.read(Kind.CELL, words, range(at, at + len(words)), self._env)

    def _whole(self, token: "Token", kind: Kind) -> Iterator[Block]:
        """Code and HTML as they are, HTML without its tags."""
        first, last = token.map or [0, 0]
        start, end = self._lines[first], min(self._lines[last], len(self._source))
        text = self._source[start:end].replace("\n", " ")
        entities: list[re.Match[str]] = []
        if kind is Kind.PROSE:
            text = _TAG.sub(lambda tag: " " * len(tag[0]), text)
            entities = list(_ENTITY.finditer(text))
        glyphs: list[Glyph] = []
        at = 0
        for entity in entities:
            glyphs += _each(text, at, entity.start(), start)
            sign = html.unescape(entity[0])
            glyphs.append(Glyph(sign, start + entity.start(), start + entity.end()))
            at = entity.end()
        yield Block.of(kind, [*glyphs, *_each(text, at, len(text), start)])

    def left_over(self, tokens: list["Token"]) -> Iterator[Block]:
        """Lines that the parser gave up on, as it does with what is nested too deep: nobody hides a claim there."""
        taken = {line for token in tokens if token.type in _LEAVES for line in range(*(token.map or (0, 0)))}
        table = {line for token in tokens if token.type == "table_open" for line in range(*(token.map or (0, 0)))}
        for number in range(len(self._lines) - 1):
            if number in taken or number in table:
                continue
            line = self._line(number)
            words = line.lstrip(" \t>*+-").rstrip()
            if words and not _REFERENCE.match(words):
                start = self._lines[number] + line.rindex(words)
                yield inline.read(Kind.PROSE, words, range(start, start + len(words)), self._env)

    def _line(self, number: int) -> str:
        return self._source[self._lines[number] : self._lines[number + 1] - 1]


def _each(text: str, start: int, end: int, offset: int) -> Iterator[Glyph]:
    for at in range(start, end):
        yield Glyph(text[at], offset + at, offset + at + 1)
