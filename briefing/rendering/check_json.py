"""Renders a checked draft as JSON. docs/check.md describes the fields, docs/check.schema.json holds them."""

from dataclasses import asdict
from typing import Any

from briefing.domain.claim import CheckedClaim
from briefing.domain.proof import CheckedDraft, PlacedClaim
from briefing.domain.source import Source
from briefing.rendering import as_json
from briefing.rendering.json_text import dumped

FORM = "briefing check 1"
"""Goes up when a reader of the older form would misread the new one."""


def render(checked: CheckedDraft) -> str:
    """The checked draft as one JSON object, ended by a newline. The same draft and sources give the same text."""
    draft = checked.draft
    return dumped(
        {
            "form": FORM,
            "draft": {"path": draft.path, "sha256": draft.sha256, "form": draft.form.value},
            "checker": checked.checker,
            "yardstick": checked.yardstick.name,
            "claims": [_claim(placed, found) for placed, found in checked.ordered],
            "counts": {verdict.value: number for verdict, number in checked.counts.items()},
            "quote_counts": {verdict.value: number for verdict, number in checked.quote_counts.items()},
            "removed": [verdict.value for verdict in draft.removed],
            "passed_over": [asdict(each) for each in draft.passed_over],
            "sources": [_source(source) for source in checked.sources],
            "skipped": [asdict(each) for each in checked.skipped],
            "notices": [*draft.warnings, *checked.notices],
            "cost": {**asdict(checked.cost), "priced": checked.priced.isoformat() if checked.priced else None},
        }
    )


def _claim(placed: PlacedClaim, checked: CheckedClaim) -> dict[str, Any]:
    return {
        "id": placed.claim.id,
        "text": placed.claim.text,
        "start": placed.start,
        "end": placed.end,
        "line": placed.line,
        "kind": placed.claim.kind.value,
        "section": placed.claim.section.value,
        **as_json.found(checked),
        "touch": placed.touch.value if placed.touch else None,
        "written": placed.written.value if placed.written else None,
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "path": source.path,
        "sha256": source.sha256,
        "extracted": source.extracted,
        "text_sha256": as_json.text_sha256(source),
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published.isoformat() if source.published else None,
        "duplicate_of": source.duplicate_of,
        "warnings": list(source.warnings),
    }
