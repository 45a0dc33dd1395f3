"""Renders the page that lists the briefs of a collection, as Markdown or JSON."""

from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import Any

from briefing import assets
from briefing.domain.claim import Verdict
from briefing.domain.collection import Collection, Entry, Lead
from briefing.domain.money import told
from briefing.domain.source import Source
from briefing.rendering import markdown
from briefing.rendering.json_text import dumped
from briefing.rendering.plain import counted, day, one_line

TEMPLATE = "index.md.j2"
FORM = "briefing index 1"
FORMS = (".md", ".json")
_NAMED = 3
"""Outlets that are named; the others are counted."""
_NAMES = {".md": "Markdown", ".pdf": "PDF", ".json": "JSON"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    name: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    number: int
    title: str
    words: str
    lead: Lead | None
    file: str
    """The one that a reader is led to."""
    others: tuple[_File, ...]
    facts: str
    """How many articles, from where, of which days."""
    claims: int
    verdicts: str
    failed: str

    @property
    def indent(self) -> str:
        """What puts a paragraph into the item of a list that begins with the number."""
        return " " * len(f"{self.number}. ")


def render(collection: Collection, suffix: str) -> bytes:
    """The page in the form of a suffix, `.md` or `.json`. It leads to briefs beside it."""
    text = dumped(_document(collection)) if suffix.lower() == ".json" else _markdown(collection)
    return text.encode("utf-8", "surrogatepass")


def tally(collection: Collection) -> str:
    """`12 briefs of 57 articles: 310 claims, 4 of them failed`."""
    made = sum(entry.error is None for entry in collection.entries)
    claims = sum(entry.claims for entry in collection.entries)
    unproven = sum(entry.unproven for entry in collection.entries)
    articles = counted(len(collection.sources), "article")
    return f"{counted(made, 'brief')} of {articles}: {counted(claims, 'claim')}, {unproven:,} of them failed"


def title(collection: Collection) -> str:
    """As the user wants it, or one that says what it is."""
    return one_line(collection.title) if collection.title else f"Events of {day(collection.date)}"


def _markdown(collection: Collection) -> str:
    made = [entry for entry in collection.entries if entry.error is None]
    cost = collection.cost
    context = {
        "form": FORM,
        "title": title(collection),
        "date": collection.date,
        "articles": len(collection.sources),
        "stories": len(collection.entries),
        "counts": _counts(collection),
        "cost": cost,
        "told": _told(collection),
        "several": [_row(entry, collection) for entry in made if len(_originals(entry, collection)) > 1],
        "single": [_row(entry, collection) for entry in made if len(_originals(entry, collection)) == 1],
        "failed": [_row(entry, collection) for entry in collection.entries if entry.error],
        "skipped": collection.skipped,
        "spent": told(cost) if cost.calls else "",
    }
    return markdown.fill(assets.directory("templates") / TEMPLATE, context)


def _told(collection: Collection) -> str:
    """What a reader must know of the whole in two or three sentences."""
    copies = sum(source.duplicate_of is not None for source in collection.sources.values())
    unproven = sum(entry.unproven for entry in collection.entries)
    claims = sum(entry.claims for entry in collection.entries)
    without = sum(entry.error is not None for entry in collection.entries)
    articles = counted(len(collection.sources), "article")
    pile = f"{articles}, {copies} of them {'a copy' if copies == 1 else 'copies'}," if copies else articles
    each = "Each has a brief of its own" if not without else f"{without} of them could not be given a brief"
    are = "is" if unproven == 1 else "are"
    proof = f"{unproven:,} of {counted(claims, 'claim')} failed and {are} marked" if unproven else "no claim failed"
    return (
        f"{pile} {'tells' if len(collection.sources) == 1 else 'tell'} of "
        f"{counted(len(collection.entries), 'event')}. {each}. Every sentence of every brief was checked: {proof}."
    )


def _row(entry: Entry, collection: Collection) -> _Row:
    files = [_File(name=name, form=_NAMES[PurePath(name).suffix.lower()]) for name in entry.files]
    return _Row(
        number=entry.number,
        title=one_line(entry.title or ""),
        words=", ".join(entry.story.terms) or "no words",
        lead=entry.lead,
        file=files[0].name if files else "",
        others=tuple(files[1:]),
        facts=_facts(entry, collection),
        claims=entry.claims,
        verdicts=", ".join(f"{number} {verdict}" for verdict, number in entry.counts.items() if number),
        failed=one_line(entry.failed or ""),
    )


def _facts(entry: Entry, collection: Collection) -> str:
    """`4 articles and 1 copy (Reuters, AP and 2 more; 1 without the name of an outlet), 15 May 2025 to 16 May 2025`."""
    members = [collection.sources[id] for id in entry.story.sources]
    originals = len(_originals(entry, collection))
    facts = counted(originals, "article")
    if copies := len(members) - originals:
        facts += f" and {counted(copies, 'copy', 'copies')}"
    outlets = list(dict.fromkeys(one_line(each.publisher) for each in members if each.publisher))
    if outlets:
        more = f" and {len(outlets) - _NAMED} more" if len(outlets) > _NAMED else ""
        nameless = sum(not each.publisher for each in members)
        others = f"; {nameless} without the name of an outlet" if nameless else ""
        facts += f" ({', '.join(outlets[:_NAMED])}{more}{others})"
    first, last = entry.story.first, entry.story.last
    if first and last:
        facts += f", {day(first)}" + (f" to {day(last)}" if last != first else "")
    return facts


def _originals(entry: Entry, collection: Collection) -> list[Source]:
    members = (collection.sources[id] for id in entry.story.sources)
    return [source for source in members if source.duplicate_of is None]


def _counts(collection: Collection) -> dict[str, int]:
    counts: Counter[Verdict] = Counter()
    for entry in collection.entries:
        counts.update(entry.counts)
    return {verdict.value: counts[verdict] for verdict in Verdict}


def _document(collection: Collection) -> dict[str, Any]:
    """docs/json.md describes the fields."""
    return {
        "form": FORM,
        "title": collection.title,
        "date": collection.date.isoformat(),
        "articles": len(collection.sources),
        "counts": _counts(collection),
        "stories": [_story(entry, collection) for entry in collection.entries],
        "skipped": [asdict(each) for each in collection.skipped],
        "cost": asdict(collection.cost),
    }


def _story(entry: Entry, collection: Collection) -> dict[str, Any]:
    first, last = entry.story.first, entry.story.last
    return {
        "number": entry.number,
        "title": entry.title,
        "terms": list(entry.story.terms),
        "first": first.isoformat() if first else None,
        "last": last.isoformat() if last else None,
        "lead": asdict(entry.lead) if entry.lead else None,
        "files": list(entry.files),
        "counts": {verdict.value: number for verdict, number in entry.counts.items()},
        "sources": [_source(collection.sources[id]) for id in entry.story.sources],
        "skipped": [asdict(each) for each in entry.skipped],
        "cost": asdict(entry.cost),
        "failed": entry.failed,
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "path": source.path,
        "sha256": source.sha256,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published.isoformat() if source.published else None,
        "duplicate_of": source.duplicate_of,
    }
