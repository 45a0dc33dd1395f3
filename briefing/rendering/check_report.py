"""Renders a checked draft for a reader at a terminal: each claim with its verdict, the reasons and the places."""

import re
from collections import Counter
from collections.abc import Collection, Iterator

from briefing.domain.claim import CheckedClaim, CheckedQuote, Evidence, QuoteVerdict, Reason, Stance, Verdict
from briefing.domain.proof import CheckedDraft, Form, PlacedClaim, Touch
from briefing.rendering.footnotes import file_names
from briefing.rendering.plain import counted, one_line, priced
from briefing.rendering.terminal import Screen

_SIGNS = {
    Verdict.SUPPORTED: ("✓", "+", "green"),
    Verdict.ASSESSMENT: ("○", "o", "cyan"),
    Verdict.DISPUTED: ("≠", "!", "yellow"),
    Verdict.CONTRADICTED: ("✗", "x", "red"),
    Verdict.UNSUPPORTED: ("?", "?", "magenta"),
    Verdict.UNCHECKED: ("!", "!", "yellow"),
}
"""Sign, the same in ASCII, colour."""
_STANCES = {Stance.SUPPORTS: "stands in", Stance.CONTRADICTS: "against it", Stance.NEAREST: "nearest"}
_STRUCK, _ADDED = re.compile(r"~~(\S(?:[^~]*\S)?)~~"), re.compile(r"\*\*(\S(?:[^*]*\S)?)\*\*")
_MOST_PLACES = 3
_TOLD = ("question", "greeting", "resolution")
"""What a reader may take for a claim, though it is none."""
_LONGEST_QUOTE = 320
_LABEL = 11
"""Width of the column that says what a line is about."""


def render(checked: CheckedDraft, screen: Screen, *, only: Collection[Verdict | QuoteVerdict] = ()) -> str:
    """The report, ended by a newline; `only` claims with these verdicts, all where there are none named."""
    report = _Report(checked, screen)
    lines = [*report.head()]
    shown = [each for each in checked.ordered if not only or is_of(each[1], only)]
    for placed, found in shown:
        lines += ["", *report.claim(placed, found)]
    if only and len(shown) < len(checked.ordered):
        lines += ["", screen.paint(f"{len(shown)} of {counted(len(checked.ordered), 'claim')} shown.", "dim")]
    lines += ["", *report.foot()]
    return "\n".join(lines) + "\n"


def is_of(checked: CheckedClaim, verdicts: Collection[Verdict | QuoteVerdict]) -> bool:
    """Whether the claim, or a quotation in it, has one of these verdicts."""
    return checked.verdict in verdicts or any(quote.verdict in verdicts for quote in checked.quotes)


