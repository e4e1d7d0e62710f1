"""The living rota over HTTP."""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from anxin.campaigns.access import campaign_for_staff
from anxin.core import clock
from anxin.core.door import door
from anxin.core.paging import page
from anxin.people.doors import STAFF
from anxin.rota.models import Slot

router = Router()
USUAL = timedelta(days=14)


class SlotOut(Schema):
    """A shift of somebody; `kind` is the name of its kind, where it has one."""

    id: UUID
    member: UUID
    name: str
    profession: str
    begins_at: datetime
    ends_at: datetime
    kind: str | None


class RotaOut(Schema):
    """A page of shifts, the earliest first."""

    items: list[SlotOut]
    next: str | None


def slot_out(slot: Slot) -> dict[str, Any]:
    """`SlotOut`."""
    return {
        "id": slot.pk,
        "member": slot.member_id,
        "name": slot.member.name,
        "profession": slot.member.profession,
        "begins_at": slot.begins_at,
        "ends_at": slot.ends_at,
        "kind": slot.kind.name if slot.kind else None,
    }


@router.get("/rota/{slug}", response=RotaOut)
@door(STAFF)
def read(
    request: HttpRequest,
    slug: str,
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
    cursor: str | None = None,
) -> dict[str, Any]:
    """Shifts that begin from one day to another (both included, in the service's zone); without them, the next two weeks."""
    campaign, _member = campaign_for_staff(request, slug)
    begin = first or clock.now().astimezone(campaign.tz).date()
    end = min(last or begin + USUAL, date.max - timedelta(days=1)) + timedelta(days=1)
    rows = Slot.objects.filter(
        campaign=campaign,
        begins_at__gte=datetime.combine(begin, time(0), campaign.tz),
        begins_at__lt=datetime.combine(end, time(0), campaign.tz),
    ).select_related("member", "kind")
    found = page(rows, ("begins_at", "id"), cursor, size=200)
    return {"items": [slot_out(slot) for slot in found.items], "next": found.next}
