"""Credentials: which kinds one begins with, what a checker may say, and when somebody is warned."""

from dataclasses import dataclass
from datetime import date

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.people.kinds import Checked, Profession


@dataclass(frozen=True, slots=True)
class Starter:
    """A kind that most organisations have; its name is what stands on the paper."""

    name: str
    professions: tuple[Profession, ...]
    expires: bool


# Titles of Chinese papers, which no translation would help: the checker compares them with what the photo shows.
STARTERS = (
    Starter("医师/护士执业证", (Profession.MEDIC,), True),
    Starter("心理咨询师/治疗师证", (Profession.COUNSELLOR,), False),
    Starter("社会工作者职业资格证", (Profession.SOCIAL_WORKER,), True),
)

WARNINGS = (30, 7, 0)  # days before the last valid day

OWN_CREDENTIAL = Finding(
    "own_credential", _("Nobody checks her own credential."), next_step=_("Ask another coordinator or supervisor.")
)
CHECKED_ALREADY = Finding(
    "already_checked", _("This credential was checked already."), next_step=_("Load the page again to see by whom.")
)
NEEDS_EXPIRY = Finding(
    "needs_expiry",
    _("This kind of credential expires: say its last valid day."),
    next_step=_("It stands on the paper."),
)
DATES_TURNED = Finding("dates_turned", _("It would expire before it was issued. Please look at both dates again."))
ISSUED_LATER = Finding("issued_later", _("It was issued on a day that has not come yet."))
EXPIRED = Finding(
    "credential_expired", _("This credential has expired."), next_step=_("Refuse it, and ask for the renewed one.")
)
KIND_ENDED = Finding("kind_ended", _("This kind of credential is no longer asked for."))
KIND_NAMED = Finding(
    "kind_named", _("There is already a kind of credential with this name."), next_step=_("Change that one.")
)
NO_PROFESSION = Finding("no_profession", _("Choose at least one profession that needs it."))
NO_PHOTO = Finding(
    "no_photo",
    _("Please add a photo of the credential."),
    next_step=_("Take one with your phone, or choose a picture."),
)


def judge_dates(issued_on: date | None, expires_on: date | None, *, today: date) -> Finding | None:
    """Dates as somebody hands them in: they may be missing, never impossible."""
    if issued_on is not None and expires_on is not None and expires_on < issued_on:
        return DATES_TURNED
    return ISSUED_LATER if issued_on is not None and issued_on > today else None


def may_check(*, own: bool, state: Checked) -> Finding | None:
    """It is checked by another person than its holder, and once."""
    if own:
        return OWN_CREDENTIAL
    return None if state == Checked.WAITING else CHECKED_ALREADY


def may_be_valid(*, expires: bool, issued_on: date | None, expires_on: date | None, today: date) -> Finding | None:
    """Whether a checker may call it valid with these dates."""
    if expires and expires_on is None:
        return NEEDS_EXPIRY
    if expires_on is not None and expires_on < today:
        return EXPIRED
    return judge_dates(issued_on, expires_on, today=today)


def warning_due(expires_on: date, today: date, warned: int | None) -> int | None:
    """The warning that is due today: 30, 7 or 0 days before its last day; None where that one was given already.

    A day that was missed (the machine stood still) is made up for by the next; an older warning is not given late.
    """
    left = (expires_on - today).days
    due = min((each for each in WARNINGS if left <= each), default=None)
    if due is None or (warned is not None and warned <= due):
        return None
    return due
