"""What must hold where a brief for each event is wanted."""

from pathlib import Path

from briefing.config.commission import DATE, Commission
from briefing.config.values import Table
from briefing.domain.collection import STORY
from briefing.domain.endpoint import is_scheduler

PAGES = (".md", ".json")


def check_stories(table: Table, found: Commission) -> None:
    """
    Raises:
        UsageError: the outputs cannot hold a brief for each event, or the work cannot be done where it is wanted.
    """
    spread = "workers" if found.workers else "dask" if found.dask is not None else None
    if not found.by_story:
        if spread:
            table.refuse(spread, "It is for by_story = true.")
        return
    if found.workers and found.dask is not None:
        table.refuse("workers", "The cluster knows its workers: leave workers or dask out.")
    if found.dask is not None and not is_scheduler(found.dask):
        table.refuse("dask", "Write tcp://HOST:PORT.")
    if table.values.get("one_story"):
        table.refuse("one_story", "With by_story = true each article has its story: leave it out.")
    if spread and found.workers != 1 and found.model and found.terms.batch:
        table.refuse(spread, "Batches are sent and collected from one process: leave one of the two out.")
    if spread and found.workers != 1 and found.model and found.terms.is_limited:
        table.refuse(spread, "Each worker would have the limits of the model to itself: leave one of the two out.")
    pages = [each for each in found.outputs if STORY not in each]
    if len({Path(each).parent for each in found.outputs}) != 1 or not pages or len(pages) == len(found.outputs):
        example = f'["briefs/{DATE}/{STORY}.md", "briefs/{DATE}/index.md"]'
        table.refuse("outputs", f"With by_story = true write briefs and their page into one folder: {example}.")
    if any(STORY in str(Path(each).parent) for each in found.outputs):
        table.refuse("outputs", f"Write {STORY} in the name of the file.")
    if not all(each.lower().endswith(PAGES) for each in pages):
        table.refuse("outputs", f"The page that leads to the briefs ends in one of {', '.join(PAGES)}.")
