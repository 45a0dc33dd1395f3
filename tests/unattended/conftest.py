"""A desk for each test."""

from pathlib import Path

import pytest

from tests.unattended.days import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Configured, without any article."""
    made = Desk(tmp_path)
    made.configure()
    return made
