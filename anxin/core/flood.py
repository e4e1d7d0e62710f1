"""Flooding by one visitor slows only that visitor.

Counts are kept in each web process (library `limits`, moving windows): with N processes a limit is up to N times wider,
which is fine for what it protects, and no write of one visitor waits for a shared counter.
"""

import math
import time
from functools import cache

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from anxin.core.finding import Finding
from anxin.core.refusal import TOO_FAST, Refused

_counts = MovingWindowRateLimiter(MemoryStorage())


@cache
def _limit(times: int, minutes: int) -> RateLimitItem:
    return RateLimitItemPerMinute(times, minutes)


def slow_down(what: str, whose: str, times: int, minutes: int = 1) -> None:
    """Count one `what` by `whose`; refused (429) from the `times`-th within `minutes` on, with the seconds to wait."""
    item = _limit(times, minutes)
    if _counts.hit(item, what, whose):
        return
    wait = max(1, math.ceil(_counts.get_window_stats(item, what, whose).reset_time - time.time()))
    raise Refused(
        Finding(TOO_FAST.code, TOO_FAST.sentence, {"seconds": wait}, TOO_FAST.next_step), 429, retry_after=wait
    )


def forget() -> None:
    """Start counting anew (tests)."""
    _counts.storage.reset()
