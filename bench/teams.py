"""Organisations with a team, kinds of shifts and what each said, put straight into a house's database."""

import os
from datetime import date, datetime, time, timedelta
from random import Random

import django

from bench.house import House

PROFESSIONS = ("medic", "counsellor", "social_worker", "volunteer")
KINDS = (("早", 8, 13), ("午", 12, 18), ("晚", 17, 22))
AVAILABLE = 0.6


def begin(here: House) -> None:
    """Let this process speak to the house's database with Anxin's own models and actions."""
    os.environ |= {
        "ANXIN_HOME": str(here.home), "DATABASE_URL": here.database, "DJANGO_SETTINGS_MODULE": "anxin.settings",
        "ANXIN_DEMO": "1",
    }  # fmt: skip
    django.setup()


def found(number: int, people: int, first: date, days: int, at: datetime) -> object:
    """An organisation with one service of `days` from `first`, and `people` who said of every shift whether they can; its
    coordinator is the first of them. Gives an empty draft of the rota."""
    # Here, not above: models can be imported only when Django is ready.
    from anxin.campaigns.models import Campaign, Participant  # noqa: PLC0415
    from anxin.people.models import Account, Member, Organisation  # noqa: PLC0415
    from anxin.rota.actions.draft import begin_draft  # noqa: PLC0415
    from anxin.rota.models import Availability, ShiftKind  # noqa: PLC0415

    dice = Random(number)
    house = Organisation.objects.create(name=f"机构{number}", short_name=f"机构{number}", made_at=at)
    campaign = Campaign.objects.create(
        organisation=house, slug=f"rota-{number}", name="同心", starts_on=first, ends_on=first + timedelta(days=days - 1),
        professions=list(PROFESSIONS),
    )  # fmt: skip
    accounts = [Account(username=f"r{number}-{n}", made_at=at) for n in range(people)]
    Account.objects.bulk_create(accounts)
    members = [
        Member(
            organisation=house, account=account, name=f"{n}号", profession=PROFESSIONS[n % len(PROFESSIONS)], joined_at=at,
            roles=[] if n else ["coordinator"],
        )
        for n, account in enumerate(accounts)
    ]  # fmt: skip
    Member.objects.bulk_create(members)
    Participant.objects.bulk_create(Participant(organisation=house, campaign=campaign, member=each) for each in members)
    kinds = [
        ShiftKind(organisation=house, campaign=campaign, name=name, begins=time(a), ends=time(b), made_at=at)
        for name, a, b in KINDS
    ]
    ShiftKind.objects.bulk_create(kinds)
    Availability.objects.bulk_create(
        Availability(
            organisation=house, campaign=campaign, member=member, kind=kind, day=first + timedelta(days=n), said_at=at,
            can="can" if dice.random() < AVAILABLE else "cannot",
        )
        for member in members
        for kind in kinds
        for n in range(days)
    )  # fmt: skip
    return begin_draft(
        campaign=campaign, first_on=first, last_on=campaign.ends_on, from_living=False, by=members[0], at=at
    )
