"""The one place that asks what time it is; everything else is given `at`."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present, in UTC."""
    return datetime.now(UTC)
