"""From -o to files: which suffix is which form, what else is kept beside a brief, all written or nothing."""

import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from briefing.domain.brief import CheckedBrief
from briefing.domain.source import Source
from briefing.errors import OutputError, UsageError
from briefing.rendering import files, neighbours

FORMS = {".md": "Markdown", ".pdf": "PDF", ".json": "JSON"}
PAPERS = ("a4", "letter")
_STEP = 65_536
"""Bytes that are unpacked at once."""
ORIGINAL = ".fetched."
"""Between id and suffix in the name of what was fetched: no reader takes it for a text that was made by us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    paths: tuple[Path, ...]
    """The briefs, in the order asked for; not the texts kept beside them."""
    warnings: tuple[str, ...]
    """What the reader of the briefs must know of the rendering."""
    sha256: Mapping[str, str]
    """Of the content of each brief, by the name of its file; `-` for standard output."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    briefs: Mapping[Path, bytes]
    kept: Mapping[Path, bytes]
    """What stands beside them: texts of extracted sources, and what was fetched."""
    warnings: tuple[str, ...]
    """As in `Written`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Where a brief goes, and in which forms; checked before any work is done on it."""

    paths: tuple[Path, ...]
    """None: Markdown on standard output."""
    template: Path | None
    annex: bool
    paper: str

    def write(self, brief: CheckedBrief) -> Written:
        """Render every form, then write every file.

        Raises:
            OutputError: a form cannot be rendered or a file not written, or it would falsify another brief's footnotes;
                nothing was written.
            TemplateError: see `markdown.render`.
        """
        if not self.paths:
            text = self._markdown(brief, {})
            if sys.stdout is None:  # closed by the shell: `>&-`
                raise OutputError("standard output is closed", help="Use -o FILE.")
            sys.stdout.buffer.write(text)
            sys.stdout.buffer.flush()
            return Written(paths=(), warnings=(), sha256={"-": sha256(text).hexdigest()})
        briefs, kept, warnings = self._made(brief)
        texts = {path: data for path, data in kept.items() if isinstance(data, bytes)}
        neighbours.spare_footnotes(self.paths, texts, FORMS)
        summed = {path: _Summed(pieces) for path, pieces in briefs.items()}
        files.write_all({**kept, **summed})
        return Written(
            paths=self.paths,
            warnings=warnings,
            sha256={path.name: content.sha256() for path, content in summed.items()},
        )

    def rendered(self, brief: CheckedBrief) -> Rendered:
        """Every form, of at least one path; nothing is written.

        Raises:
            OutputError: a form cannot be rendered, or a path is that of a source.
            TemplateError: see `markdown.render`.
        """
        briefs, kept, warnings = self._made(brief)
        return Rendered(
            briefs={path: b"".join(pieces) for path, pieces in briefs.items()},
            kept={path: data if isinstance(data, bytes) else b"".join(data) for path, data in kept.items()},
            warnings=warnings,
        )

    def _made(
        self, brief: CheckedBrief
    ) -> tuple[dict[Path, Iterable[bytes]], "dict[Path, bytes | _Unpacked]", tuple[str, ...]]:
        """The briefs, to be read once, what is kept beside them, and the warnings; see `rendered`."""
        spare(brief.sources, self.paths)
        warnings: list[str] = []
        texts: dict[Path, bytes | _Unpacked] = {}
        briefs: dict[Path, Iterable[bytes]] = {}
        for path in self.paths:
            kept = kept_texts(brief, path)
            texts |= {path.parent / kept[id]: _encode(text) for id, text in _extracted(brief).items()}
            texts |= {path.parent / name: data for name, data in _originals(brief, path)}
            match path.suffix.lower():
                case ".md":
                    briefs[path] = (self._markdown(brief, kept),)
                case ".json":
                    briefs[path] = _json(brief, kept)
                case _:
                    briefs[path] = (self._pdf(brief, kept, warnings),)
        return briefs, texts, tuple(dict.fromkeys(warnings))

    def _markdown(self, brief: CheckedBrief, kept: Mapping[str, str]) -> bytes:
        from briefing.rendering import markdown

        return _encode(markdown.render(brief, template=self.template, annex=self.annex, kept=kept))

    def _pdf(self, brief: CheckedBrief, kept: Mapping[str, str], warnings: list[str]) -> bytes:
        from briefing.rendering import pdf

        rendered = pdf.render(brief, paper=self.paper, annex=self.annex, kept=kept)
        if rendered.missing_glyphs:
            shown = ", ".join(f"{character!r} (U+{ord(character):04X})" for character in rendered.missing_glyphs[:10])
            more = len(rendered.missing_glyphs) - 10
            warnings.append(
                f"the PDF's fonts lack {shown}{f' and {more} more' if more > 0 else ''}: "
                "each is shown as its code point in brackets"
            )
        return rendered.data


