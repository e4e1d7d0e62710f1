"""Until when one may say when one can, and what a wish has to name."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from anxin.core.finding import Finding
from anxin.core.refusal import NOT_YOURS
from anxin.core.words import _
from anxin.rota.kinds import WishKind

OVER = Finding(
    "call_over",
    _("The coordinator takes no more answers for these days."),
    next_step=_("Tell her yourself what has changed."),
)
DAY_OVER = Finding("day_over", _("That day is over."))
OUT = Finding("out_of_service", _("On that day there is no service."))
UNFIT = Finding("wish_unfit", _("Say with whom, or how many shifts: 1 to 60."))
MOST = 60


def may_answer(
    day: date | None, *, today: date | None = None, first: date | None = None, last: date | None = None,
    calls_open: Sequence[bool], herself: bool,
) -> Finding | None:  # fmt: skip
    """For days of the service that are not over; after the calls for a day are closed, only the coordinator.

    `calls_open`: for each call about the day, whether it takes answers. Without any call one may say it at any time.
    """
    if day is not None and today is not None and day < today:
        return DAY_OVER
    if day is not None and ((first and day < first) or (last and day > last)):
        return OUT
    return OVER if herself and calls_open and not any(calls_open) else None


def may_speak_for(by: UUID, her: UUID, *, oversees: bool) -> Finding | None:
    """Each says it for herself; who oversees the service may say it for anybody."""
    return None if by == her or oversees else NOT_YOURS


def wish_fits(kind: WishKind, partner: UUID | None, number: int | None, her: UUID) -> Finding | None:
    """Two kinds name a colleague, two a number."""
    if kind in (WishKind.WITH, WishKind.TRAIN_WITH):
        return UNFIT if partner in (None, her) or number is not None else None
    return UNFIT if partner is not None or number is None or not 1 <= number <= MOST else None
