"""The prompts: files with a version in their name, filled with material that they can only show, never obey."""

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import jinja2

from briefing import assets
from briefing.errors import TemplateError

VERSIONS = {name: f"{name}.v1" for name in ("summarize", "merge", "select", "consolidate", "revise", "judge", "reply")}
_SUFFIX = ".md.j2"


class Prompts:
    """All prompts, read and compiled at once, so that a broken one is found before anything is paid for.

    Raises:
        TemplateError: one is missing or broken, or `folder` holds files that stand in for none.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """`folder`: its files stand in for the prompts of the same name."""
        environment = jinja2.Environment(
            undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
        )
        self._paths = {name: _path(f"{version}{_SUFFIX}", folder) for name, version in VERSIONS.items()}
        if folder is not None:
            _expect_known(folder)
        self._templates: dict[str, jinja2.Template] = {}
        self._fingerprints: dict[str, str] = {}
        for name, path in self._paths.items():
            text = assets.read(path)
            self._fingerprints[name] = assets.fingerprint(text)
            try:
                self._templates[name] = environment.from_string(text)
            except jinja2.TemplateSyntaxError as error:
                raise TemplateError(
                    f"prompt {str(path)!r}, line {error.lineno}: {error.message}", help="Mend the prompt."
                ) from error

    def render(self, name: str, block: str, **values: object) -> str:
        """One block of one prompt.

        Raises:
            TemplateError: the prompt lacks the block, or wants what is not among `values`.
        """
        template, path = self._templates[name], str(self._paths[name])
        if block not in template.blocks:
            raise TemplateError(f"prompt {path!r} has no block {block!r}", help=f"Add {{% block {block} %}}.")
        try:
            return "".join(template.blocks[block](template.new_context(values))).strip()
        except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError) as error:
            raise TemplateError(
                f"prompt {path!r}: {error}", help=f"It may use: {', '.join(sorted(values)) or 'no variables'}."
            ) from error

    def fingerprint(self, name: str) -> str:
        return self._fingerprints[name]

    def fingerprints(self, names: Iterable[str]) -> dict[str, str]:
        """File name to fingerprint, of the prompts named."""
        return {self._paths[name].name: self._fingerprints[name] for name in names}


def _path(file: str, folder: Path | None) -> Path:
    own = folder / file if folder else None
    return own if own and own.is_file() else assets.directory("prompts") / file


def _expect_known(folder: Path) -> None:
    """A misspelt file would change nothing, silently."""
    known = [f"{version}{_SUFFIX}" for version in VERSIONS.values()]
    there = sorted(path.name for path in folder.glob(f"*{_SUFFIX}")) if folder.is_dir() else []
    unknown = [name for name in there if name not in known]
    if unknown or not there:
        fault = f"has a prompt {unknown[0]!r} that is not used" if unknown else "holds no prompt"
        raise TemplateError(f"the folder {str(folder)!r} {fault}", help=f"The names are: {', '.join(known)}.")


def fence(text: str) -> str:
    """A code that the text does not hold: material between two lines with it cannot end itself."""
    code = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    while code[:12] in text:
        code = sha256(code.encode()).hexdigest()
    return code[:12]


_CONTROL = re.compile(r"<(?=[|\uff5c/a-zA-Z<])|\[(?=/?[A-Z_]{3,20}\])")
"""How a control token begins: `<|im_start|>`, `</s>`, `<start_of_turn>`, `<<SYS>>`, `[INST]`."""
_SMUGGLED = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e0fff]")
"""Marks of direction that show words in another order, tags, and selectors: they carry words that nobody sees."""


def defused(text: str) -> str:
    """`text` without control tokens, which some servers obey wherever they stand, and without what no reader sees.

    A word joiner goes into each token: nobody sees it, and the search for a quotation is blind to it.
    """
    return _CONTROL.sub("\\g<0>\u2060", _SMUGGLED.sub("", text)).encode("utf-8", "replace").decode("utf-8")
