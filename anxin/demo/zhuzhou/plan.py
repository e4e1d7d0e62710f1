"""What the second service asks of its rota: kinds of shifts, cover, and what each of the team says of her time."""

from datetime import date, datetime, time, timedelta
from random import Random

from anxin.campaigns.models import Campaign
from anxin.people.kinds import Profession
from anxin.people.models import Member
from anxin.rota.actions.cover import add_kind, set_cover
from anxin.rota.kinds import Can
from anxin.rota.models import Availability, ShiftKind

SHIFTS = (("早班", time(8), time(13)), ("午班", time(13), time(18)), ("晚班", time(18), time(22)))
EVERY_DAY = range(7)
# (professions, from, to, people): the evening asks for another counsellor, as people cannot sleep.
COVER: tuple[tuple[tuple[Profession, ...], time, time, int], ...] = (
    ((Profession.MEDIC, Profession.COUNSELLOR), time(8), time(22), 2),
    ((Profession.VOLUNTEER, Profession.SOCIAL_WORKER), time(8), time(22), 1),
    ((Profession.COUNSELLOR,), time(18), time(22), 3),
)
# Of a hundred shifts she is asked about; the rest she cannot: sixty of a hundred are open.
SAYS = ((Can.CAN, 47), (Can.WANT, 6), (Can.RATHER_NOT, 7))


def ask_for(campaign: Campaign, by: Member, at: datetime) -> list[ShiftKind]:
    """Enter the kinds of shifts and the cover."""
    kinds = [
        add_kind(campaign=campaign, name=name, begins=begins, ends=ends, by=by, at=at) for name, begins, ends in SHIFTS
    ]
    for professions, begins, ends, people in COVER:
        set_cover(
            campaign=campaign, professions=professions, weekdays=EVERY_DAY, day=None, begins=begins, ends=ends,
            people=people, by=by, at=at,
        )  # fmt: skip
    return kinds


def say_when(campaign: Campaign, team: dict[str, Member], first: date, last: date, at: datetime) -> None:
    """What each says of each shift from `first` to `last`: by her name and the day alone, so every town has the same."""
    kinds = list(campaign.shift_kinds.filter(ended_at=None).order_by("begins"))
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    # Not by the action of her phone, a row at a time: these are two thousand.
    Availability.objects.bulk_create(
        (
            Availability(
                organisation_id=campaign.organisation_id, campaign=campaign, member=member, kind=kind, day=day,
                can=_says(username, kind.name, day), said_at=at,
            )
            for username, member in team.items()
            for day in days
            for kind in kinds
        ),
        ignore_conflicts=True,
    )  # fmt: skip


def _says(username: str, kind: str, day: date) -> Can:
    drawn = Random(f"{username} {kind} {day.isoformat()}").randrange(100)  # noqa: S311  (no secret: the same in every town)
    for can, share in SAYS:
        if drawn < share:
            return can
        drawn -= share
    return Can.CANNOT
