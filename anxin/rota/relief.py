"""Reads of relief: who needs to be relieved, of which shift, and who could take over."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from anxin.campaigns.models import Campaign
from anxin.people.models import Member
from anxin.rota.facts import figures_of, living_facts
from anxin.rota.models import Attendance, Slot, Strain
from anxin.rota.replacements import Candidate, ranked_in
from anxin.rota.rules import Judged, judge_adding
from anxin.rota.rules.facts import Stint
from anxin.rota.rules.figures import MOST_STRAIN_HOURS
from anxin.rota.rules.relieving import cut_at, split
from anxin.rota.rules.strain import rest_after

MOST = 20
LONGEST_REST = timedelta(hours=MOST_STRAIN_HOURS)  # no crisis or shift beyond it matters to who rests now


@dataclass(frozen=True, slots=True)
class Weary:
    """Somebody who asked for a break, or rests after a crisis; the shift of hers that could go to somebody else, if any."""

    member: Member
    attendance: Attendance | None
    rests_until: datetime | None  # after a crisis
    slot: Slot | None
    candidates: tuple[Candidate, ...] = ()  # whom no rule blocks, the best first
    blocked: tuple[Candidate, ...] = ()

    @property
    def asked(self) -> bool:
        """Whether she said that she needs a break."""
        return self.attendance is not None and self.attendance.resting_since is not None


def weary(campaign: Campaign, there: Sequence[Attendance], at: datetime) -> list[Weary]:
    """Of those on duty (`there`) who rests or carried a crisis, with the shift that runs; and shifts ahead that begin
    before the rest after a crisis is over. Who asked comes first. One who asked is no candidate for another."""
    strained = _strained(campaign, at)
    here = {each.member_id: each for each in there}
    asked = {each.member_id for each in there if each.resting_since is not None}
    if not asked and not strained:
        return []
    found: list[Weary] = []
    for slot in _slots(campaign, asked | strained.keys(), at):
        until, attendance = strained.get(slot.member_id), here.get(slot.member_id)
        runs = slot.begins_at <= at
        if (runs and attendance is not None) or (not runs and until is not None and slot.begins_at < until):
            found.append(Weary(slot.member, attendance, until, slot))
    known = {each.member.pk for each in found}
    found += [Weary(here[key].member, here[key], strained.get(key), None) for key in asked - known]
    found.sort(key=lambda each: (not each.asked, each.slot.begins_at if each.slot else at, each.member.name))
    return _with_candidates(campaign, found[:MOST], asked, at)


def _strained(campaign: Campaign, at: datetime) -> dict[UUID, datetime]:
    """Until when each rests after a crisis here; only who still does."""
    recent = Strain.objects.filter(campaign=campaign, ended_at__gt=at - LONGEST_REST)
    rows = list(recent.values_list("member", "ended_at", "highest"))
    if not rows:
        return {}
    figures, found = figures_of(campaign), dict[UUID, datetime]()
    for member, ended, level in rows:
        until = ended + rest_after(level, figures)
        if until > at:
            found[member] = max(until, found.get(member, until))
    return found


def _slots(campaign: Campaign, members: Collection[UUID], at: datetime) -> list[Slot]:
    rows = Slot.objects.filter(campaign=campaign, member__in=members, member__active=True, ends_at__gt=at)
    return list(rows.filter(Q(begins_at__lt=at + LONGEST_REST)).select_related("member").order_by("begins_at"))


def _with_candidates(campaign: Campaign, rows: list[Weary], asked: Collection[UUID], at: datetime) -> list[Weary]:
    """Each with who could take over, from facts that are read once."""
    slots = [row.slot for row in rows if row.slot is not None]
    if not slots:
        return rows
    days = [day for slot in slots for day in _days(campaign, slot, at)]
    facts = living_facts(campaign, min(days), max(days), at)
    stints = {each.key: each for each in facts.stints}
    found = []
    for row in rows:
        stint = stints.get(row.slot.pk) if row.slot is not None else None
        able: list[Candidate] = []
        if stint is not None:
            able = ranked_in(*split(facts, stint, cut_at(stint.begins, at)))
        able = [each for each in able if each.member not in asked]
        parted = [tuple(each for each in able if each.blocks is blocks) for blocks in (False, True)]
        found.append(Weary(row.member, row.attendance, row.rests_until, row.slot, *parted))
    return found


def judged_relief(slot: Slot, to: Member, at: datetime) -> list[Judged]:
    """What would be broken by `to` having the rest of the shift that is not broken yet."""
    days = _days(slot.campaign, slot, at)
    facts = living_facts(slot.campaign, min(days), max(days), at, about=[slot.member_id, to.pk])
    stint = next(each for each in facts.stints if each.key == slot.pk)
    facts, rest = split(facts, stint, cut_at(stint.begins, at))
    hers = Stint(to.pk, rest.day, rest.begins, rest.ends, rest.minutes, rest.kind)
    return judge_adding(facts.but(drop=[rest]), hers)


def _days(campaign: Campaign, slot: Slot, at: datetime) -> list[date]:
    moments = (slot.begins_at, cut_at(slot.begins_at, at))
    return [each.astimezone(campaign.tz).date() for each in moments]
