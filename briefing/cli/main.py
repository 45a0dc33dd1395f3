"""The `briefing` command: its subcommands, and the border where errors become one line and an exit code."""

import errno
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Annotated, NoReturn

import typer

from briefing import __version__
from briefing.cli.commands import Commands
from briefing.cli.standard_error import lasting
from briefing.errors import BriefingError, InterruptedRunError

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells count it: 128 + SIGINT."""
TERMINATED = 143
"""Exit code after SIGTERM, which a scheduler or `kill` sends."""

# The parser's own error type is not exported; its one exported child leads to it.
_ParserError: type[Exception] = typer.BadParameter.__mro__[1]

app = typer.Typer(
    name="briefing",
    cls=Commands,
    help="Write a brief from news articles and prove every sentence of it against its sources.",
    epilog="Examples: briefing generate articles/ -o brief.md -o brief.pdf; briefing check draft.md --source articles/",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    add_completion=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"briefing {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Write a brief from news articles and prove every sentence of it against its sources."""


def run() -> None:
    """Entry point: whatever happens ends in a documented exit code, and a failure in one line on standard error."""
    with lasting():
        _run()


def _run() -> NoReturn:
    interrupted = _heeding_sigterm()
    try:
        code = app(standalone_mode=False)
    except InterruptedRunError as error:
        _fail(f"{error}: {error.help}", interrupted())
    except BriefingError as error:
        _fail(error.told, error.exit_code)
    except _ParserError as error:
        if type(error).__name__ == "NoArgsIsHelpError":  # nothing was asked for: its message is the help itself
            print(error, file=sys.stderr)
            sys.exit(2)
        _fail(f"{_spoken(error)}. See {_command(error)} --help", 2)
    except KeyboardInterrupt:
        _fail("interrupted; nothing was written", interrupted())
    except (BrokenPipeError, SystemExit) as error:
        if not isinstance(error, BrokenPipeError) and not isinstance(error.__context__, BrokenPipeError):
            raise
        if isinstance(error, BrokenPipeError) and not _is_output_gone():
            _internal(error)
        _give_up_output()  # the reader went away (`briefing generate ... | head`): not an error of ours, but of Typer's
        sys.exit(0)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG):
            _internal(error)
        _give_up_output()
        fault = (error.strerror or str(error)).lower()
        _fail(f"cannot write to standard output: {fault}. Make room there, or write elsewhere", 4)
    except Exception as error:  # noqa: BLE001 - the border: whatever it is, the user gets one line
        _internal(error)
    if code == INTERRUPTED:
        _fail("interrupted; nothing was written", interrupted())
    sys.exit(code)


def _heeding_sigterm() -> Callable[[], int]:
    """Lets SIGTERM end a run as Ctrl-C does, with nothing lost; the exit code of an interruption comes back."""
    codes = [INTERRUPTED]

    def heed(signal_number: int, frame: FrameType | None) -> None:
        del signal_number, frame
        codes.append(TERMINATED)
        if hasattr(signal, "pthread_sigmask"):
            waiting = signal.SIGINT in signal.sigpending()
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
            if waiting:  # it has been raised now, and twice is once too often
                return
        signal.raise_signal(signal.SIGINT)

    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN and hasattr(signal, "pthread_sigmask"):
        # As in a shell's background jobs. Kept off instead, it does as little, and an event loop knows how to take the
        # one above: an exception out of nowhere would tear it.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, heed)
    return lambda: codes[-1]


def _internal(error: Exception) -> NoReturn:
    if os.environ.get("BRIEFING_DEBUG"):
        raise error
    kind = type(error).__name__
    _fail(f"internal error: {kind}: {error}. Set BRIEFING_DEBUG=1 to see where, and please report it", 1)


def _spoken(error: Exception) -> str:
    """What the parser says, with the option it speaks of where its message leaves that out."""
    message = str(error).rstrip(".").removeprefix("Value error, ")
    parameter = getattr(error, "param", None)
    shown = getattr(parameter, "metavar", None)
    if shown and type(error).__name__ == "MissingParameter":
        return f"{shown.strip('.')} is missing"
    names = [*getattr(parameter, "opts", ())]
    return message if not names or any(name in message for name in names) else f"{names[-1]}: {message}"


def _command(error: Exception) -> str:
    """The command whose help has the answer, such as `briefing check`."""
    return getattr(getattr(error, "ctx", None), "command_path", "briefing")


def _is_output_gone() -> bool:
    """Whether nobody reads standard output any more: what could not be written to it is still to be."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return True
    return False


def _give_up_output() -> None:
    """Point standard output elsewhere, so that the interpreter's own flush at exit doesn't complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message: str, code: int) -> NoReturn:
    line = " ".join(message.split())
    print(f"briefing: {line}", file=sys.stderr)
    sys.exit(code)
