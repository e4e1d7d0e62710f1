"""Opens the second service: the team, what its rota has to be made of, a published rota, and who serves by it now."""

from datetime import date, datetime, timedelta

from anxin.campaigns.models import Campaign, default_clocks
from anxin.core.actor import MACHINE
from anxin.core.event import record
from anxin.demo.zhuzhou.papers import hand_out_papers
from anxin.demo.zhuzhou.plan import ask_for, say_when
from anxin.demo.zhuzhou.rota import publish_rota
from anxin.demo.zhuzhou.shifts import come_and_go, served_before
from anxin.demo.zhuzhou.team import move_in, take_part
from anxin.people.kinds import Profession
from anxin.people.models import Member, Organisation

SLUG = "zhuzhou"
DAYS = 15
BEHIND = 2  # so many of them lie behind
HOURS = {"weekly": [[["08:00", "22:00"]]] * 7, "exceptions": {}}
PROFESSIONS = [Profession.MEDIC, Profession.COUNSELLOR, Profession.SOCIAL_WORKER, Profession.VOLUNTEER]


def load_zhuzhou(organisation: Organisation, at: datetime) -> Campaign:
    """All of it, as of `at`."""
    before = at - timedelta(days=30)
    team = move_in(organisation, before)
    hand_out_papers(organisation, team["yao"], before)
    campaign = _open(organisation, team["fu"], at)
    take_part(campaign, team)
    ask_for(campaign, team["yao"], before)
    say_when(campaign, team, campaign.starts_on, campaign.ends_on, at - timedelta(days=BEHIND + 4))
    publish_rota(campaign, campaign.starts_on, campaign.ends_on, by=team["yao"], at=at - timedelta(days=BEHIND + 2))
    served_before(campaign, at)
    come_and_go(campaign, at)
    return campaign


def _open(organisation: Organisation, on_call: Member, at: datetime) -> Campaign:
    first = first_day(at.astimezone(Campaign(slug=SLUG).tz).date())
    campaign = Campaign.objects.create(
        organisation=organisation,
        slug=SLUG,
        name="株洲心理与健康互助",
        welcome="每天 8:00–22:00，医生、心理咨询师、社工和志愿者轮流值班，一对一回答。",
        starts_on=first,
        ends_on=first + timedelta(days=DAYS - 1),
        hours=HOURS,
        clocks=default_clocks(),
        professions=PROFESSIONS,
        on_call=on_call,
    )
    record("campaign.opened", about=campaign, by=MACHINE, at=at)
    return campaign


def first_day(today: date) -> date:
    """The first day of a service that runs on `today`."""
    return today - timedelta(days=BEHIND)
