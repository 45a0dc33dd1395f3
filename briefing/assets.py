"""Finds prompts/ and templates/: beside the package in a checkout, inside it in a wheel."""

from hashlib import sha256
from pathlib import Path

from briefing.errors import TemplateError

_PACKAGE = Path(__file__).resolve().parent


def directory(name: str) -> Path:
    """The folder `prompts` or `templates` that came with the program."""
    for parent in (_PACKAGE, _PACKAGE.parent):
        if (parent / name).is_dir():
            return parent / name
    raise TemplateError(f"the folder {name!r} is missing from this installation", help="Install briefing again.")


def read(path: Path) -> str:
    """The text of one prompt or template file.

    Raises:
        TemplateError: it is not there or is no UTF-8 text.
    """
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise TemplateError(f"there is no template {str(path)!r}", help="Check the path given.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(
            f"cannot read the template {str(path)!r}: {error}", help="Give a readable UTF-8 file."
        ) from None


def fingerprint(text: str) -> str:
    """First 12 hexadecimal digits of the SHA-256: names a version of a prompt."""
    return sha256(text.encode()).hexdigest()[:12]
