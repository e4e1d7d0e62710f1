"""Whether a resident may ask or write back now."""

from datetime import datetime

from anxin.core.finding import Finding
from anxin.core.words import _

OVER = Finding(
    "campaign_over",
    _("This service has ended; nobody reads new messages here."),
    next_step=_("If someone is in danger, call 110 or 120. For someone to talk to, call 12356."),
)
BLOCKED = Finding(
    "blocked",
    _("You cannot write here for the moment."),
    next_step=_("If someone is in danger, call 110 or 120. For someone to talk to, call 12356."),
)
ELSEWHERE = Finding("not_found", _("This service does not know you."), next_step=_("Open its page again."))
LONG_CLOSED = Finding(
    "closed_for_good",
    _("This question was closed more than seven days ago."),
    next_step=_("Please ask a new question; we are glad to help again."),
)


def may_ask(
    ends_at: datetime, blocked_until: datetime | None, at_home: bool, at: datetime, danger: bool = False
) -> Finding | None:
    """Everyone may ask while the campaign runs, also out of hours; who is blocked may not, until the block ends.

    A block shuts out abuse, never a cry for help: what the machine hears danger in goes through.
    """
    if not at_home:
        return ELSEWHERE
    if ends_at <= at:
        return OVER
    return BLOCKED if blocked_until is not None and blocked_until > at and not danger else None
