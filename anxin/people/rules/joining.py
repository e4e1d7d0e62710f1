"""What may happen to a recruiting drive and to an application, and when."""

from collections.abc import Collection
from datetime import datetime, timedelta

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.people.kinds import Applying

KEPT = timedelta(days=90)  # words of an application that was refused or withdrawn
ANSWERED_WITHIN = timedelta(days=3)  # what the public page promises
OPEN = (Applying.SENT, Applying.SCREENING)
OVER = (Applying.REFUSED, Applying.WITHDRAWN)
PARTS = ("morning", "afternoon", "evening")

NOT_YET = Finding("drive_not_yet", _("This call for volunteers has not begun yet."), next_step=_("Please come again."))
CLOSED = Finding(
    "drive_closed",
    _("This call for volunteers is closed."),
    next_step=_("Thank you for wanting to help. If you have applied, your own link still works."),
)
DECIDED = Finding(
    "already_decided",
    _("This application has been decided already."),
    next_step=_("Load the page again to see by whom and how."),
)
WITHDRAWN = Finding("withdrawn", _("This application was withdrawn."), next_step=_("You can apply again."))
NOT_ASKED = Finding(
    "profession_not_asked", _("This call does not ask for that profession."), next_step=_("Choose another.")
)
NO_CONSENT = Finding(
    "no_consent",
    _("Without your consent we may not keep what you write."),
    next_step=_("Tick the box, or close this page: then nothing is kept."),
)
SLUG_TAKEN = Finding(
    "slug_taken", _("This address is in use already."), next_step=_("Choose another, for example with the month in it.")
)
BAD_SLUG = Finding(
    "bad_slug",
    _("An address has 3 to 40 small letters, digits and hyphens, and begins with a letter."),
    next_step=_("For example: spring-2026"),
)
ENDS_FIRST = Finding("ends_first", _("It closes before it opens."), next_step=_("Choose a later day for the end."))
OTHERS = Finding(
    "another_phone",
    _("These two applications do not have the same telephone number."),
    next_step=_("Decide each of them on its own."),
)


def may_apply(opens_at: datetime, closes_at: datetime | None, at: datetime) -> Finding | None:
    """One applies while the drive is open."""
    if at < opens_at:
        return NOT_YET
    return CLOSED if closes_at is not None and closes_at <= at else None


def may_ask_profession(profession: str, asked: Collection[str]) -> Finding | None:
    """A drive that names professions takes no others."""
    return NOT_ASKED if asked and profession not in asked else None


def may_decide(state: Applying) -> Finding | None:
    """An application is decided once, whoever is first."""
    if state == Applying.WITHDRAWN:
        return WITHDRAWN
    return None if state in OPEN else DECIDED


def may_withdraw(state: Applying, account_open: bool) -> Finding | None:
    """She takes it back until she has an account; afterwards she leaves as a member does."""
    if state in OPEN or (state == Applying.TAKEN_ON and not account_open):
        return None
    return DECIDED


def tidy_times(pairs: Collection[tuple[int, str]]) -> list[list[object]]:
    """[weekday (0: Monday), part of the day] pairs in order, each once; what is none is left out."""
    wanted = {(day, part) for day, part in pairs if 0 <= day <= 6 and part in PARTS}
    return [[day, part] for day, part in sorted(wanted, key=lambda each: (each[0], PARTS.index(each[1])))]
