"""How a web address is shown: nobody reads a password off a log, a table or a brief."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

from briefing.domain.text import unbroken

_BLANK = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]")
_USER = re.compile(r"\A([A-Za-z][A-Za-z0-9+.-]*:)?//.*@", re.DOTALL)
"""Up to the last @: where an address is no address nobody knows where its password ends."""


def shown(path: str) -> str:
    """An address as given, without user and password, and without what a terminal would obey."""
    path = _BLANK.sub(lambda each: quote(each.group()), unbroken(path.strip()))
    try:
        parts = urlsplit(path)
        _ = parts.port  # ValueError where it is no number
    except ValueError:
        return _USER.sub(r"\1//", path)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
