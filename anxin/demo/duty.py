"""Who is on duty in the demo town: its shifts, and everyone who is meant to be there checked in."""

from datetime import date, datetime, time, timedelta

from anxin.campaigns.models import Campaign
from anxin.demo.cast import CAST, HOME
from anxin.people.models import Member
from anxin.rota.actions import check_in, enter_slot
from anxin.rota.actions.figures import set_figures
from anxin.rota.kinds import Weight
from anxin.rota.models import RotaRules

SHIFTS = (2, 8, 14, 20)  # hours at which demo shifts change, in the campaign's zone
ON_DUTY_FOR = timedelta(hours=4)  # longer than the oldest story of today
# Five people stand in for forty: nobody real would be asked for eighteen hours a day.
TIRELESS = {
    "hours": Weight.OFF,
    "rest": Weight.OFF,
    "run": Weight.OFF,
    "break_inside": Weight.OFF,
    "beside": Weight.OFF,
}
RESTS = {"lin": 2, "he": 14, "wu": 20, "chen": 2, "liu": 8}  # the shift that each does not serve


def duty(campaign: Campaign, people: dict[str, Member], at: datetime) -> None:
    """Shifts of yesterday to tomorrow with a gap to see, and everyone who is meant to be there checked in."""
    today = at.astimezone(campaign.tz).date()
    for day in (today - timedelta(days=1), today, today + timedelta(days=1)):
        enter_day(campaign, people, day, at)
    for person in CAST:
        if person.on_duty and person.organisation == HOME:
            check_in(
                campaign=campaign,
                member=people[person.username],
                by=people["chen"],  # at any hour, whatever her shifts
                at=at - ON_DUTY_FOR,
            )


def enter_day(campaign: Campaign, people: dict[str, Member], day: date, at: datetime) -> None:
    """The demo's shifts of one day; each begins another person's rest, so that the cover has thin hours and a gap."""
    if not RotaRules.objects.filter(campaign=campaign).exists():
        set_figures(campaign=campaign, figures={}, weights=TIRELESS, by=people["chen"], at=at)
    for hour in SHIFTS:
        begin = datetime.combine(day, time(hour), campaign.tz)
        for person in CAST:
            if person.on_duty and person.organisation == HOME and hour != RESTS.get(person.username):
                enter_slot(
                    campaign=campaign,
                    member=people[person.username],
                    begins_at=begin,
                    ends_at=begin + timedelta(hours=6),
                    by=people["chen"],
                    at=at,
                )
