"""Whether the briefs of a configuration keep out of each other's way."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from briefing.config.commission import DATE, LATEST, Commission
from briefing.domain.delivery import FolderTarget
from briefing.errors import UsageError


def check_apart(path: Path, briefs: Mapping[str, Commission]) -> None:
    """Names that differ in their suffixes alone are one: beside both would stand one folder with the texts of sources,
    and footnotes of the one would lead to texts of the other. Paths that lead to one place through links are one, too.

    Raises:
        UsageError: two briefs would overwrite each other, or what stands beside each other, here or where they are
            delivered; or one would be written through the link to the newest brief of another, or of its own.
    """
    owners: dict[Path, tuple[str, Path]] = {}
    for brief in briefs.values():
        for place in _places(brief):
            real = _real(place)
            other, taken = owners.setdefault(real.with_suffix(""), (brief.name, place))
            if other == brief.name:
                continue
            names = f"{str(path)!r}: [briefs.{other}] and [briefs.{brief.name}]"
            if _real(taken) == real:
                raise UsageError(f"{names} both write {str(place)!r}", help="Give one of them another name.")
            texts = str(place.with_suffix(".sources"))
            raise UsageError(
                f"{names} write {str(taken)!r} and {place.name!r}, and would keep the texts of their sources in one "
                f"folder, {texts!r}",
                help="Give one of them a name that differs in more than its suffix, or another folder.",
            )
    _check_links(path, briefs.values())


def _check_links(path: Path, briefs: Iterable[Commission]) -> None:
    """What is written to the place of a link overwrites the brief that it leads to."""
    links = {link: brief.name for brief in briefs for output in brief.outputs for link in _links(Path(output))}
    for brief in briefs:
        for place in _places(brief):
            above = _above(place)
            for each in (above, *above.parents):
                if each in links:
                    raise UsageError(
                        f"{str(path)!r}: [briefs.{brief.name}] writes {str(place)!r}, where {each.name!r} leads to the "
                        f"newest brief of [briefs.{links[each]}]",
                        help="Give it another name.",
                    )


def _links(output: Path) -> Iterator[Path]:
    """The place of the link to the newest one."""
    parts = output.parts
    for number, part in enumerate(parts):
        if DATE in part:
            yield _above(Path(*parts[:number], part.replace(DATE, LATEST)))
            return


def _real(place: Path) -> Path:
    """Where it leads through links, as far as there is anything yet."""
    return Path(os.path.realpath(place))


def _above(place: Path) -> Path:
    """The same but for links of the newest brief, which are there from the first one on."""
    kept = next((number for number, part in enumerate(place.parts) if LATEST in part), len(place.parts) - 1)
    return _real(Path(*place.parts[:kept])).joinpath(*place.parts[kept:])


def _places(brief: Commission) -> Iterator[Path]:
    """Its outputs, and where these go in the folders it is delivered to."""
    for output in brief.outputs:
        place = Path(os.path.normpath(output))
        yield place
        dated = next((number for number, part in enumerate(place.parts) if DATE in part), -1)
        for target in brief.deliver:
            if isinstance(target, FolderTarget):
                yield Path(os.path.normpath(target.path), *place.parts[dated:])
