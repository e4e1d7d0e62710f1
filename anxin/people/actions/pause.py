"""A pause without a reason, and coming back."""

from datetime import date, datetime

from anxin.core import bell
from anxin.core.action import action, lock, save
from anxin.core.actor import MACHINE, Actor
from anxin.core.event import record
from anxin.core.refusal import Refused, refuse_if
from anxin.people.actions.credentials import day_of
from anxin.people.kinds import Standing
from anxin.people.models import Member, Pause
from anxin.people.rules import pause as rules


@action
def take_pause(*, member: Member, first: date, last: date | None, by: Actor, at: datetime) -> Pause:
    """Not serve from `first` to `last`, both included (None: until she comes back). Her shifts in it become free.

    One that begins today begins now. Refused: has_left, pauses_already; pause_past, pause_backwards, pause_too_long (422).
    """
    member = lock(member)
    today = day_of(at)
    refuse_if(
        rules.may_pause(
            first=first, last=last, today=today, standing=Standing(member.standing),
            pauses=Pause.objects.filter(member=member, ended_at=None).exists(),
        ),
        422,
    )  # fmt: skip
    pause = Pause.objects.create(
        organisation_id=member.organisation_id, member=member, begins_on=first, ends_on=last, made_at=at
    )
    if first == today and member.standing == Standing.SERVING:
        save(member, standing=Standing.PAUSED)
    record("member.paused", about=member, by=by, at=at, rings=_bells(member), pause=pause.pk, first=first, last=last)
    return pause


@action
def begin_pause(*, pause: Pause, at: datetime) -> bool:
    """The first day of a pause that was entered before; False where it is over, or begun."""
    member = lock(pause.member)
    pause = lock(pause)
    day = day_of(at)
    if pause.ended_at or pause.begins_on > day or member.standing != Standing.SERVING or _over(pause, day):
        return False
    save(member, standing=Standing.PAUSED)
    record("member.paused", about=member, by=MACHINE, at=at, rings=_bells(member), pause=pause.pk, first=pause.begins_on,
           last=pause.ends_on)  # fmt: skip
    return True


@action
def end_pause(*, pause: Pause, by: Actor, at: datetime) -> bool:
    """She comes back, by her own tap or as the last day is over; or a pause that did not begin yet is taken back.

    Twice is once (False).
    """
    member = lock(pause.member)
    pause = lock(pause)
    if pause.ended_at is not None:
        return False
    save(pause, ended_at=at)
    if member.standing == Standing.PAUSED:
        save(member, standing=Standing.SERVING)
    record("member.came_back", about=member, by=by, at=at, rings=_bells(member), pause=pause.pk)
    return True


def come_back(*, member: Member, by: Actor, at: datetime) -> None:
    """End the pause of `member`. Refused: not_paused."""
    pause = open_pause(member)
    if pause is None:
        raise Refused(rules.NOT_PAUSED)
    end_pause(pause=pause, by=by, at=at)


def open_pause(member: Member) -> Pause | None:
    """Her pause that is not over, begun or not."""
    return Pause.objects.filter(member=member, ended_at=None).select_related("member").order_by("begins_on").first()


def _over(pause: Pause, day: date) -> bool:
    return pause.ends_on is not None and pause.ends_on < day


def _bells(member: Member) -> tuple[bell.Topic, ...]:
    return (bell.topic("member", member.pk),)
