"""Every error a user can meet, each with its exit code, and whether waiting could cure it.

BriefingError
├── UsageError                 2  the command line cannot be carried out
├── SourceError                3  one source cannot be read
│   └── NoSourcesError         3  nothing readable was given
├── DraftError                 3  the draft to check cannot be read, or claims nothing
├── OutputError                4  an output cannot be written or rendered
├── TemplateError              5  a template or prompt is missing, broken or wants an unknown variable
├── ModelError                 6  the endpoint or its reply is of no use
│   ├── EndpointError             the endpoint cannot be reached or is in trouble (retryable)
│   │   ├── UnreachableError      nobody answers at its address (retryable)
│   │   └── RateLimitError        it asks us to wait (retryable)
│   ├── AddressError              what answers at its address is something else
│   ├── AuthenticationError       it refuses the key
│   ├── UnknownModelError         it does not have the model
│   ├── QuotaError                the account is out of money: waiting cures nothing
│   ├── RequestError              it rejects the request
│   └── ReplyError                it answered, and the answer cannot be used
│       ├── RefusalError          the model declined, or a content filter stopped it
│       └── TruncatedError        the reply was cut at the length limit
└── UnsupportedError           7  `--on-unsupported fail`, and a claim failed its check
"""

from typing import ClassVar


class BriefingError(Exception):
    """Base of all: `str(error)` names the thing, `error.help` says what to do next."""

    exit_code: ClassVar[int] = 1
    retryable: ClassVar[bool] = False

    def __init__(self, message: str, *, help: str = "") -> None:
        super().__init__(message)
        self.help = help


class UsageError(BriefingError):
    exit_code = 2


class SourceError(BriefingError):
    exit_code = 3


class NoSourcesError(SourceError):
    pass


class DraftError(BriefingError):
    exit_code = 3


class OutputError(BriefingError):
    exit_code = 4


class TemplateError(BriefingError):
    exit_code = 5


class ModelError(BriefingError):
    exit_code = 6


class EndpointError(ModelError):
    retryable = True


class UnreachableError(EndpointError):
    pass


class RateLimitError(EndpointError):
    """`retry_after` is in seconds, None where the endpoint named no time."""

    def __init__(self, message: str, *, help: str = "", retry_after: float | None = None) -> None:
        super().__init__(message, help=help)
        self.retry_after = retry_after


class AddressError(ModelError):
    pass


class AuthenticationError(ModelError):
    pass


class UnknownModelError(ModelError):
    pass


class QuotaError(ModelError):
    pass


class RequestError(ModelError):
    pass


class ReplyError(ModelError):
    pass


class RefusalError(ReplyError):
    pass


class TruncatedError(ReplyError):
    pass


class UnsupportedError(BriefingError):
    exit_code = 7