def spare(sources: Iterable[Source], paths: Iterable[Path]) -> None:
    """
    Raises:
        OutputError: one of the paths is that of an article.
    """
    articles = {place for source in sources if (place := _place(source)) is not None}
    for path in paths:
        if path.resolve() in articles:
            raise OutputError(
                f"{str(path)!r} is one of the sources, and would be overwritten", help="Give -o another name."
            )


def _place(source: Source) -> Path | None:
    """Where the file of an article lies; None where it came from elsewhere."""
    if source.path == "-" or source.original or "://" in source.path:
        return None
    try:
        return Path(source.path).resolve()
    except ValueError:  # no file has such a name
        return None


def plan(paths: tuple[Path, ...], *, template: Path | None = None, annex: bool = False, paper: str = "a4") -> Plan:
    """Check what can be checked before an article is read or a model paid.

    Raises:
        OutputError: a suffix stands for no form, or a path cannot be written.
        UsageError: the paper is unknown, or a template is given and nothing is Markdown.
        TemplateError: the template is missing, broken, or wants a variable that there is not.
    """
    if paper not in PAPERS:
        raise UsageError(f"--paper {paper!r} is not known", help=f"Choose one of {', '.join(PAPERS)}.")
    for path in paths:
        if path.suffix.lower() not in FORMS:
            known = ", ".join(f"{suffix} ({form})" for suffix, form in FORMS.items())
            raise OutputError(
                f"cannot tell the form of {str(path)!r} from its suffix",
                help=f"Known are {known}; without -o Markdown goes to standard output.",
            )
        files.check(path)
    if template is not None:
        from briefing.rendering import markdown

        if paths and not any(path.suffix.lower() == ".md" for path in paths):
            raise UsageError("--template is for Markdown, and no output is", help="Add -o NAME.md.")
        markdown.check(template)
    return Plan(paths=tuple(dict.fromkeys(paths)), template=template, annex=annex, paper=paper)


def kept_texts(brief: CheckedBrief, path: Path) -> dict[str, str]:
    """By id of each extracted source, where its text is kept, as seen from the brief at `path`."""
    return {id: f"{path.stem}.sources/{id}.txt" for id in _extracted(brief)}


def _extracted(brief: CheckedBrief) -> dict[str, str]:
    return {source.id: source.text for source in brief.sources if source.extracted}


def _originals(brief: CheckedBrief, path: Path) -> "Iterator[tuple[str, _Unpacked]]":
    """The bytes of sources that came from the web, beside the text that was made of them."""
    for source in brief.sources:
        if source.original:
            data = _Unpacked(source.original)
            yield f"{path.stem}.sources/{source.id}{ORIGINAL}{'pdf' if b'%PDF-' in data.head else 'html'}", data


def _json(brief: CheckedBrief, kept: Mapping[str, str]) -> Iterator[bytes]:
    from briefing.rendering import as_json

    return map(_encode, as_json.pieces(brief, kept=kept))


class _Unpacked:
    """What was fetched, unpacked on the way to the file: it may be 30 MB, and one of many."""

    def __init__(self, packed: bytes) -> None:
        self._packed = packed

    @property
    def head(self) -> bytes:
        return zlib.decompressobj().decompress(self._packed, 1024)

    def __iter__(self) -> Iterator[bytes]:
        engine, rest = zlib.decompressobj(), self._packed
        while rest:
            yield engine.decompress(rest, _STEP)
            rest = engine.unconsumed_tail
        yield engine.flush()


class _Summed:
    """A content in pieces whose checksum is taken on the way to the file."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self._sum = sha256()

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._sum.update(piece)
            yield piece

    def sha256(self) -> str:
        """Of what was read of it, hexadecimal."""
        return self._sum.hexdigest()


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