class _Report:
    def __init__(self, checked: CheckedDraft, screen: Screen) -> None:
        self._checked = checked
        self._screen = screen
        self._named = {
            id: file if file.startswith(id) else f"source {id}, {file}"
            for id, file in file_names(checked.sources).items()
        }
        """As reasons speak of a source by its id, each name shows it."""

    def head(self) -> Iterator[str]:
        draft, screen = self._checked.draft, self._screen
        name = "standard input" if draft.path == "-" else one_line(draft.path)
        told = f"{counted(len(draft.claims), 'claim')}, checked against {counted(len(self._checked.sources), 'source')}"
        yield from screen.wrapped(f"{name}: {told} by {self._checked.checker}")
        for notice in (*draft.warnings, *self._checked.notices):
            for line in screen.wrapped(one_line(notice), indent="  ", first="- "):
                yield screen.paint(line, "dim")

    def claim(self, placed: PlacedClaim, checked: CheckedClaim) -> Iterator[str]:
        screen = self._screen
        sign, plain, colour = _SIGNS[checked.verdict]
        mark = f"{sign if screen.unicode else plain} {checked.verdict.value}"
        yield screen.paint(mark, "bold", colour) + screen.paint(self._aside(placed, checked), "dim")
        for line in screen.wrapped(one_line(placed.claim.text), indent="  "):
            yield screen.paint(line, "bold")
        for quote in checked.quotes:
            if quote.verdict is not QuoteVerdict.EXACT:
                yield from self._line("quotation", _quotation(quote), colour)
        for reason in _told(checked):
            yield from self._line(one_line(reason.check), one_line(reason.detail), colour)
        yield from self._places(checked)

    def _aside(self, placed: PlacedClaim, checked: CheckedClaim) -> str:
        where = f"line {placed.line}"
        if self._checked.draft.form is Form.JSONL:
            where = f"{one_line(placed.claim.id)}, {where}"
        parts = [where]
        if checked.score is not None:
            parts.append(f"score {checked.score:.2f}")
        if placed.touch in (Touch.EDITED, Touch.ADDED):
            parts.append(f"{placed.touch.value} since the brief was written")
        if placed.written and placed.written is not checked.verdict:
            parts.append(f"{placed.written.value} when the brief was written")
        return "  " + (" · " if self._screen.unicode else ", ").join(parts)

    def _line(self, label: str, text: str, colour: str = "") -> Iterator[str]:
        """`  label      text`, the text in a column of its own where there is room for one."""
        room = self._screen.width >= 60
        lead = f"  {label:<{_LABEL}} " if room else f"  {label}: "
        indent = " " * (len(lead) if room and len(label) <= _LABEL else 4)
        lines = self._screen.wrapped(text, indent=indent, first=lead)
        if not lines:
            return
        yield self._screen.paint(lead, colour or "dim") + self._changes(lines[0].removeprefix(lead))
        yield from map(self._changes, lines[1:])

    def _changes(self, line: str) -> str:
        """Words that only the claim has red and struck out, words that only the source has green and underlined."""
        if not self._screen.colour:
            return line
        line = _STRUCK.sub(lambda words: self._screen.paint(words[1], "red", "struck"), line)
        return _ADDED.sub(lambda words: self._screen.paint(words[1], "green", "underlined"), line)

    def _places(self, checked: CheckedClaim) -> Iterator[str]:
        by_stance: dict[Stance, list[Evidence]] = {}
        for place in checked.evidence:
            by_stance.setdefault(place.stance, []).append(place)
        for stance in (Stance.CONTRADICTS, Stance.SUPPORTS, Stance.NEAREST):
            places = by_stance.get(stance, [])
            most = 1 if stance is Stance.NEAREST else _MOST_PLACES
            for place in places[:most]:
                where = f"{self._named[place.source]}, characters {place.start}-{place.end}"
                yield from self._line(_STANCES[stance], f"{where}: {_quoted(place.quote)}")
            if stance is not Stance.NEAREST and len(places) > most:
                yield from self._line("", f"and {counted(len(places) - most, 'more place')} (--json has all)")

    def foot(self) -> Iterator[str]:
        screen, checked = self._screen, self._checked
        counts = [
            screen.paint(f"{number} {verdict.value}", _SIGNS[verdict][2])
            for verdict, number in checked.counts.items()
            if number
        ]
        yield f"{counted(len(checked.draft.claims), 'claim')}: {', '.join(counts)}"
        quotes = [f"{number} {verdict.value}" for verdict, number in checked.quote_counts.items() if number]
        if quotes:
            yield f"{counted(sum(checked.quote_counts.values()), 'quotation')}: {', '.join(quotes)}"
        yield from self._edits()
        passed = Counter(each.why for each in checked.draft.passed_over if each.why in _TOLD)
        if passed:
            told = " and ".join(counted(number, why) for why, number in passed.items())
            yield f"no claims, and not checked: {told}"
        if checked.cost.calls:
            yield f"the model: {priced(checked.cost, checked.priced)}"

    def _edits(self) -> Iterator[str]:
        draft = self._checked.draft
        if draft.form is not Form.BRIEF:
            return
        if not draft.sealed:
            yield "the brief's list of its sentences is gone: what was edited cannot be told"
            return
        touches = Counter(placed.touch for placed in draft.claims)
        told = [
            f"{counted(touches[touch], 'sentence')} {touch.value}"
            for touch in (Touch.EDITED, Touch.ADDED)
            if touches[touch]
        ]
        if draft.removed:
            were = ", ".join(f"{number} {verdict.value}" for verdict, number in Counter(draft.removed).items())
            told.append(f"{counted(len(draft.removed), 'sentence')} removed (when written: {were})")
        yield f"since the brief was written: {', '.join(told) or 'no sentence was edited'}"


def _quotation(quote: CheckedQuote) -> str:
    """`altered: “the words”; how they stand in the source`."""
    name = {QuoteVerdict.WRONG_SPEAKER: "wrong speaker", QuoteVerdict.NOT_FOUND: "not found"}
    told = f"{name.get(quote.verdict, quote.verdict.value)}: “{one_line(quote.text)}”"
    return f"{told}; {one_line(quote.detail)}" if quote.detail else told


def _told(checked: CheckedClaim) -> Iterator[Reason]:
    """The reasons, less those that stand above or below them already."""
    fine = checked.verdict in (Verdict.SUPPORTED, Verdict.ASSESSMENT)
    for reason in checked.reasons:
        quoted = reason.check == "quote" and any(
            (quote.detail and quote.detail in reason.detail) or quote.text in reason.detail for quote in checked.quotes
        )
        if not quoted and not (fine and reason.check == "evidence" and checked.evidence):
            yield reason


def _quoted(quote: str) -> str:
    """In quotation marks, unless it begins with some of its own; not too long."""
    line = one_line(quote)
    if len(line) > _LONGEST_QUOTE:
        line = line[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return line if line[:1] in "\"“‘'«„" else f"“{line}”"
