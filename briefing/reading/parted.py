"""Web pages that part an article into several containers, as for advertisements between them: put together again."""

from collections import Counter
from typing import TYPE_CHECKING

from briefing.reading.layout import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONG = 8
"""Words of a paragraph that is prose."""
_ENOUGH = 3
"""Paragraphs that must have been found, and must be missing in a container: one or two are a teaser, or a note."""
_LONGEST = 2_000
"""Paragraphs of a page that are looked for in its text."""
_MOST = 0.6
"""Share of the paragraphs found that must lie in containers of one kind."""


def together(page: str, text: str) -> str | None:
    """The page with such containers made one, None where there is nothing in them that `text` lacks.

    They are of one kind: same tag, same class, within the same `article` element, and no comments.
    """
    from lxml import etree, html

    try:
        root = html.document_fromstring(page)
    except (etree.ParserError, ValueError):
        return None
    found: list[HtmlElement] = []
    missing: Counter[HtmlElement] = Counter()
    known = fold(text)
    for number, paragraph in enumerate(root.iter("p")):
        if number > _LONGEST:
            return None
        words = fold(paragraph.text_content())
        if words.count(" ") + 1 >= _LONG:
            container = paragraph.getparent()
            if words in known:
                found.append(container)
            else:
                missing[container] += 1
    kind = _kind_of_most(found)
    if kind is None:
        return None
    first = next(each for each in found if _kind(each) == kind)
    article = _article(first)
    for container in found:
        missing.pop(container, None)
    rest = [
        each
        for each, paragraphs in missing.items()
        if paragraphs >= _ENOUGH and _kind(each) == kind and _article(each) is article and not _is_comment(each)
    ]
    if article is None or not rest:
        return None
    for container in rest:
        first.extend(list(container))
        container.drop_tree()
    return str(html.tostring(root, encoding="unicode"))


def _kind_of_most(found: "list[HtmlElement]") -> tuple[str, str] | None:
    """Tag and class of the containers in which most of the paragraphs lie."""
    counted = Counter(map(_kind, found)).most_common(1)
    if not counted:
        return None
    kind, number = counted[0]
    return kind if kind[1] and number >= max(_ENOUGH, _MOST * len(found)) else None


def _kind(container: "HtmlElement") -> tuple[str, str]:
    return str(container.tag), fold(container.get("class") or "")


def _article(container: "HtmlElement") -> "HtmlElement | None":
    return next(container.iterancestors("article"), None)


def _is_comment(container: "HtmlElement") -> bool:
    around = [container, *container.iterancestors()]
    return any("comment" in f"{each.get('class') or ''} {each.get('id') or ''}".casefold() for each in around)
