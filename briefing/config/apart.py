"""Whether the briefs of a configuration keep out of each other's way."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefing.config.commission import DATE, Commission
from briefing.domain.delivery import FolderTarget
from briefing.errors import UsageError


def check_apart(path: Path, briefs: Mapping[str, Commission]) -> None:
    """Names that differ in their suffixes alone are one: beside both would stand one folder with the texts of sources,
    and footnotes of the one would lead to texts of the other.

    Raises:
        UsageError: two briefs would overwrite each other, or what stands beside each other, here or where they are
            delivered.
    """
    owners: dict[Path, tuple[str, Path]] = {}
    for brief in briefs.values():
        for place in _places(brief):
            other, taken = owners.setdefault(place.with_suffix(""), (brief.name, place))
            if other == brief.name:
                continue
            names = f"{str(path)!r}: [briefs.{other}] and [briefs.{brief.name}]"
            if taken == place:
                raise UsageError(f"{names} both write {str(place)!r}", help="Give one of them another name.")
            texts = str(place.with_suffix(".sources"))
            raise UsageError(
                f"{names} write {str(taken)!r} and {place.name!r}, and would keep the texts of their sources in one "
                f"folder, {texts!r}",
                help="Give one of them a name that differs in more than its suffix, or another folder.",
            )


def _places(brief: Commission) -> Iterator[Path]:
    """Its outputs, and where these go in the folders it is delivered to."""
    for output in brief.outputs:
        place = Path(os.path.normpath(output))
        yield place
        dated = next((number for number, part in enumerate(place.parts) if DATE in part), -1)
        for target in brief.deliver:
            if isinstance(target, FolderTarget):
                yield Path(os.path.normpath(target.path), *place.parts[dated:])
