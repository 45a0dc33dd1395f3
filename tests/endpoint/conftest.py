"""A llama.cpp server on 127.0.0.1 for the tests of this folder, which are skipped where none is installed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.endpoint import llama_server


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if llama_server.installed():
        return
    skipped = pytest.mark.skip(reason=llama_server.MISSING)
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(skipped)


@pytest.fixture(scope="session")
def base_url() -> Iterator[str]:
    with llama_server.serving() as address:
        yield address
