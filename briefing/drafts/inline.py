"""What is read of a stretch of Markdown, character by character: its marks fall away, each letter keeps its place.

markdown-it-py decides what is markup (CommonMark 0.31); it tells no positions, so each of its rules is watched as it
takes its stretch of the text.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from briefing.domain.claim import OLDER_FIGURE, Verdict
from briefing.domain.text import Span
from briefing.drafts.block import Aside, AsideKind, Block, Glyph, Kind

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_QUOTE_MARKS = ("altered quotation", "wrong speaker", "quotation not found", "quotation unchecked", OLDER_FIGURE)
_WORDS = "|".join([*(verdict.value for verdict in Verdict), *_QUOTE_MARKS, "lapsed before this brief"])
_MARK = re.compile(rf"\*\*\[((?:{_WORDS})(?:; (?:{_WORDS}))*)\]\*\*")
"""A verdict as a brief and an annotated draft have it."""
_NOTE = re.compile(r"\[\^([^\]\s]+)\]|(?<=[^\s(\[])\[(\d{1,3}(?:\s?[,–-]\s?\d{1,3})*)\](?![(\[:])")
"""A footnote mark, and a number in brackets glued to a word."""
_RAISED = re.compile(r"(?<=[.,;:!?”\"’)])[\u00b9\u00b2\u00b3\u2070-\u2079]+")
"""Raised digits behind a stop; behind a letter they are a unit: km²."""

_DEEPEST = 60
"""Levels of quotations and lists in one another; deeper ones cost a recursion each."""
_WATCHED = ("escape", "backticks", "strikethrough", "emphasis", "link", "image", "autolink", "html_inline", "entity")


@dataclass(frozen=True, slots=True)
class _Taken:
    """A stretch of the text that one rule took."""

    rule: str
    start: int
    end: int
    tokens: tuple["Token", ...]
    label: int
    """Of a link: where its words end."""


@cache
def parser() -> "MarkdownIt":
    """The one parser: CommonMark with tables and strikethrough. Its rules tell `env["taken"]` what they take."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    rules: dict[str, Any] = {rule.name: rule.fn for rule in markdown.inline.ruler.__rules__}
    for name in _WATCHED:
        markdown.inline.ruler.at(name, _watched(name, rules[name]))
    markdown.inline.ruler2.disable("fragments_join")  # it would hide which delimiters were literal
    return markdown


def _watched(name: str, rule: Callable[["StateInline", bool], bool]) -> Callable[["StateInline", bool], bool]:
    def watched(state: "StateInline", silent: bool) -> bool:
        start, before = state.pos, len(state.tokens) + bool(state.pending)  # what is pending becomes a token first
        if not rule(state, silent):
            return False
        if not silent:
            label = _label_end(state, start) if name == "link" else start
            state.env["taken"].append(_Taken(name, start, state.pos, tuple(state.tokens[before:]), label))
        return True

    return watched


def _label_end(state: "StateInline", start: int) -> int:
    after = state.pos
    end: int = state.md.helpers.parseLinkLabel(state, start)
    state.pos = after
    return end


def read(kind: Kind, source: str, places: Sequence[int], env: dict[str, Any], *, level: int = 0) -> Block:
    """The block that a stretch of Markdown is read as; `places` says where in the file each of its characters is."""
    asides = list(_asides(source))
    plain = list(source)
    for aside in asides:  # what is no word must not set off rules: in the same length, as the sign of a stop
        plain[aside.start : aside.end] = "," * (aside.end - aside.start)
    taken: list[_Taken] = []
    parser().inline.parse("".join(plain), parser(), {**env, "taken": taken}, [])
    shown = _Shown([" " if char == "\n" else char for char in plain])
    for each in sorted(taken, key=lambda one: (one.start, -one.end)):
        _show(each, shown)
    # Behind a sentence the backslash of a hard line break is no mark of its own: it has to stay the last of its line.
    hidden = {each.start for each in taken if each.rule == "escape" and source[each.start + 1] == "\n"}
    for aside in asides:
        shown.blank(range(aside.start, aside.end))
        hidden.update(range(aside.start, aside.end))
    return Block.of(
        kind,
        [
            Glyph(text, places[at], places[shown.ends.get(at, at + 1) - 1] + 1)
            for at, text in enumerate(shown.texts)
            if text
        ],
        asides=[
            Aside(kind=each.kind, start=places[each.start], end=places[each.end - 1] + 1, label=each.label)
            for each in asides
        ],
        linked=[
            Span(places[each.start], places[each.end - 1] + 1) for each in taken if each.rule in ("link", "autolink")
        ],
        markup=[places[at] for at, text in enumerate(shown.texts) if not text and at not in hidden],
        level=level,
    )


class _Shown:
    """What each character is read as, nothing for a mark; `ends` says where one ends that stands for several."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self.ends: dict[int, int] = {}

    def blank(self, places: Iterable[int]) -> None:
        for at in places:
            self.texts[at] = ""


def _asides(source: str) -> Iterator[Aside]:
    found = [(match, AsideKind.MARK, match[1]) for match in _MARK.finditer(source)]
    found += [(match, AsideKind.NOTE, match[1] or match[2]) for match in _NOTE.finditer(source)]
    found += [(match, AsideKind.NOTE, match[0]) for match in _RAISED.finditer(source)]
    for match, kind, label in sorted(found, key=lambda each: each[0].start()):
        if not _escaped(source, match.start()):
            yield Aside(kind=kind, start=match.start(), end=match.end(), label=label)


def _escaped(source: str, at: int) -> bool:
    first = at
    while first and source[first - 1] == "\\":
        first -= 1
    return (at - first) % 2 == 1


def _show(each: _Taken, shown: _Shown) -> None:
    """What is read of one stretch."""
    match each.rule:
        case "image" | "html_inline":
            shown.blank(range(each.start, each.end))
        case "link":
            shown.blank((each.start, *range(each.label, each.end)))
        case "escape":
            shown.blank((each.start,))
        case "entity":
            shown.blank(range(each.start, each.end))
            shown.texts[each.start] = each.tokens[-1].content
            shown.ends[each.start] = each.end
        case "autolink":
            shown.blank((each.start, each.end - 1))
        case "backticks":
            if each.tokens and each.tokens[-1].type == "code_inline":
                ticks = len(each.tokens[-1].markup)
                shown.blank((*range(each.start, each.start + ticks), *range(each.end - ticks, each.end)))
        case _:  # emphasis, strikethrough: a delimiter that found no partner is a sign like any other
            literal = "".join(token.content for token in each.tokens if token.type == "text")
            shown.blank(range(each.start + len(literal), each.end))
