"""Keeps the second service in the present: it never ends, its rota goes on, and its team comes and goes."""

from datetime import date, datetime, time, timedelta

from anxin.campaigns.models import Campaign
from anxin.demo.zhuzhou.load import DAYS, SLUG, first_day
from anxin.demo.zhuzhou.plan import say_when
from anxin.demo.zhuzhou.rota import publish_rota
from anxin.demo.zhuzhou.shifts import come_and_go
from anxin.demo.zhuzhou.team import team_of
from anxin.rota.models import Slot

AHEAD = 4  # days of rota that are always there


def roll_zhuzhou(at: datetime) -> None:
    """What a minute brings."""
    campaign = Campaign.objects.select_related("organisation").filter(slug=SLUG).first()
    if campaign is None:
        return
    today = at.astimezone(campaign.tz).date()
    last = Slot.objects.filter(campaign=campaign).order_by("-begins_at").first()
    last_day = last.begins_at.astimezone(campaign.tz).date() if last else today - timedelta(days=1)
    if last_day < today + timedelta(days=AHEAD):
        _go_on(campaign, max(last_day + timedelta(days=1), today), at)
    come_and_go(campaign, at)


def _go_on(campaign: Campaign, first: date, at: datetime) -> None:
    """Another fortnight and a day, from the day after the last; from today on where the town slept meanwhile."""
    last = first + timedelta(days=DAYS - 1)
    starts_on = max(campaign.starts_on, first_day(at.astimezone(campaign.tz).date()))
    campaign.starts_on, campaign.ends_on = starts_on, last
    campaign.save(update_fields=["starts_on", "ends_on"])
    team = team_of(campaign)
    before = min(at, datetime.combine(first, time(0), campaign.tz))
    say_when(campaign, team, first, last, before)
    publish_rota(campaign, first, last, by=team["yao"], at=before)
