"""Reads for the ladder: who could be called, and which rungs are due."""

from dataclasses import replace
from datetime import datetime

from anxin.campaigns.models import Campaign
from anxin.desk.access import as_helper
from anxin.desk.models import Calling
from anxin.desk.rules.paging import Person
from anxin.people.kinds import Role
from anxin.people.models import Member
from anxin.rota.queries import on_duty


def people_to_call(campaign: Campaign) -> dict[Person, Member]:
    """Everyone on duty, and those who supervise or coordinate here wherever they are; the one on call first."""
    there = {each.member_id: each for each in on_duty(campaign)}
    rows = campaign.participants.filter(left_at=None, member__active=True).select_related("member__account")
    rows = rows.filter(member__roles__overlap=[Role.SUPERVISOR, Role.COORDINATOR])
    rows = rows.filter(member__organisation=campaign.organisation_id)
    members = [each.member for each in rows] + [each.member for each in there.values()]
    if campaign.on_call is not None and campaign.on_call.active:
        members.insert(0, campaign.on_call)
    found: dict[Person, Member] = {}
    for member in {each.pk: each for each in reversed(members)}.values():
        attendance = there.get(member.pk)
        helper = as_helper(member, on_duty=attendance is not None)
        if member.organisation_id != campaign.organisation_id:  # a guest's roles count at home only
            helper = replace(helper, coordinator=False, supervisor=False)
        if member.pk == campaign.on_call_id:
            helper = replace(helper, supervisor=True)
        found[Person(member.pk, helper, resting=attendance is not None and attendance.resting_since is not None)] = (
            member
        )
    return found


def callings_due(at: datetime, most: int = 100) -> list[Calling]:
    """Callings whose next rung is due, the longest due first."""
    return list(Calling.objects.filter(ended_at=None, next_at__lte=at).order_by("next_at")[:most])
