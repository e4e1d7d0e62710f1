"""Flooding by one visitor slows only that visitor.

Counts are kept in each web process, in a moving window: with N processes a limit is up to N times wider, which is fine for
what it protects, and no write of one visitor waits for a shared counter. (The memory storage of the library `limits` starts
a thread at every count and walks through all visitors in it, so with thousands of them a question cost ten times as much.)
"""

import math
import threading
import time
from collections import deque

from anxin.core.finding import Finding
from anxin.core.refusal import TOO_FAST, Refused

SWEEP_S = 60.0  # how often those who have been quiet are forgotten

_lock = threading.Lock()
_counts: dict[tuple[str, str], deque[float]] = {}
_windows: dict[str, float] = {}  # by what is counted: seconds
_swept = 0.0


def slow_down(what: str, whose: str, times: int, minutes: int = 1) -> None:
    """Count one `what` by `whose`; refused (429), with the seconds to wait, after `times` within `minutes`."""
    now, window = time.monotonic(), minutes * 60.0
    with _lock:
        _sweep(now)
        _windows[what] = window
        seen = _counts.setdefault((what, whose), deque())
        while seen and seen[0] <= now - window:
            seen.popleft()
        if len(seen) < times:
            seen.append(now)
            return
        wait = max(1, math.ceil(seen[0] + window - now)) if seen else math.ceil(window)
    raise Refused(
        Finding(TOO_FAST.code, TOO_FAST.sentence, {"seconds": wait}, TOO_FAST.next_step), 429, retry_after=wait
    )


def forget() -> None:
    """Start counting anew (tests)."""
    with _lock:
        _counts.clear()


def _sweep(now: float) -> None:
    """Drop whoever was last counted longer ago than matters; under the lock."""
    global _swept
    if now - _swept < SWEEP_S:
        return
    _swept = now
    for key in [key for key, seen in _counts.items() if not seen or seen[-1] <= now - _windows[key[0]]]:
        del _counts[key]
