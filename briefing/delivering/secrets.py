"""Secrets come from the environment, under a name that the configuration gives."""

from collections.abc import Mapping

from briefing.errors import DeliveryError


def secret(name: str, environment: Mapping[str, str]) -> str:
    """
    Without the blanks at its ends, as of a file with the line ends of another system.

    Raises:
        DeliveryError: it is not set, or has what no secret can have and no header may.
    """
    value = environment.get(name, "").strip()
    if not value:
        raise DeliveryError(f"the environment variable {name} is not set", help="Set it where the run is started.")
    if not value.isprintable():
        raise DeliveryError(f"the environment variable {name} has control characters in it", help="Set it anew.")
    return value
