"""The desk opened or closed for a stretch, against its usual hours: how that changes them, and whether it may be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from anxin.core.finding import Finding
from anxin.core.words import _

LONGEST = timedelta(hours=24)
Stretch = tuple[datetime, datetime]

BACKWARDS = Finding("opening_backwards", _("It ends after it begins, and lasts 24 hours at most."))
PAST = Finding("in_the_past", _("It lies ahead, or begins now."), next_step=_("Choose a later time."))
OVER = Finding("campaign_over", _("This service does not run at that time."))
TAKEN_BACK = Finding("taken_back", _("This was taken back already."), next_step=_("Load the page again."))
ENDED = Finding("opening_over", _("This is over already."), next_step=_("Load the page again."))


@dataclass(frozen=True, slots=True)
class Override:
    """One stretch in which the desk is open, or closed, whatever its usual hours say."""

    begins: datetime
    ends: datetime
    opens: bool


def overlay(spans: Iterable[Stretch], overrides: Iterable[Override], begin: datetime, end: datetime) -> list[Stretch]:
    """`spans` of the day from `begin` to `end` as `overrides` leave them; of two that overlap the later one holds."""
    found = list(spans)
    for each in overrides:
        begins, ends = max(each.begins, begin), min(each.ends, end)
        if begins >= ends:
            continue
        rest = [(start, stop) for start, stop in _without(found, begins, ends)]
        found = sorted([*rest, (begins, ends)] if each.opens else rest)
    return found


def _without(spans: Iterable[Stretch], begins: datetime, ends: datetime) -> Iterable[Stretch]:
    for start, stop in spans:
        if start < min(stop, begins):
            yield start, min(stop, begins)
        if max(start, ends) < stop:
            yield max(start, ends), stop


def may_be(
    begins: datetime, ends: datetime, campaign_begins: datetime, campaign_ends: datetime, at: datetime
) -> Finding | None:
    """Whether a stretch from `begins` to `ends` may be opened or closed at `at`."""
    if not timedelta(0) < ends - begins <= LONGEST:
        return BACKWARDS
    if ends <= at or begins < at - timedelta(minutes=1):
        return PAST
    return OVER if ends <= campaign_begins or begins >= campaign_ends else None
