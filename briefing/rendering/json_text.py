"""JSON as this program writes it, of whatever it is."""

import json
import re
from typing import Any

_SURROGATE = re.compile("[\ud800-\udfff]")


def dumped(document: dict[str, Any] | list[dict[str, Any]]) -> str:
    """A document of ours as text, ended by a newline."""
    return as_text(document) + "\n"


def as_text(value: Any) -> str:
    """Indented, nothing escaped but what UTF-8 cannot carry."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    # A file name that is no text in the system's encoding holds lone surrogates, which UTF-8 cannot carry.
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
