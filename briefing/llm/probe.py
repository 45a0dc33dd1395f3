"""Asks an endpoint for the list of its models: the cheapest way to learn whether it is there and takes the key."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from briefing.domain.endpoint import Endpoint
from briefing.llm.faults import translate
from briefing.llm.wire import address

_TIMEOUT = 10.0
"""Seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    models: frozenset[str]
    """Empty where the endpoint lists none."""
    clock: datetime | None
    """The time that the endpoint has, to the second; None where it does not say."""


def probe(endpoint: Endpoint) -> Answer:
    """
    Raises:
        ModelError: it cannot be reached, or refuses the key.
    """
    import openai

    try:
        with openai.OpenAI(
            api_key=(endpoint.api_key or "").strip() or "none",
            base_url=address(endpoint),
            timeout=_TIMEOUT,
            max_retries=0,
            http_client=openai.DefaultHttpxClient(follow_redirects=False),
        ) as client:
            raw = client.models.with_raw_response.list()
            return Answer(models=_models(raw), clock=_clock(raw.headers.get("date")))
    except openai.NotFoundError as error:  # not every server keeps such a list
        return Answer(models=frozenset(), clock=_clock(error.response.headers.get("date")))
    except openai.OpenAIError as error:
        raise translate(error, endpoint, now=lambda: datetime.now(UTC)) from error


def _models(raw: object) -> frozenset[str]:
    """Their names; an endpoint that answers something else lists none."""
    import json

    try:
        listed = json.loads(raw.http_response.content)["data"]  # type: ignore[attr-defined]
        return frozenset(str(each["id"]) for each in listed)
    except (ValueError, KeyError, TypeError, AttributeError):
        return frozenset()


def _clock(header: str | None) -> datetime | None:
    if header is None:
        return None
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
