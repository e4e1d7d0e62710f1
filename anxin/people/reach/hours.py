"""Whose hour it is. Shifts belong to a package above this one, which says once, at start, how to ask it."""

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

Asks = Callable[[Collection[UUID], datetime], set[UUID]]


def _nobody(members: Collection[UUID], at: datetime) -> set[UUID]:
    return set()


_asks: Asks = _nobody


def learn(asks: Asks) -> None:
    """From now on `asks` tells which of these members are on duty or on call (called once by the package that knows)."""
    global _asks
    _asks = asks


def there(members: Collection[UUID], at: datetime) -> set[UUID]:
    """Which of `members` are on duty or on call at `at`."""
    return _asks(members, at) if members else set()
