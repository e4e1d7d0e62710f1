"""Coming on and off duty over HTTP."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from anxin.campaigns.access import campaign_for_staff
from anxin.core import clock
from anxin.core.door import door
from anxin.people.doors import STAFF
from anxin.rota.actions import check_in, check_out, come_back, rest
from anxin.rota.models import Attendance
from anxin.rota.queries import attendance_of

router = Router()


class DutyOut(Schema):
    """Whether I am on duty, since when, and until when I rest."""

    on_duty: bool
    since: datetime | None
    back_by: datetime | None


class RestIn(Schema):
    back_by: datetime


def duty_out(attendance: Attendance | None) -> dict[str, Any]:
    """`DutyOut`."""
    there = attendance is not None and attendance.out_at is None
    return {
        "on_duty": there,
        "since": attendance.in_at if attendance and there else None,
        "back_by": attendance.back_by if attendance and there else None,
    }


@router.get("/duty/{slug}", response=DutyOut)
@door(STAFF)
def read(request: HttpRequest, slug: str) -> dict[str, Any]:
    """My duty here."""
    return duty_out(attendance_of(*campaign_for_staff(request, slug)))


@router.post("/duty/{slug}/check-in", response=DutyOut)
@door(STAFF)
def come(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Come on duty; twice is once."""
    campaign, member = campaign_for_staff(request, slug)
    return duty_out(check_in(campaign=campaign, member=member, by=member, at=clock.now()))


@router.post("/duty/{slug}/check-out", response=DutyOut)
@door(STAFF)
def go(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Go off duty; what waits for my answer goes back to the queue. Twice is once."""
    campaign, member = campaign_for_staff(request, slug)
    attendance = attendance_of(campaign, member)
    return duty_out(attendance and check_out(attendance=attendance, by=member, at=clock.now()))


@router.post("/duty/{slug}/rest", response=DutyOut)
@door(STAFF)
def take_a_break(request: HttpRequest, slug: str, body: RestIn) -> dict[str, Any]:
    """Take a break: nothing new is offered to me until I am back."""
    campaign, member = campaign_for_staff(request, slug)
    attendance = attendance_of(campaign, member)
    return duty_out(attendance and rest(attendance=attendance, back_by=body.back_by, by=member, at=clock.now()))


@router.post("/duty/{slug}/back", response=DutyOut)
@door(STAFF)
def be_back(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Come back from a break."""
    campaign, member = campaign_for_staff(request, slug)
    attendance = attendance_of(campaign, member)
    return duty_out(attendance and come_back(attendance=attendance, by=member, at=clock.now()))
