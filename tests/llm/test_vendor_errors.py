"""Every error that the vendor's client can raise becomes one of ours."""

import openai
import pytest

from briefing.domain.endpoint import Endpoint
from briefing.errors import (
    AddressError,
    AuthenticationError,
    EndpointError,
    RateLimitError,
    RequestError,
    UnreachableError,
)
from briefing.llm import faults
from tests.asked import NOW


def vendor_errors() -> set[type[openai.OpenAIError]]:
    found: set[type[openai.OpenAIError]] = set()
    left: list[type[openai.OpenAIError]] = [openai.OpenAIError]
    while left:
        error = left.pop()
        found.add(error)
        left.extend(error.__subclasses__())
    return found


RESPONSE = {
    "BadRequestError": (400, RequestError),
    "AuthenticationError": (401, AuthenticationError),
    "OAuthError": (401, AuthenticationError),
    "PermissionDeniedError": (403, AuthenticationError),
    "NotFoundError": (404, AddressError),
    "ConflictError": (409, EndpointError),
    "UnprocessableEntityError": (422, RequestError),
    "RateLimitError": (429, RateLimitError),
    "InternalServerError": (500, EndpointError),
    "APIStatusError": (418, RequestError),
}
BARE = {
    "APIConnectionError": UnreachableError,
    "APITimeoutError": EndpointError,
    "OpenAIError": RequestError,
    "APIError": RequestError,
    "APIResponseValidationError": RequestError,
}
NEVER_FROM_CHAT = {
    "ContentFilterFinishReasonError": "replies are not parsed by the vendor's client",
    "LengthFinishReasonError": "replies are not parsed by the vendor's client",
    "SubjectTokenProviderError": "workload identity is not used",
    "WebSocketConnectionClosedError": "realtime is not used",
    "WebSocketQueueFullError": "realtime is not used",
    "StreamAlreadyConsumed": "streams are not used",
    "MutuallyExclusiveAuthError": "the Azure client is not used",
    "APIRemovedInV1": "the old interface is not used",
    "_AmbiguousModuleClientUsageError": "the module-level client is not used",
}


def test_every_error_of_the_vendor_is_known() -> None:
    assert {error.__name__ for error in vendor_errors()} == {*RESPONSE, *BARE, *NEVER_FROM_CHAT}


@pytest.mark.parametrize("error", sorted(vendor_errors(), key=lambda error: error.__name__))
def test_every_error_of_the_vendor_becomes_one_of_ours(error: type[openai.OpenAIError]) -> None:
    import httpx2

    name = error.__name__
    request = httpx2.Request("POST", "http://127.0.0.1/v1/chat/completions")
    raised = error.__new__(error)
    Exception.__init__(raised, "said")
    raised.__dict__.update(message="said", body=None, code=None, type=None, request=request)
    if name in RESPONSE:
        raised.__dict__.update(
            status_code=RESPONSE[name][0], response=httpx2.Response(RESPONSE[name][0], request=request)
        )
    wanted = RESPONSE[name][1] if name in RESPONSE else BARE.get(name, RequestError)
    ours = faults.translate(raised, Endpoint(model="m", base_url="http://127.0.0.1/v1"), now=lambda: NOW)
    assert type(ours) is wanted
    assert ours.help
