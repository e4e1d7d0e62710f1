"""When I can, and my shifts, over HTTP."""

from datetime import date, timedelta
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from anxin.campaigns.access import campaign_for_staff
from anxin.campaigns.models import Campaign
from anxin.core import clock
from anxin.core.door import door
from anxin.core.paging import page
from anxin.people.doors import STAFF
from anxin.people.models import Member
from anxin.rota.actions.availability import answer_call, set_availability
from anxin.rota.api_rota import RotaOut, slot_out
from anxin.rota.calls import kinds_for
from anxin.rota.kinds import Can
from anxin.rota.models import Availability, Slot

router = Router()
USUAL = timedelta(days=14)
LONGEST = timedelta(days=93)


class SaidIO(Schema):
    """What I say of a kind of shift on a day."""

    day: date
    kind: UUID
    can: Can


class KindOut(Schema):
    """A kind of shift I can say something about; times in the service's zone."""

    id: UUID
    name: str
    begins: str
    ends: str


class AvailabilityOut(Schema):
    """Kinds of shifts, and what I said of them; what is not here, I said nothing about."""

    kinds: list[KindOut]
    items: list[SaidIO]


class AvailabilityIn(Schema):
    """What I say. `done`: that is all, so the open call counts as answered, with a `note` to the coordinator."""

    items: list[SaidIO]
    done: bool = False
    note: str = ""


@router.get("/rota/{slug}/availability", response=AvailabilityOut)
@door(STAFF)
def read(
    request: HttpRequest,
    slug: str,
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
) -> dict[str, Any]:
    """What I said of the days from one to another; without them, of the next two weeks."""
    campaign, member = campaign_for_staff(request, slug)
    begin = first or clock.now().astimezone(campaign.tz).date()
    return _said(campaign, member, begin, last or begin + USUAL)


@router.put("/rota/{slug}/availability", response=AvailabilityOut)
@door(STAFF)
def write(request: HttpRequest, slug: str, body: AvailabilityIn) -> dict[str, Any]:
    """Say when I can; what is not named stays as it was."""
    campaign, member = campaign_for_staff(request, slug)
    cells = {(each.day, each.kind): each.can for each in body.items}
    if cells:
        set_availability(campaign=campaign, member=member, cells=cells, by=member, at=clock.now())
    if body.done:
        answer_call(campaign=campaign, member=member, note=body.note, by=member, at=clock.now())
    days = [day for day, _kind in cells] or [clock.now().astimezone(campaign.tz).date()]
    return _said(campaign, member, min(days), max(days))


@router.get("/rota/{slug}/mine", response=RotaOut)
@door(STAFF)
def mine(request: HttpRequest, slug: str, cursor: str | None = None) -> dict[str, Any]:
    """My shifts that are not over, the nearest first."""
    campaign, member = campaign_for_staff(request, slug)
    rows = Slot.objects.filter(campaign=campaign, member=member, ends_at__gt=clock.now())
    found = page(rows.select_related("member", "kind"), ("begins_at", "id"), cursor, size=100)
    return {"items": [slot_out(slot) for slot in found.items], "next": found.next}


def _said(campaign: Campaign, member: Member, first: date, last: date) -> dict[str, Any]:
    rows = Availability.objects.filter(campaign=campaign, member=member, day__range=(first, min(last, first + LONGEST)))
    return {
        "kinds": [
            {"id": each.pk, "name": each.name, "begins": f"{each.begins:%H:%M}", "ends": f"{each.ends:%H:%M}"}
            for each in kinds_for(campaign, member)
        ],
        "items": [
            {"day": each.day, "kind": each.kind_id, "can": each.can} for each in rows.order_by("day", "kind__begins")
        ],
    }
