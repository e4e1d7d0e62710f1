"""Gathers what the rules have to know, in a fixed number of queries however many people and days there are."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import F, Q, Sum

from anxin.campaigns.models import Campaign
from anxin.rota.colleagues import colleagues_of
from anxin.rota.cover import needs_of
from anxin.rota.kinds import Can
from anxin.rota.models import Assignment, Availability, Barred, RotaRules, ShiftKind, Slot, Version
from anxin.rota.rules.facts import Facts, Kind, Stint
from anxin.rota.rules.figures import Figures, read_figures

# Of fourteen thousand rows, calling the enum for each is a third of the reading.
CANS = {str(each): each for each in Can}


def figures_of(campaign: Campaign) -> Figures:
    """The figures by which the rules judge in this campaign."""
    row = RotaRules.objects.filter(campaign=campaign).only("figures").first()
    return read_figures(row.figures if row else {})


def facts_of(version: Version, at: datetime, said_by: Collection[UUID] | None = None) -> Facts:
    """What a draft comes to: its assignments that have not begun at `at` can be moved; what has begun stands as it is in
    the living rota, and what stands around the draft's days too. With `said_by`, only what these people said of their time
    is read: enough to judge them, as no rule asks what others said, and a month of 150 people has 14,000 answers."""
    base = _base(version.campaign, version.first_on, version.last_on)
    barred = Barred.objects.filter(version=version).values_list("member", "day", "kind")
    drafted = [
        stint
        for member, kind, day, pinned, key in Assignment.objects.filter(version=version).values_list(
            "member", "kind", "day", "pinned", "id"
        )
        if (stint := base.stint(member, day, kind, pinned=pinned, key=key)).begins > at
    ]
    slots = _slots(version.campaign, base, at)
    # What was entered without a kind of shift belongs to no draft: it stands.
    around = [replace(each, movable=False) for each in slots if not (each.movable and each.kind is not None)]
    return _with(base, version.campaign, [*drafted, *around], barred=frozenset(barred), said_by=said_by)


def living_facts(
    campaign: Campaign, first: date, last: date, at: datetime, about: Collection[UUID] | None = None
) -> Facts:
    """The same of the living rota. With `about`, only these people are known in full, and of others only what overlaps
    `first` to `last`: enough to judge one shift of theirs."""
    base = _base(campaign, first, last)
    return _with(base, campaign, _slots(campaign, base, at, about), about=about)


def _base(campaign: Campaign, first: date, last: date) -> Facts:
    """Without people and stints."""
    kinds = {
        row.pk: Kind(
            row.pk, row.name, row.begins, row.ends, row.break_minutes, frozenset(row.professions),
            row.ended_at is not None,
        )
        for row in ShiftKind.objects.filter(campaign=campaign).order_by("begins", "ends", "name")
    }  # fmt: skip
    return Facts(first, last, campaign.tz, figures_of(campaign), {}, kinds)


def _with(
    base: Facts, campaign: Campaign, stints: list[Stint], *, about: Collection[UUID] | None = None,
    barred: frozenset[tuple[UUID, date, UUID | None]] = frozenset(), said_by: Collection[UUID] | None = None,
) -> Facts:  # fmt: skip
    people = colleagues_of(
        campaign,
        also={each.member for each in stints} | set(about or ()),
        only=about,
        beyond=_beyond(campaign, base),
        least=base.figures.experienced_after,
    )
    said = Availability.objects.filter(campaign=campaign, day__range=(base.first, base.last))
    heard = about if said_by is None else said_by
    if heard is not None:
        said = said.filter(member__in=heard)
    return Facts(
        first=base.first,
        last=base.last,
        zone=base.zone,
        figures=base.figures,
        people=people,
        kinds=base.kinds,
        stints=tuple(each for each in stints if each.member in people),
        said={(m, d, k): CANS[can] for m, d, k, can in said.values_list("member", "day", "kind", "can")},
        barred=barred,
        needs=needs_of(campaign, base.days()) if about is None else (),
        whole=about is None,
    )


def around(base: Facts) -> tuple[datetime, datetime]:
    """The stretch of time whose shifts bear on the judged days: a run of days, or a week, that reaches beyond them."""
    margin = timedelta(days=max(base.figures.days_in_a_row, 7) + 1)
    begin = datetime.combine(base.first - margin, time(0), base.zone)
    return begin, datetime.combine(base.last + margin + timedelta(days=1), time(0), base.zone)


def _slots(campaign: Campaign, base: Facts, at: datetime, about: Collection[UUID] | None = None) -> list[Stint]:
    """The living rota there, and what its people do in other services meanwhile."""
    begin, end = around(base)
    rows = Slot.objects.filter(ends_at__gt=begin, begins_at__lt=end)
    taking_part = campaign.participants.filter(left_at=None).values("member")
    if about is None:
        rows = rows.filter(Q(campaign=campaign) | Q(member__in=taking_part))
    else:
        near = Q(
            campaign=campaign,
            ends_at__gt=datetime.combine(base.first, time(0), base.zone) - timedelta(days=1),
            begins_at__lt=datetime.combine(base.last, time(0), base.zone) + timedelta(days=2),
        )
        rows = rows.filter(Q(member__in=about) | near)
    return [
        _stint(base, campaign, at, row)
        for row in rows.values_list("id", "campaign", "member", "begins_at", "ends_at", "kind")
    ]


def _stint(
    base: Facts, campaign: Campaign, at: datetime, row: tuple[UUID, UUID, UUID, datetime, datetime, UUID]
) -> Stint:
    key, service, member, begins, ends, kind = row
    day = begins.astimezone(base.zone).date()
    here = service == campaign.pk
    known = base.kinds.get(kind) if here else None
    length = round((ends - begins).total_seconds() / 60)
    return Stint(
        member=member,
        day=day,
        begins=begins,
        ends=ends,
        minutes=max(0, length - (known.break_minutes if known else 0)),
        kind=kind if known else None,
        movable=here and begins > at and base.within(day),
        key=key,
        here=here,
    )


def _beyond(campaign: Campaign, base: Facts) -> dict[UUID, int]:
    """Minutes in this service outside the days that are known; asked only where hours of the whole are limited."""
    if not base.figures.campaign_hours:
        return {}
    begin, end = around(base)
    rows = Slot.objects.filter(campaign=campaign).exclude(ends_at__gt=begin, begins_at__lt=end)
    sums: dict[UUID, int] = defaultdict(int)
    for member, length in rows.values_list("member").annotate(length=Sum(F("ends_at") - F("begins_at"))):
        sums[member] = round(length.total_seconds() / 60)
    return sums
