"""Values out of a file that anybody may have written: of the types they must have, or none at all."""

from collections.abc import Mapping
from typing import Any, TypeVar, get_origin, get_type_hints

T = TypeVar("T")


def made(kind: type[T], values: Mapping[str, Any]) -> T:
    """A dataclass of these values; what a tuple or a mapping in it holds is not looked at.

    Raises:
        KeyError, TypeError, ValueError: a value is missing, of another type, or one too many; it is named.
    """
    for name, wanted in get_type_hints(kind).items():
        value = values.get(name)
        wanted = tuple if get_origin(wanted) is tuple else wanted
        # What is true is a number to Python, though nobody means it.
        if name in values and (not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool)):
            raise TypeError(f"{name!r} is {value!r:.40}")
    return kind(**values)


def text(values: Mapping[str, Any], name: str) -> str:
    """
    Raises:
        KeyError, TypeError: it is missing, or no text; it is named.
    """
    value = values[name]
    if not isinstance(value, str):
        raise TypeError(f"{name!r} is {value!r:.40}")
    return value
