"""Leaves each host in peace for a while after every question."""

import threading
import time
from collections.abc import Callable


class Pace:
    """Questions to one host start at least `pause` seconds apart, whoever asks."""

    def __init__(
        self, pause: float, *, now: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._pause = pause
        self._now = now
        self._sleep = sleep
        self._free: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str, pause: float | None = None) -> None:
        """Until the host may be asked; `pause`: seconds that it asks for itself, if that is more."""
        with self._lock:
            now = self._now()
            start = max(now, self._free.get(host, now))
            self._free[host] = start + max(self._pause, pause or 0.0)
        if start > now:
            self._sleep(start - now)

    def rest(self, seconds: float) -> None:
        self._sleep(seconds)
