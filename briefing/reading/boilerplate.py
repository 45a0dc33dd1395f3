"""What in a text is no prose of the article: recognised by its form and its place, never by what it is about."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing.domain.text import RegionKind
from briefing.reading.bylines import byline
from briefing.reading.forms import LIST_LABEL, form
from briefing.reading.headings import is_heading, is_label, is_title_case
from briefing.reading.holes import holes
from briefing.reading.layout import Paragraph
from briefing.reading.sentences import Marked

_STARTS_BYLINE = re.compile(r"by\b|written|author|published|posted|updated|last|date\b|\w.*\|", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"(?:executive )?summary|abstract|introduction|background|overview|contents|forecast|outlook"
    r"|highlights|story highlights.*|key (?:points|judge?ments|findings|takeaways)",
    re.IGNORECASE,
)
_ABOUT_LABEL = re.compile(
    r"about (?:the |this |our )?(?:authors?|us|publisher|contributors?|editors?|(?-i:[A-Z])\w+)\W*\Z", re.IGNORECASE
)
_ABOUT = re.compile(
    r"the author |(?:the )?(?:views|opinions) expressed\b"
    r"|.{2,80}? (?:is|are) (?:an?|the)\b.{0,60}\b(?:institute|think tank|organi[sz]ation|non-?profit|publication|news"
    r"(?:paper| agency| outlet| site| service)|magazine|newsletter|network|foundation|cent(?:er|re))\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\S@\S|\bwww\.|https?://|\b(?:contact|subscribe|visit|follow|donate|the author|expressed|we publish)\b",
    re.IGNORECASE,
)

_HEADER = 12
"""Paragraphs among which a title and bylines are looked for."""


def mark(text: str, paragraphs: list[Paragraph], *, known: Mapping[int, RegionKind] | None = None) -> list[Marked]:
    """Each paragraph with what it is, in order; `known` by where the paragraph starts."""
    known = known or {}
    page = _Page(text, paragraphs, [known.get(each.mark) or _form(each) for each in paragraphs])
    page.mark_furniture()
    page.mark_bylines()
    page.mark_title()
    page.mark_repeated()
    page.mark_captions()
    page.mark_lists()
    page.mark_tail()
    page.mark_headings()
    page.keep_something()
    return list(page.marked())


def _form(paragraph: Paragraph) -> RegionKind | None:
    if paragraph.link:
        return RegionKind.LINK
    return None if paragraph.level else form(paragraph.text, paragraph.words)


def _runs(paragraph: Paragraph) -> bool:
    """Whether it reads like running text: a sentence that ends, or a very long line."""
    words = paragraph.words
    ends = paragraph.terminated and not paragraph.text.endswith(":")
    return not paragraph.level and (words >= 25 or (ends and words >= 6))


def _may_run(paragraph: Paragraph) -> bool:
    """The same, with an eye to sentences whose full stop is missing; a headline of another article can pass."""
    return _runs(paragraph) or (not paragraph.level and paragraph.words >= 12 and not is_title_case(paragraph.text))


@dataclass(slots=True)
class _Page:
    """The paragraphs of one source while they are being marked; a kind of None is prose or not yet known."""

    text: str
    paragraphs: list[Paragraph]
    kinds: list[RegionKind | None]

    def open(self, *span: int) -> Iterator[tuple[int, Paragraph]]:
        """Paragraphs that nothing is known of yet."""
        for at in range(*span) if span else range(len(self.paragraphs)):
            if self.kinds[at] is None:
                yield at, self.paragraphs[at]

    @property
    def first(self) -> int:
        """Index of the first paragraph of prose; their number where there is none."""
        return next((at for at, each in self.open() if _runs(each)), len(self.paragraphs))

    @property
    def last(self) -> int:
        """Index of the last paragraph of prose; -1 where there is none."""
        return max((at for at, each in self.open() if _may_run(each)), default=-1)

    def mark_furniture(self) -> None:
        """Running heads and feet: short lines that come back three times or more."""
        short = {at: each.text for at, each in self.open() if each.words <= 10 and not each.bullet}
        counts = Counter(short.values())
        for at, words in short.items():
            if counts[words] >= 3:
                self.kinds[at] = RegionKind.FURNITURE

    def mark_bylines(self) -> None:
        first, last = self.first, self.last
        header = min(first + 3, _HEADER, len(self.paragraphs))
        credited = [(at, self.paragraphs[at]) for at in range(header) if self.kinds[at] is RegionKind.CREDIT]
        below = self.open(max(last + 1, header), len(self.paragraphs))
        for at, each in [*self.open(header), *credited, *below]:
            clear = at < first or at > last or _STARTS_BYLINE.match(each.text)
            if clear and not each.level and byline(each.text):
                self.kinds[at] = RegionKind.BYLINE

    def mark_title(self) -> None:
        zone = min(self.first, _HEADER)
        candidates = [(at, each) for at, each in self.open(zone) if _can_be_title(each)]
        long = [at for at, each in candidates if each.words >= 4 or each.level == 1]
        title = min(long or [at for at, _ in candidates], default=None)
        if title is None:
            return
        for at, each in self.open(title):
            if each.words <= 3 and not each.terminated:
                self.kinds[at] = RegionKind.NAVIGATION
        self.kinds[title] = RegionKind.TITLE
        self._mark_about_title(self.paragraphs[title])

    def _mark_about_title(self, title: Paragraph) -> None:
        """Lines of a weblog that name the article again: `News  No comments on <title>`."""
        words = title.text.casefold()
        for at, each in self.open():
            more = each.words - title.words
            if 0 < more <= 10 and not each.terminated and words in each.text.casefold():
                self.kinds[at] = RegionKind.NAVIGATION

    def mark_repeated(self) -> None:
        seen: set[str] = set()
        for at, each in enumerate(self.paragraphs):
            words = each.text.casefold()
            if each.words < 4:
                continue
            if words in seen and self.kinds[at] is None:
                self.kinds[at] = RegionKind.REPEATED
            seen.add(words)

    def mark_captions(self) -> None:
        """The words of a caption that stand apart from its credit, or are doubled."""
        for at in range(len(self.paragraphs) - 1):
            each, below = self.paragraphs[at], self.paragraphs[at + 1]
            kind = self.kinds[at + 1]
            if self.kinds[at] is not None or kind not in (RegionKind.CAPTION, RegionKind.CREDIT):
                continue
            doubled = each.words >= 3 and below.text.startswith(each.text)
            above_credit = kind is RegionKind.CREDIT and each.words <= 45 and below.gap <= 1
            apart = at == 0 or (not each.terminated and each.words >= 5)
            if doubled or (above_credit and apart and not each.level):
                self.kinds[at] = RegionKind.CAPTION

    def mark_lists(self) -> None:
        """Headlines of other articles below a label such as `Related articles` or `Next`."""
        below_label = False
        for at, each in enumerate(self.paragraphs):
            if self.kinds[at] in (RegionKind.NAVIGATION, RegionKind.RELATED):
                below_label = below_label or LIST_LABEL.fullmatch(each.text.strip(" :»›>").casefold()) is not None
            elif self.kinds[at] is None:
                headline = each.words <= 25 and (not each.terminated or each.text[-1] in "?!") and not each.level
                below_label = below_label and headline
                if below_label:
                    self.kinds[at] = RegionKind.RELATED
            elif self.kinds[at] is not RegionKind.CAPTION:
                below_label = False

    def mark_tail(self) -> None:
        """What follows the article: its publisher, other headlines."""
        self._mark_below_copyright()
        for at, each in self.open(len(self.paragraphs) // 2, len(self.paragraphs)):
            if each.words <= 6 and not each.terminated and _ABOUT_LABEL.match(each.text):
                self._mark_to_end(at)
                break
        self._mark_about(self.last)
        last = self.last
        for at, each in self.open(last + 1, len(self.paragraphs)):
            if last >= 0 and not each.terminated and not each.bullet and (is_title_case(each.text) or each.words <= 3):
                self.kinds[at] = RegionKind.RELATED if each.words > 3 else RegionKind.NAVIGATION

    def _mark_about(self, last: int) -> None:
        """A last paragraph in which the publisher or the author speaks of himself and says where to find him."""
        words = self.paragraphs[last].text if last > 0 else ""
        if _ABOUT.match(words) and _CONTACT.search(words) and self.paragraphs[last].words <= 80:
            self.kinds[last] = RegionKind.ABOUT

    def _mark_below_copyright(self) -> None:
        """Below a copyright line at the end of an article stands what its publisher says of itself."""
        words = [each.words if kind is None else 0 for each, kind in zip(self.paragraphs, self.kinds, strict=True)]
        limit, below = 0.3 * sum(words), 0
        for at in range(len(self.paragraphs) - 1, -1, -1):
            below += words[at]
            if below > limit:
                break
            if self.kinds[at] is RegionKind.COPYRIGHT:
                self._mark_to_end(at)

    def _mark_to_end(self, start: int) -> None:
        for at, _ in self.open(start, len(self.paragraphs)):
            self.kinds[at] = RegionKind.ABOUT

    def mark_headings(self) -> None:
        below: Paragraph | None = None
        for at in range(len(self.paragraphs) - 1, -1, -1):
            each = self.paragraphs[at]
            if self.kinds[at] is not None:
                continue
            if below is not None and (is_heading(each) or is_label(each, below)):
                self.kinds[at] = RegionKind.HEADING
            below = each
        self._thin_out()

    def _thin_out(self) -> None:
        """Of three or more headings in a row only the last is one; the others are a menu, or points without dots."""
        run: list[int] = []
        for at in range(len(self.paragraphs) + 1):
            kind = self.kinds[at] if at < len(self.paragraphs) else None
            if kind is RegionKind.HEADING and not self.paragraphs[at].level and not self.paragraphs[at].bullet:
                run.append(at)
                continue
            for each in run[:-1] if len(run) >= 3 else []:
                self.kinds[each] = RegionKind.NAVIGATION if self.paragraphs[each].words <= 4 else None
            run = []

    def keep_something(self) -> None:
        """A text of headlines alone is its own prose."""
        if not any(any(map(str.isalnum, each.text)) for _, each in self.open()):
            for at, kind in enumerate(self.kinds):
                if kind in (RegionKind.TITLE, RegionKind.HEADING):
                    self.kinds[at] = None

    def marked(self) -> Iterator[Marked]:
        for paragraph, kind in zip(self.paragraphs, self.kinds, strict=True):
            inner = holes(self.text, paragraph) if kind is None else ()
            yield Marked(paragraph=paragraph, kind=kind, holes=inner)


def _can_be_title(each: Paragraph) -> bool:
    if each.bullet or each.words > 30 or len(each.text) > 300 or _NO_TITLE.fullmatch(each.text.rstrip(":")):
        return False
    return each.level == 1 or not each.terminated or each.text[-1] in "?!”\"’'"
