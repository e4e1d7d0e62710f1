"""What notices about recruiting and training say."""

from uuid import UUID

from django.urls import reverse

from anxin.core.words import _
from anxin.people.wording import Wording


def _application(about: UUID) -> str:
    return reverse("application", args=[about])


def _start(about: UUID) -> str:
    return reverse("start")


def _pledge(about: UUID) -> str:
    return reverse("pledge")


NOTICES = {
    "application_sent": Wording(
        _("Somebody would like to help and waits for a word"), _("Look"), _application, calm=True
    ),
    "may_serve": Wording(_("Everything is done: you can be on duty now"), _("Look"), _start, calm=True, good=True),
    "pledge_asked": Wording(_("The pledge has new words. Please read them"), _("Read"), _pledge, calm=True),
}
