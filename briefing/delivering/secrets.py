"""Secrets come from the environment, under a name that the configuration gives."""

from collections.abc import Mapping

from briefing.errors import DeliveryError


def secret(name: str, environment: Mapping[str, str]) -> str:
    """
    Raises:
        DeliveryError: it is not set.
    """
    value = environment.get(name)
    if not value:
        raise DeliveryError(f"the environment variable {name} is not set", help="Set it where the run is started.")
    return value
