"""Spares the footnotes of briefs that stand beside a new one under its name, in another form."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from briefing.errors import OutputError


def spare_footnotes(paths: Collection[Path], texts: Mapping[Path, bytes], forms: Iterable[str]) -> None:
    """`brief.md` and `brief.json` have one folder for the texts of their sources: they are of one brief, or one of
    them would lead to texts that say something else.

    Args:
        paths: of the new brief, in all its forms.
        texts: what is to stand in `NAME.sources` and is read from there.
        forms: suffixes that briefs have.

    Raises:
        OutputError: a text would be replaced to which the footnotes of another brief lead.
    """
    for path in paths:
        for other in (path.with_suffix(form) for form in forms):
            if other in paths or not other.exists() or any(each.exists() and each.samefile(other) for each in paths):
                continue
            for text, content in texts.items():
                if text.parent == path.parent / f"{path.stem}.sources" and _differs(text, content):
                    raise OutputError(
                        f"cannot write {str(path)!r}: it would replace {str(text)!r}, to which footnotes of "
                        f"{str(other)!r} lead",
                        help=f"Write that one too, -o {other.name}, or choose another name.",
                    )


def _differs(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() != content
    except OSError:  # there is none to which anything could lead
        return False
