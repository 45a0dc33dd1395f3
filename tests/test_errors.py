"""Errors on their way from one process to another."""

import pickle

import pytest

from briefing import errors
from briefing.domain.source import Skipped
from briefing.errors import BriefingError
from briefing.sourcing import QuietFeedsError

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, BriefingError)] + [
    QuietFeedsError
]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_arrives_as_it_was_raised(kind: type[BriefingError]) -> None:
    told = pickle.loads(pickle.dumps(kind("no brief", help="Try again.")))
    assert (type(told), str(told), told.help) == (kind, "no brief", "Try again.")


def test_what_an_error_carries_arrives_too() -> None:
    failed = (Skipped(path="a", reason="gone"),)
    assert pickle.loads(pickle.dumps(QuietFeedsError("quiet", help="", failed=failed))).failed == failed
