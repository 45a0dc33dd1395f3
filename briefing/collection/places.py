"""Where the briefs of a collection and its page go."""

import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.domain.collection import STORY
from briefing.errors import UsageError
from briefing.rendering import files, index, output
from briefing.rendering.output import Plan

INDEX = "index.md"
_LONGEST = 32
"""Characters of the words of a story in the name of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    briefs: Plan
    """Its paths hold `STORY`."""
    pages: tuple[Path, ...]
    """The page that lists the briefs, in each form that is asked for."""

    @classmethod
    def of(cls, paths: tuple[Path, ...], *, template: Path | None, annex: bool, paper: str) -> "Places":
        """Check what can be checked before an article is read.

        Raises:
            UsageError: no path is one of briefs, or they lie in several folders.
            OutputError, TemplateError: see `output.plan`.
        """
        briefs = tuple(path for path in paths if STORY in path.name)
        pages = tuple(path for path in paths if STORY not in str(path))
        if not briefs or len(briefs) + len(pages) < len(paths):
            raise UsageError(
                f"--by-story wants {STORY} in the name of an output",
                help=f"Write -o 'briefs/{STORY}.md', once for each form.",
            )
        folder = briefs[0].parent
        pages = pages or (folder / INDEX,)
        for path in (*briefs, *pages):
            if path.parent != folder:
                raise UsageError(
                    f"--by-story: {str(path)!r} lies in another folder than {str(briefs[0])!r}",
                    help="Write all of them into one folder: the page leads to the briefs beside it.",
                )
        for path in pages:
            if path.suffix.lower() not in index.FORMS:
                raise UsageError(
                    f"--by-story: the page {str(path)!r} cannot be written in that form",
                    help=f"Choose one of {', '.join(index.FORMS)}, or put {STORY} into the name.",
                )
            files.check(path)
        return cls(briefs=output.plan(briefs, template=template, annex=annex, paper=paper), pages=tuple(pages))

    def of_story(self, number: int, terms: tuple[str, ...], *, stories: int) -> Plan:
        """Where the brief of one story goes; `stories` is how many there are, so that names sort as numbers."""
        name = name_of(number, terms, stories=stories)
        paths = tuple(path.with_name(path.name.replace(STORY, name)) for path in self.briefs.paths)
        return replace(self.briefs, paths=paths)


def name_of(number: int, terms: tuple[str, ...], *, stories: int) -> str:
    """What `{story}` stands for: `03-lomna-bridge-vasko`."""
    return f"{number:0{max(2, len(str(stories)))}}-{_slug(terms)}"


def _slug(terms: tuple[str, ...]) -> str:
    """The words of a story as they are fit for every disk and every address: ASCII letters, digits, `-`."""
    plain = unicodedata.normalize("NFKD", " ".join(terms)).encode("ascii", "ignore").decode().lower()
    words: list[str] = []
    for word in re.findall(r"[a-z][a-z0-9]*", plain):
        if len("-".join([*words, word])) > _LONGEST:
            break
        words.append(word)
    return "-".join(words) or "story"
