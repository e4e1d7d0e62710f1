"""Shifts of the living rota entered and removed by hand, by the same rules as a draft."""

from datetime import date, datetime, timedelta

from anxin.campaigns.models import Campaign
from anxin.core import bell
from anxin.core.action import action, lock
from anxin.core.actor import Actor
from anxin.core.event import record
from anxin.core.finding import Finding
from anxin.core.refusal import Refused, refuse_if
from anxin.core.words import _
from anxin.people.models import Member
from anxin.rota.actions.draft import refuse_by
from anxin.rota.actions.living import changed, changing
from anxin.rota.actions.with_slots import end_with
from anxin.rota.facts import living_facts
from anxin.rota.models import ShiftKind, Slot
from anxin.rota.rules import Judged, judge_adding
from anxin.rota.rules.facts import Stint

LONGEST = timedelta(hours=16)
NO_PART = Finding(
    "takes_no_part", _("%(name)s does not take part in this service."), next_step=_("Add her to it first.")
)
BACKWARDS = Finding("slot_backwards", _("A shift ends after it begins, and lasts 16 hours at most."))


@action
def enter_slot(
    *, campaign: Campaign, member: Member, begins_at: datetime, ends_at: datetime, kind: ShiftKind | None = None,
    anyway: bool = False, by: Actor, at: datetime,
) -> Slot:  # fmt: skip
    """Put a member down for a stretch.

    Refused: takes_no_part, slot_backwards (422); with the code of a rule that blocks (slot_clashes, rest_too_short, …); with
    that of one that warns, unless `anyway`.
    """
    refuse_if(takes_part(campaign, member))
    if not timedelta(0) < ends_at - begins_at <= LONGEST:
        raise Refused(BACKWARDS, 422)
    rules = changing(campaign, at)
    lock(member)  # she may be entered in another service at the same moment
    refuse_by(slot_would_break(campaign, member, begins_at, ends_at, kind, at), anyway=anyway)
    slot = Slot.objects.create(
        organisation_id=campaign.organisation_id, campaign=campaign, member=member, begins_at=begins_at, ends_at=ends_at,
        kind=kind,
    )  # fmt: skip
    changed(rules, at)
    record("slot.entered", about=slot, by=by, at=at, rings=_rings(slot), member=member.pk)
    return slot


@action
def remove_slot(*, slot: Slot, by: Actor, at: datetime) -> None:
    """Take a stretch off the rota."""
    rules = changing(slot.campaign, at)
    slot = lock(slot)
    record("slot.removed", about=slot, by=by, at=at, rings=_rings(slot), member=slot.member_id)
    end_with([slot.pk], rules, by, at)
    slot.delete()
    changed(rules, at)


@action
def free_slots(*, member: Member, first: date | None, last: date | None, by: Actor, at: datetime) -> list[Slot]:
    """Take the shifts of `member` that have not begun off the rota of every service, from `first` to `last` (None: without
    an end); those that were taken off, each with its event."""
    hers = Slot.objects.filter(member=member, begins_at__gt=at)
    campaigns = Campaign.objects.filter(pk__in=hers.values("campaign")).order_by("id")
    rules = [changing(campaign, at) for campaign in campaigns]
    # Read when the rotas are held: a swap may have given one to somebody else meanwhile.
    gone = [slot for slot in hers.select_related("campaign").order_by("begins_at", "id") if _within(slot, first, last)]
    for slot in gone:
        record("slot.freed", about=slot, by=by, at=at, rings=_rings(slot), member=member.pk)
    for each in rules:
        keys = [slot.pk for slot in gone if slot.campaign_id == each.pk]
        if keys:
            end_with(keys, each, by, at)
            changed(each, at)
    Slot.objects.filter(pk__in=[slot.pk for slot in gone]).delete()
    return gone


def _within(slot: Slot, first: date | None, last: date | None) -> bool:
    day = slot.begins_at.astimezone(slot.campaign.tz).date()
    return (first is None or first <= day) and (last is None or day <= last)


def slot_would_break(
    campaign: Campaign, member: Member, begins_at: datetime, ends_at: datetime, kind: ShiftKind | None, at: datetime
) -> list[Judged]:
    """What putting her down would break in the living rota that is not broken yet."""
    day = begins_at.astimezone(campaign.tz).date()
    facts = living_facts(campaign, day, day, at, about=[member.pk])
    length = round((ends_at - begins_at).total_seconds() / 60)
    rest = kind.break_minutes if kind else 0
    stint = Stint(member.pk, day, begins_at, ends_at, max(0, length - rest), kind.pk if kind else None)
    return judge_adding(facts, stint)


def takes_part(campaign: Campaign, member: Member) -> Finding | None:
    """Whether she serves there, else why not."""
    if member.active and campaign.participants.filter(member=member, left_at=None).exists():
        return None
    return Finding(NO_PART.code, NO_PART.sentence, {"name": member.name}, NO_PART.next_step)


def _rings(slot: Slot) -> list[bell.Topic]:
    return [bell.topic("desk", slot.campaign_id), bell.topic("rota", slot.campaign_id)]
