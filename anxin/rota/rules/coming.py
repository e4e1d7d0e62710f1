"""From when she can check in by herself: a little before her shift, until its end. Who has no shift ahead may come at once."""

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.rota.rules.found import on

EARLY = timedelta(minutes=30)  # before her shift
Span = tuple[datetime, datetime]  # from, until (exclusive)

TOO_EARLY = _("Your next shift begins on %(day)s at %(begins)s. You can check in from %(opens)s on.")
CALL_HER = _("If you are needed before that, your coordinator can put you on duty.")


def opens(shifts: Iterable[Span], at: datetime) -> datetime | None:
    """From when she whose shifts these are can check in; None where she can now, or has no shift ahead."""
    first = min((begins for begins, ends in shifts if ends > at), default=None)
    return first - EARLY if first is not None and at < first - EARLY else None


def may_check_in(shifts: Iterable[Span], at: datetime, tz: tzinfo) -> Finding | None:
    """Not before that moment; the sentence says it in the zone `tz`."""
    moment = opens(shifts, at)
    if moment is None:
        return None
    opening, begins = moment.astimezone(tz), (moment + EARLY).astimezone(tz)
    params: dict[str, object] = {
        "day": on(begins.date()), "begins": f"{begins:%H:%M}", "opens": f"{on(opening.date())} {opening:%H:%M}",
    }  # fmt: skip
    return Finding("too_early", TOO_EARLY, params, next_step=CALL_HER)
