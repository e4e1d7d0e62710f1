"""Kinds of shifts, and the cover that each hour wants."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time

from django.db.models import F

from anxin.campaigns.models import Campaign
from anxin.core import bell
from anxin.core.action import action, lock, save
from anxin.core.actor import Actor
from anxin.core.event import record
from anxin.core.finding import Finding
from anxin.core.refusal import Refused, refuse_if
from anxin.core.words import _
from anxin.people.kinds import Profession
from anxin.rota.kinds import VersionState
from anxin.rota.models import CoverNeed, ShiftKind, Version
from anxin.rota.rules.wanted import DAY, Need, Stretch, alike, joined, of_date, of_weekday, offer, painted
from anxin.rota.wants import minutes, written_needs

LONGEST_SHIFT = 16 * 60
MOST_KINDS = 12
MOST_PEOPLE = 50
WEEK = range(7)

NAME_TAKEN = Finding(
    "shift_kind_name_taken", _("There is a shift with this name already."), next_step=_("Give it another name.")
)
NO_NAME = Finding("shift_kind_no_name", _("A shift needs a name, such as “morning”, of 20 letters at most."))
TOO_LONG = Finding("shift_kind_too_long", _("A shift lasts 16 hours at most."), next_step=_("Cut it into two."))
BREAK_TOO_LONG = Finding("shift_kind_break_too_long", _("The break must be shorter than half of the shift."))
TOO_MANY = Finding("shift_kinds_too_many", _("There are 12 kinds of shifts; more than that nobody can read."))
HAS_SOME = Finding(
    "cover_has_some",
    _("Shifts or cover are here already, so nothing was put over them."),
    next_step=_("Change them below."),
)
NO_HOURS = Finding("campaign_no_hours", _("This service has no hours yet, so nothing can be offered."))
BACKWARDS = Finding("cover_backwards", _("The stretch must end after it begins; 0:00 is midnight."))
NO_DAY = Finding("cover_no_day", _("Choose at least one day of the week, or a date."))
NO_PROFESSION = Finding("cover_no_profession", _("Choose at least one profession."))
OUT_OF_TERM = Finding("cover_out_of_term", _("The service does not run on that date."))
BAD_NUMBER = Finding("cover_bad_number", _("Between 0 and 50 people."))


@action
def add_kind(
    *, campaign: Campaign, name: str, begins: time, ends: time, break_minutes: int = 0, professions: Collection[str] = (),
    by: Actor, at: datetime,
) -> ShiftKind:  # fmt: skip
    """A kind of shift; one that ends at or before it begins goes past midnight. No professions: all.

    Refused (422): shift_kind_no_name, shift_kind_too_long, shift_kind_break_too_long; (409): shift_kind_name_taken,
    shift_kinds_too_many.
    """
    campaign = lock(campaign)
    _judge(name, begins, ends, break_minutes)
    running = ShiftKind.objects.filter(campaign=campaign, ended_at=None)
    refuse_if(NAME_TAKEN if running.filter(name=name.strip()).exists() else None)
    refuse_if(TOO_MANY if running.count() >= MOST_KINDS else None)
    kind = ShiftKind.objects.create(
        organisation_id=campaign.organisation_id, campaign=campaign, name=name.strip(), begins=begins, ends=ends,
        break_minutes=break_minutes, professions=_in_order(professions), made_at=at,
    )  # fmt: skip
    record("shift_kind.added", about=kind, by=by, at=at, rings=_rings(campaign))
    return kind


@action
def change_kind(
    *, kind: ShiftKind, name: str, begins: time, ends: time, break_minutes: int = 0, professions: Collection[str] = (),
    by: Actor, at: datetime,
) -> ShiftKind:  # fmt: skip
    """Change a kind of shift. Drafts have it changed too, and who edits one is told; published shifts keep their times.

    Refused as `add_kind`.
    """
    campaign = lock(kind.campaign)
    kind = lock(kind)
    _judge(name, begins, ends, break_minutes)
    others = ShiftKind.objects.filter(campaign=campaign, ended_at=None, name=name.strip()).exclude(pk=kind.pk)
    refuse_if(NAME_TAKEN if kind.ended_at is None and others.exists() else None)
    save(
        kind,
        name=name.strip(),
        begins=begins,
        ends=ends,
        break_minutes=break_minutes,
        professions=_in_order(professions),
    )
    _tell_drafts(campaign)
    record("shift_kind.changed", about=kind, by=by, at=at, rings=_rings(campaign))
    return kind


@action
def end_kind(*, kind: ShiftKind, by: Actor, at: datetime) -> ShiftKind:
    """It is no longer offered; what stands in a rota stays. Twice is once."""
    kind = lock(kind)
    if kind.ended_at is None:
        save(kind, ended_at=at)
        _tell_drafts(kind.campaign)
        record("shift_kind.ended", about=kind, by=by, at=at, rings=_rings(kind.campaign))
    return kind


@action
def take_first_offer(*, campaign: Campaign, names: Sequence[str], by: Actor, at: datetime) -> list[ShiftKind]:
    """Shifts over the service's hours, and one of each profession for each of them. `names`: of up to three shifts.

    Refused: cover_has_some, campaign_no_hours.
    """
    campaign = lock(campaign)
    has_some = campaign.shift_kinds.filter(ended_at=None).exists() or campaign.cover_needs.exists()
    refuse_if(HAS_SOME if has_some else None)
    shifts, needs = offer(campaign.service_hours.weekly, campaign.professions)
    refuse_if(NO_HOURS if not shifts else None)
    kinds = [
        ShiftKind(organisation_id=campaign.organisation_id, campaign=campaign, name=name, begins=_clock(begin),
                  ends=_clock(end), made_at=at)
        for name, (begin, end) in zip(names, shifts, strict=False)
    ]  # fmt: skip
    ShiftKind.objects.bulk_create(kinds)
    CoverNeed.objects.bulk_create(_row(campaign, need, at) for need in needs)
    record("cover.offered", about=campaign, by=by, at=at, rings=_rings(campaign), kinds=len(kinds), needs=len(needs))
    return kinds


@action
def set_cover(
    *, campaign: Campaign, professions: Collection[str], weekdays: Collection[int], day: date | None, begins: time,
    ends: time, people: int, by: Actor, at: datetime,
) -> None:  # fmt: skip
    """That a stretch wants `people` of each of `professions`: on weekdays, or on one date. It is painted over what was there;
    a date that had nothing of its own begins with what its weekday wants.

    Refused (422): cover_backwards, cover_no_day, cover_no_profession, cover_out_of_term, cover_bad_number.
    """
    campaign = lock(campaign)
    begin, end = minutes(begins), minutes(ends) or DAY
    refuse_if(NO_PROFESSION if not professions else None, 422)
    refuse_if(NO_DAY if day is None and not set(weekdays) & set(WEEK) else None, 422)
    refuse_if(BACKWARDS if begin >= end else None, 422)
    refuse_if(BAD_NUMBER if not 0 <= people <= MOST_PEOPLE else None, 422)
    refuse_if(OUT_OF_TERM if day is not None and not campaign.starts_on <= day <= campaign.ends_on else None, 422)
    needs = written_needs(campaign)
    for profession in _in_order(professions):
        if day is not None:
            _write_date(campaign, profession, day, painted(of_date(needs, profession, day), begin, end, people), at)
        else:
            week: dict[int, list[Stretch]] = {each: of_weekday(needs, profession, each) for each in WEEK}
            week |= {each: painted(week[each], begin, end, people) for each in set(weekdays) & set(WEEK)}
            _write_week(campaign, profession, week, at)
    _tell_drafts(campaign)
    record("cover.changed", about=campaign, by=by, at=at, rings=_rings(campaign), day=day, people=people)


@action
def clear_date(*, campaign: Campaign, day: date, by: Actor, at: datetime) -> None:
    """The date wants again what its weekday wants. Twice is once."""
    campaign = lock(campaign)
    gone, _rows = CoverNeed.objects.filter(campaign=campaign, day=day).delete()
    if gone:
        _tell_drafts(campaign)
        record("cover.date_cleared", about=campaign, by=by, at=at, rings=_rings(campaign), day=day)


def _write_date(campaign: Campaign, profession: str, day: date, stretches: Iterable[Stretch], at: datetime) -> None:
    CoverNeed.objects.filter(campaign=campaign, profession=profession, day=day).delete()
    rows = joined(stretches) or [(0, DAY, 0)]  # a row that wants nobody: else the weekday's would count again
    needs = [Need(profession, (), day, begin, end, people) for begin, end, people in rows]
    CoverNeed.objects.bulk_create(_row(campaign, need, at) for need in needs)


def _write_week(campaign: Campaign, profession: str, week: dict[int, list[Stretch]], at: datetime) -> None:
    CoverNeed.objects.filter(campaign=campaign, profession=profession, day=None).delete()
    needs = [
        Need(profession, days, None, begin, end, people)
        for days in alike(week)
        for begin, end, people in joined(week[days[0]])
    ]
    CoverNeed.objects.bulk_create(_row(campaign, need, at) for need in needs)


def _row(campaign: Campaign, need: Need, at: datetime) -> CoverNeed:
    return CoverNeed(
        organisation_id=campaign.organisation_id, campaign=campaign, profession=need.profession,
        weekdays=list(need.weekdays), day=need.day, begins=_clock(need.begin), ends=_clock(need.end), need=need.people,
        made_at=at,
    )  # fmt: skip


def _judge(name: str, begins: time, ends: time, break_minutes: int) -> None:
    length = (minutes(ends) - minutes(begins)) % DAY or DAY
    if not 0 < len(name.strip()) <= 20:
        raise Refused(NO_NAME, 422)
    if length > LONGEST_SHIFT:
        raise Refused(TOO_LONG, 422)
    if not 0 <= break_minutes < length / 2:
        raise Refused(BREAK_TOO_LONG, 422)


def _tell_drafts(campaign: Campaign) -> None:
    """Who edits a draft with what she saw before is told that it changed."""
    Version.objects.filter(campaign=campaign, state=VersionState.DRAFT).update(edits=F("edits") + 1)


def _rings(campaign: Campaign) -> list[bell.Topic]:
    return [bell.topic("rota", campaign.pk)]


def _in_order(professions: Collection[str]) -> list[str]:
    return [each.value for each in Profession if each.value in professions]


def _clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
