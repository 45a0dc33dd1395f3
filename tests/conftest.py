"""Fixtures for all tests, and what they have in common with every machine."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from hypothesis import settings

from tests import cassettes

# Nothing that the user has set for this program, or for the way to the network, is of the tests.
for name in list(os.environ):
    if name.startswith("BRIEFING_") or name.lower().endswith("_proxy") or name == "OPENAI_BASE_URL":
        del os.environ[name]

# A slow machine is no fault of what is tested, and what is found by chance should stop nobody who changed nothing:
# `pytest --hypothesis-profile explore` is for who looks for it.
settings.register_profile("house", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile("house")


@pytest.fixture
def cassette() -> Callable[[str], AbstractContextManager[str]]:
    """`with cassette("seeds") as base_url:` plays `cassettes/seeds.yaml`, which must be used to the end."""
    return cassettes.played
