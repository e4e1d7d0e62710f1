"""How words are kept: each with the campaign and the day before it.

A plain lexeme that half a million questions hold would have to be read whole to find the newest fifty. With the day in
front, a search reads the newest day, then the one before, until it has a page.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from anxin.core.search import Looked

EPOCH = date(2020, 1, 1)


def day_of(moment: datetime) -> int:
    """The number of the day, in UTC, that `moment` lies in."""
    return (moment.astimezone(UTC).date() - EPOCH).days


def begins(day: int) -> datetime:
    """When the day of that number begins."""
    return datetime.combine(EPOCH + timedelta(days=day), datetime.min.time(), UTC)


def kept(campaign: UUID, asked_at: datetime, words: Iterable[str]) -> list[str]:
    """The lexemes of a question."""
    before = _prefix(campaign, day_of(asked_at))
    return [before + word for word in sorted(words)]


def query(campaign: UUID, day: int, looked: Looked) -> str:
    """What is looked for on one day, as a tsquery."""
    before = _prefix(campaign, day)
    return " & ".join(f"'{before}{word}'" for word in looked.lexemes)


def _prefix(campaign: UUID, day: int) -> str:
    return f"{campaign.hex[-4:]}{day:x}:"
