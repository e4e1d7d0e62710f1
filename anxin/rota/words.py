"""What notices of the rota say."""

from uuid import UUID

from django.urls import reverse

from anxin.core.words import _
from anxin.people.wording import Wording
from anxin.rota.models import AvailabilityCall, Slot, Swap


def _rota(about: UUID) -> str:
    return reverse("rota_home")


def _mine(about: UUID) -> str:
    return reverse("my_shifts_home")


def when_of(about: UUID) -> str:
    """Her shift in words: day and hours, in the service's zone."""
    slot = Slot.objects.filter(pk=about).select_related("campaign").first()
    if slot is None:
        return ""
    begins, ends = (each.astimezone(slot.campaign.tz) for each in (slot.begins_at, slot.ends_at))
    return f"{begins:%m-%d %H:%M}–{ends:%H:%M}"


def _call(about: UUID) -> str:
    row = AvailabilityCall.objects.filter(pk=about).select_related("campaign").first()
    return reverse("when", args=[row.campaign.slug]) if row else reverse("duty")


def _swaps(about: UUID) -> str:
    row = Swap.objects.filter(pk=about).select_related("campaign").first()
    return reverse("swaps", args=[row.campaign.slug]) if row else reverse("duty")


NOTICES = {
    "shift_tomorrow": Wording(_("Tomorrow you are on duty"), _("My shifts"), _mine, calm=True, good=True, said=when_of),
    "shift_in_an_hour": Wording(_("Your shift begins in an hour"), _("My shifts"), _mine, calm=True, said=when_of),
    "swap_asked": Wording(_("A colleague asks you to take a shift of hers"), _("Look"), _swaps, calm=True),
    "swap_offered": Wording(_("A colleague offers a shift that you could take"), _("Look"), _swaps, calm=True),
    "swap_waits": Wording(_("A swap waits for your yes"), _("Look"), _swaps, calm=True),
    "swap_done": Wording(_("A shift of yours has changed hands"), _("Look"), _swaps, calm=True, good=True),
    "swap_undone": Wording(_("A swap was undone: look at your shifts"), _("Look"), _swaps, calm=True),
    "swap_declined": Wording(_("A swap was declined: the shift stays where it was"), _("Look"), _swaps, calm=True),
    "swap_lapsed": Wording(_("Nobody took the shift you offered: it is still yours"), _("Look"), _swaps, calm=True),
    "swap_gone": Wording(
        _("A shift you wanted to swap was taken off the rota: that swap is over"), _("Look"), _swaps, calm=True
    ),
    "availability_asked": Wording(
        _("Your coordinator asks when you can be on duty"), _("Say when I can"), _call, calm=True
    ),
    "availability_reminder": Wording(
        _("A reminder: please say when you can be on duty"), _("Say when I can"), _call, calm=True
    ),
    "rota_changed": Wording(
        _("The rota was published: your shifts have changed"), _("My shifts"), _mine, calm=True, good=True
    ),
    "shifts_freed": Wording(
        _("Shifts of somebody who does not serve for now are free again"), _("Look"), _rota, calm=True
    ),
}
