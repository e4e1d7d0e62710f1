"""Who hears that somebody was relieved."""

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from anxin.core.jobs import PAGES, RETRY, app
from anxin.core.models import Event
from anxin.core.words import _
from anxin.people.actions import notify
from anxin.people.models import Member
from anxin.people.wording import Wording
from anxin.rota.models import Slot
from anxin.rota.words import when_of


@app.task(name="rota.tell_relieved", queue=PAGES, retry=RETRY)
def tell_relieved(event: int) -> None:
    """She who is relieved hears from when she is free, and her colleague of the shift that is now hers."""
    row = Event.objects.get(pk=event)
    rest = Slot.objects.filter(pk=row.data["rest"]).first()
    if rest is None or str(rest.member_id) != row.data["to"]:
        return  # it changed hands again before anybody was told
    whole = row.data["rest"] == str(row.about_id)
    _tell(row.data["of"], "relieved_ahead" if whole else "relieved", row.about_id, row.at)
    _tell(row.data["to"], "takes_over", rest.pk, row.at)


def _tell(member: str, code: str, about: UUID, at: datetime) -> None:
    found = Member.objects.filter(pk=member, active=True).first()
    if found is not None:
        notify(found, code, about, at=at)


def _free_from(about: UUID) -> str:
    """From when she is free: where her part of the shift ends."""
    slot = Slot.objects.filter(pk=about).select_related("campaign").first()
    if slot is None:
        return ""
    ends = f"{slot.ends_at.astimezone(slot.campaign.tz):%H:%M}"
    return gettext("you are free from %(time)s on; hand over what is still open, and rest well") % {"time": ends}


def _hand_over(about: UUID) -> str:
    slug = Slot.objects.filter(pk=about).values_list("campaign__slug", flat=True).first()
    return reverse("hand_over", args=[slug]) if slug else reverse("duty")


def _mine(about: UUID) -> str:
    return reverse("my_shifts_home")


NOTICES = {
    "relieved": Wording(
        _("A colleague takes over the rest of your shift"),
        _("Hand over"), _hand_over, calm=True, said=_free_from,
    ),
    "relieved_ahead": Wording(
        _("A colleague takes a shift of yours, so that you can rest"), _("My shifts"), _mine, calm=True, said=when_of
    ),
    "takes_over": Wording(_("You take over a shift of a colleague"), _("My shifts"), _mine, calm=True, said=when_of),
}  # fmt: skip
