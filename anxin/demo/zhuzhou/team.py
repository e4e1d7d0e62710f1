"""Moves the 43 in: accounts, places, and their part in the second service."""

from datetime import datetime

from django.contrib.auth.hashers import Argon2PasswordHasher, make_password

from anxin.campaigns.models import Campaign, Participant
from anxin.core.actor import MACHINE
from anxin.demo.zhuzhou.cast import TEAM
from anxin.people.actions import add_member, open_account
from anxin.people.models import Account, Member, Organisation


class _KnownToAll(Argon2PasswordHasher):
    """These passwords stand on the sign-in page. Forty-three of the usual cost would hold up the first start for seconds;
    who signs in has hers made anew at the usual one."""

    time_cost, memory_cost, parallelism = 1, 1024, 1


def move_in(organisation: Organisation, at: datetime) -> dict[str, Member]:
    """The team by user name."""
    team = {}
    for person in TEAM:
        account = open_account(organisation=organisation, username=person.username, password=None, by=MACHINE, at=at)
        hashed = make_password(person.password, hasher=_KnownToAll())
        Account.objects.filter(pk=account.pk).update(password=hashed)
        team[person.username] = add_member(
            organisation=organisation, account=account, name=person.name, profession=person.profession,
            roles=person.roles, by=MACHINE, at=at,
        )  # fmt: skip
    return team


def take_part(campaign: Campaign, team: dict[str, Member]) -> None:
    """All of them serve in `campaign`."""
    Participant.objects.bulk_create(
        Participant(organisation_id=campaign.organisation_id, campaign=campaign, member=each) for each in team.values()
    )


def team_of(campaign: Campaign) -> dict[str, Member]:
    """Those of the team who are still active, by user name."""
    rows = Member.objects.filter(participations__campaign=campaign, participations__left_at=None, active=True)
    names = {each.username for each in TEAM}
    found = {each.account.username: each for each in rows.select_related("account", "organisation")}
    return {username: member for username, member in found.items() if username in names}
