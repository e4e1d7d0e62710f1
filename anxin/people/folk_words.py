"""How notices about people, their credentials and hours read."""

from uuid import UUID

from django.urls import reverse

from anxin.core.words import _
from anxin.people.wording import Wording


def _mine(about: UUID) -> str:
    return reverse("my_credentials")


def _check(about: UUID) -> str:
    return reverse("check_credential", args=[about])


def _hours(about: UUID) -> str:
    return reverse("hours_list")


def _my_hours(about: UUID) -> str:
    return reverse("my_hours")


NOTICES = {
    "credential_waits": Wording(_("A credential was handed in and waits to be looked at."), _("Look at it"), _check, calm=True),
    "credential_valid": Wording(_("Your credential was looked at and is valid."), _("See it"), _mine, calm=True, good=True),
    "credential_refused": Wording(
        _("Your credential could not be accepted; the reason stands beside it."), _("See why"), _mine, calm=True
    ),
    "credential_expires": Wording(
        _("A credential of yours expires soon. Please hand in the renewed one."), _("Hand it in"), _mine, calm=True
    ),
    "credential_of_expires": Wording(_("A colleague's credential expires soon."), _("See it"), _check, calm=True),
    "hours_wait": Wording(_("Hours that were entered afterwards wait for a yes."), _("Look at them"), _hours, calm=True),
    "hours_decided": Wording(_("Somebody decided about hours that you entered."), _("See them"), _my_hours, calm=True),
}  # fmt: skip
