"""What must hold where a brief for each event is wanted."""

from pathlib import Path

from briefing.config.commission import DATE, Commission
from briefing.config.values import Table
from briefing.domain.collection import STORY

PAGES = (".md", ".json")


def check_stories(table: Table, found: Commission) -> None:
    """
    Raises:
        UsageError: the outputs cannot hold a brief for each event, or the work cannot be done where it is wanted.
    """
    spread = "dask" if found.dask else "workers" if found.workers else None
    if not found.by_story:
        if spread:
            table.refuse(spread, "It is for by_story = true.")
        return
    if found.workers and found.dask:
        table.refuse("workers", "The cluster knows its workers: leave workers or dask out.")
    if spread and found.workers != 1 and found.model and found.terms.is_limited:
        table.refuse(spread, "Each worker would have the limits of the model to itself: leave one of the two out.")
    pages = [each for each in found.outputs if STORY not in each]
    if len({Path(each).parent for each in found.outputs}) != 1 or not pages or len(pages) == len(found.outputs):
        table.refuse(
            "by_story",
            f'Write briefs and page into one folder: outputs = ["briefs/{DATE}/{STORY}.md", "briefs/{DATE}/index.md"].',
        )
    if any(STORY in str(Path(each).parent) for each in found.outputs):
        table.refuse("outputs", f"Write {STORY} in the name of the file.")
    if not all(each.lower().endswith(PAGES) for each in pages):
        table.refuse("outputs", f"The page that leads to the briefs ends in one of {', '.join(PAGES)}.")
