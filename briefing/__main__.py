"""Starts the command: from the first moment Ctrl-C ends it without a traceback."""

import signal


def run() -> None:
    """Entry point of `briefing`, and of `python -m briefing`."""
    heeded = signal.getsignal(signal.SIGINT)
    if heeded is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # nothing is begun yet that would have to be ended
    from briefing.cli import main

    if heeded is signal.default_int_handler:
        signal.signal(signal.SIGINT, heeded)
    main.run()


if __name__ == "__main__":
    run()
