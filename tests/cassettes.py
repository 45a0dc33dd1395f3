"""Recorded HTTP: played back to the very same requests, and a cassette that is stale fails."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import vcr
from vcr.request import Request

FOLDER = Path(__file__).resolve().parents[1] / "cassettes"
NOWHERE = "http://127.0.0.1:9/v1"
"""Nobody listens there: what is not in the cassette cannot be answered."""
_KEPT_HEADERS = frozenset({"content-type"})
"""Keys, cookies, organisations and the machine's own traits have no place in a cassette."""


@contextmanager
def played(name: str, *, folder: Path = FOLDER) -> Iterator[str]:
    """Base address of an endpoint that answers from the cassette.

    Fails where a request was never recorded, and at the end where the cassette holds more than was asked for.
    """
    path = folder / f"{name}.yaml"
    assert path.is_file(), f"the cassette {name!r} is missing: make cassettes"
    with _recorder("none").use_cassette(str(path)) as cassette:
        yield NOWHERE
    assert cassette.all_played, (
        f"{len(cassette) - cassette.play_count} of {len(cassette)} answers unused: make cassettes"
    )


@contextmanager
def recorded(name: str, *, folder: Path = FOLDER) -> Iterator[None]:
    """Records all that is asked inside, in the place of what the cassette held before."""
    path = folder / f"{name}.yaml"
    path.unlink(missing_ok=True)
    with _recorder("all").use_cassette(str(path)):
        yield


def _recorder(mode: str) -> vcr.VCR:
    recorder = vcr.VCR(
        record_mode=mode,
        match_on=["method", "path", "json"],
        before_record_request=_request_to_keep,
        before_record_response=_response_to_keep,
        decode_compressed_response=True,
    )
    recorder.register_matcher("json", _same_json)
    return recorder


def _same_json(one: Request, other: Request) -> None:
    assert json.loads(one.body) == json.loads(other.body)


def _request_to_keep(request: Request) -> Request:
    address = urlsplit(request.uri)
    request.uri = address._replace(netloc="endpoint").geturl()
    request.headers = {name: text for name, text in request.headers.items() if name.lower() in _KEPT_HEADERS}
    return request


def _response_to_keep(response: dict[str, Any]) -> dict[str, Any]:
    headers = {name: text for name, text in response["headers"].items() if name.lower() in _KEPT_HEADERS}
    return {**response, "headers": headers}
