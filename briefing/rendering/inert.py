"""Makes text from articles inert: in Markdown and its front matter it reads as it is and does nothing.

Escapes follow CommonMark 0.31 (2.4) and GitHub Flavored Markdown 0.29 (tables, strikethrough, autolinks), plus
GitHub's footnotes and `$` formulas. They are backslashes only, and only where the character would do something, so
that the brief still reads well as plain text; a Markdown reader gives back exactly `one_line(text)`.
"""

import re
from collections.abc import Mapping
from datetime import date

from briefing.rendering.plain import one_line

_LIVE = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|$)"  # a backslash that would escape something
    r"|[`*\[\]<|~]"  # code, emphasis, links and footnotes, HTML, table cells, strikethrough
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore inside a word is only an underscore
    r"|&(?=#?\w+;)"  # an entity
    r"|\$(?!\d)"  # may close a formula; in front of a digit it is money
    r"|(?<=[A-Za-z]):(?=//)|(?<=[wW]{3})\."  # addresses that forges turn into links
    r"|!$"  # in front of a footnote it would begin an image
    r"|^#(?=#{0,5}(?:\s|$))|(?<=\s)#(?=#*$)"  # begins or closes a heading
    r"|^>|^[-+=](?=[\s+=-]|$)"  # begins a quotation, a list, a rule
)
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")

_BARE = re.compile(r"[A-Za-z](?:[A-Za-z0-9 ._/+-]*[A-Za-z0-9])?")
_YAML_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
_UNPRINTABLE = re.compile(
    "[^\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def markdown(text: object) -> str:
    """Any text as one line of inert Markdown, fit for a paragraph, a list item, a heading, a table cell."""
    line = _LIVE.sub(r"\\\g<0>", one_line(str(text)))
    if numbered := _NUMBERED.match(line):
        line = f"{numbered[1]}\\{line[numbered.end(1) :]}"
    return line


def code(text: object) -> str:
    """Text as a code span, in which only the backtick is live: it becomes an apostrophe."""
    inner = one_line(str(text)).replace("`", "'")
    return f"`{inner}`" if inner else ""


def yaml(value: object) -> str:
    """A value of the front matter on one line (YAML 1.1 and 1.2): what a YAML reader gives back is `value` itself.

    Takes str, int, float, date, None, and mappings of them.
    """
    match value:
        case None:
            return "null"
        case bool() | int():
            return str(value).lower()
        case float():
            return f"{value:.6f}"  # YAML 1.1 takes 1e-05 for a string
        case date():
            return value.isoformat()
        case Mapping():
            return "{" + ", ".join(f"{yaml(key)}: {yaml(entry)}" for key, entry in value.items()) + "}"
        case _:
            return _yaml_string(str(value))


def _yaml_string(text: str) -> str:
    if _BARE.fullmatch(text) and text.lower() not in _YAML_WORDS:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped) + '"'
