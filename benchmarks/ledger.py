"""The ledger with 1,000 forecasts: CPU seconds of `briefing forecast list` and `score`: `python benchmarks/ledger.py`.

A process of its own for each, imports and the start of the interpreter included, as a user waits for them.
"""

import os
import resource
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefing.domain.brief import Forecast, Horizon  # noqa: E402
from briefing.domain.ledger import Entry, Outcome  # noqa: E402
from briefing.domain.yardstick import PHIA  # noqa: E402
from briefing.store.runs import FILE, RunStore  # noqa: E402

PROGRAM = [sys.executable, "-m", "briefing"]
BAR = 0.5
FORECASTS = 1_000
FIRST = date(2024, 1, 1)
_TIMES = 3
"""Of which the fastest counts: other programs share the machine."""


def entry(number: int) -> Entry:
    """One of invented forecasts: seven terms in turn, two of three resolved."""
    term = PHIA.terms[number % len(PHIA.terms)]
    day = FIRST + timedelta(days=number // 4)
    true = (number * 37) % 100 < (term.low + term.high) / 2
    outcome = None if number % 3 == 0 else Outcome.YES if true else Outcome.NO
    return Entry(
        id=f"velmar-{day.isoformat()}-{number:06x}",
        brief="velmar",
        date=day,
        text=f"It is {term.name} that berth {number} of the harbour reopens to ships before the end of the month.",
        forecast=Forecast(
            claim=f"F{number}",
            horizon=Horizon.SHORT,
            starts=day,
            until=day + timedelta(days=30),
            term=term.name,
            band=(term.low, term.high),
            attributed_to=f"Harbour Institute {number % 12}",
        ),
        unscorable=None,
        outcome=outcome,
        resolved=day + timedelta(days=31) if outcome else None,
    )


def cpu(arguments: list[str], home: Path) -> float:
    """CPU seconds of one call, its children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [*PROGRAM, *arguments], env={**os.environ, "BRIEFING_HOME": str(home)}, check=True, stdout=subprocess.DEVNULL
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with closing(RunStore(home / FILE)) as store:
            store.add(entry(number) for number in range(FORECASTS))
            for number in range(FORECASTS):
                made = entry(number)
                if made.outcome and made.resolved:
                    store.resolve(made.id, made.outcome, on=made.resolved)
        calls = (["list"], ["list", "--due"], ["list", "--json"], ["score"], ["score", "--json"])
        start = min(cpu(["--version"], home) for _ in range(_TIMES))
        taken = {" ".join(call): min(cpu(["forecast", *call], home) for _ in range(_TIMES)) for call in calls}
    print(f"{'--version':21} {start:.2f} CPU s: the start of the program alone")
    for name, seconds in taken.items():
        print(f"forecast {name:12} {seconds:.2f} CPU s")
    both = taken["list"] + taken["score"]
    print(f"listed and scored: {both:.2f} CPU s (bar {BAR}), {both - 2 * start:.2f} less two starts")
    return int(both >= BAR)


if __name__ == "__main__":
    sys.exit(main())
