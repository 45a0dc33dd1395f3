"""Every error a user can meet, each with its exit code, and whether waiting could cure it.

BriefingError
├── UsageError                 2  the command line cannot be carried out
├── SourceError                3  one source cannot be read
│   └── NoSourcesError         3  nothing readable was given
├── DraftError                 3  the draft to check cannot be read, or claims nothing
├── RecordingError             3  the recording of a run cannot be read, or is not what was recorded
├── OutputError                4  an output cannot be written or rendered
│   └── DamagedStoreError      4  the file of paid replies is no store any more
├── TemplateError              5  a template or prompt is missing, broken or wants an unknown variable
├── ModelError                 6  the endpoint or its reply is of no use
│   ├── EndpointError             the endpoint cannot be reached or is in trouble (retryable)
│   │   ├── UnreachableError      nobody answers at its address (retryable)
│   │   ├── RateLimitError        it asks us to wait (retryable)
│   │   └── WebPageError          it has answered before, and now sends a web page (retryable)
│   ├── AddressError              what answers at its address is something else
│   ├── AuthenticationError       it refuses the key
│   ├── UnknownModelError         it does not have the model
│   ├── QuotaError                the account is out of money: waiting cures nothing
│   ├── OfflineError              --offline, and the store has no reply to this request
│   ├── RequestError              it rejects the request
│   │   └── TooLongError          ... because it is longer than the model's context
│   └── ReplyError                it answered, and the answer cannot be used
│       ├── RefusalError          the model declined, or a content filter stopped it
│       └── TruncatedError        the reply was cut at the length limit
├── UnsupportedError           7  `--on-unsupported fail`, and a claim failed its check
├── BudgetError                9  the next call would pass `--budget` or `--max-tokens-total`: it ends the run
├── PendingError              12  `--batch`: the vendor has the requests, and a later run collects the replies
├── EngineError               13  the workers that were to do the work are not there, or are of another version
├── DeliveryError             24  a brief is written, and could not be carried where it is wanted
└── InterruptedRunError      130  Ctrl-C (143: SIGTERM), and the replies that were paid for are kept

Exit code 8 is no error: `check --fail-on` found what it looked for. Nor is 11: a replay made another brief. 20 to 24
are ends of unattended runs: see `unattended.ending`.
"""

from typing import ClassVar


class BriefingError(Exception):
    """Base of all: `str(error)` names the thing, `error.help` says what to do next."""

    exit_code: ClassVar[int] = 1
    retryable: ClassVar[bool] = False

    def __init__(self, message: str, *, help: str = "") -> None:
        super().__init__(message)
        self.help = help

    @property
    def told(self) -> str:
        """Both, on one line."""
        return f"{str(self).rstrip('.')}. {self.help}".rstrip()


class UsageError(BriefingError):
    exit_code = 2


class SourceError(BriefingError):
    exit_code = 3


class NoSourcesError(SourceError):
    pass


class DraftError(BriefingError):
    exit_code = 3


class RecordingError(BriefingError):
    exit_code = 3


class OutputError(BriefingError):
    exit_code = 4


class DamagedStoreError(OutputError):
    pass


class TemplateError(BriefingError):
    exit_code = 5


class ModelError(BriefingError):
    """`ends_run`: what ails this request ails the next one too."""

    exit_code = 6
    ends_run: ClassVar[bool] = False


class EndpointError(ModelError):
    """`retry_after` is in seconds, None where the endpoint named no time."""

    retryable = True

    def __init__(self, message: str, *, help: str = "", retry_after: float | None = None) -> None:
        super().__init__(message, help=help)
        self.retry_after = retry_after


class UnreachableError(EndpointError):
    ends_run = True


class RateLimitError(EndpointError):
    pass


class WebPageError(EndpointError):
    pass


class AddressError(ModelError):
    ends_run = True


class AuthenticationError(ModelError):
    ends_run = True


class UnknownModelError(ModelError):
    ends_run = True


class QuotaError(ModelError):
    ends_run = True


class OfflineError(ModelError):
    ends_run = True


class RequestError(ModelError):
    """`said`: the endpoint's own words, whole; empty where it was not asked."""

    def __init__(self, message: str, *, help: str = "", said: str = "") -> None:
        super().__init__(message, help=help)
        self.said = said


class TooLongError(RequestError):
    pass


class ReplyError(ModelError):
    pass


class RefusalError(ReplyError):
    pass


class TruncatedError(ReplyError):
    pass


class UnsupportedError(BriefingError):
    exit_code = 7


class BudgetError(BriefingError):
    """No `ModelError`: what fails one source must not hide that the money for all of them is out."""

    exit_code = 9


class PendingError(BriefingError):
    exit_code = 12


class EngineError(BriefingError):
    exit_code = 13


class DeliveryError(BriefingError):
    exit_code = 24


class InterruptedRunError(BriefingError):
    exit_code = 130
