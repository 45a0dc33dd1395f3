"""Fixtures for all tests."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests import cassettes


@pytest.fixture
def cassette() -> Callable[[str], AbstractContextManager[str]]:
    """`with cassette("seeds") as base_url:` plays `cassettes/seeds.yaml`, which must be used to the end."""
    return cassettes.played
