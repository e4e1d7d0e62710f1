"""What the rules are told: as many queries for 40 people as for 4, and each thing as it stands in its table."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anxin.campaigns.models import Participant
from anxin.people.kinds import Checked, Profession
from anxin.people.models import Account, Credential, CredentialKind, Member, Pause
from anxin.rota.facts import facts_of, living_facts
from anxin.rota.kinds import WishKind
from anxin.rota.models import Assignment, Attendance, CoverNeed, Slot, Wish
from anxin.rota.tests.team import FRIDAY, Team
from tests.town import Town, days, hours, nine


@pytest.fixture
def team(town: Town) -> Team:
    return Team(town)


def crowd(team: Team, count: int) -> list[Member]:
    accounts = [Account(username=f"c{n}", made_at=nine) for n in range(count)]
    Account.objects.bulk_create(accounts)
    members = [
        Member(
            organisation=team.town.organisation, account=account, name=f"众{n}", profession=Profession.MEDIC, joined_at=nine
        )
        for n, account in enumerate(accounts)
    ]  # fmt: skip
    Member.objects.bulk_create(members)
    Participant.objects.bulk_create(
        Participant(organisation=team.town.organisation, campaign=team.campaign, member=member) for member in members
    )
    return members


def test_a_crowd_costs_no_query_more(team: Team) -> None:
    version = team.draft(days=10)
    team.puts(version, team.town.medic.member, team.early)
    with CaptureQueriesContext(
        connection,
    ) as few:
        facts_of(version, nine)
    for member in crowd(team, 40):
        Assignment.objects.create(
            organisation=team.town.organisation, version=version, member=member, kind=team.late, day=FRIDAY
        )
    with CaptureQueriesContext(connection) as many:
        facts = facts_of(version, nine)
    assert len(facts.by_member) == 41
    assert len(many) == len(few) <= 20


def test_what_stands_in_the_tables(team: Team) -> None:
    town, medic = team.town, team.town.medic.member
    house: dict[str, Any] = {"organisation": town.organisation}
    kind = CredentialKind.objects.create(name="医师资格证", professions=[Profession.MEDIC], made_at=nine, **house)
    CredentialKind.objects.create(name="驾照", professions=[Profession.MEDIC], required=False, made_at=nine, **house)
    for state, expires in ((Checked.VALID, FRIDAY), (Checked.REFUSED, None), (Checked.WAITING, None)):
        Credential.objects.create(kind=kind, member=medic, state=state, expires_on=expires, made_at=nine, **house)
    Pause.objects.create(member=medic, begins_on=FRIDAY, ends_on=FRIDAY, made_at=nine, **house)
    Pause.objects.create(member=medic, begins_on=FRIDAY, ends_on=None, made_at=nine, ended_at=nine, **house)
    Wish.objects.create(campaign=town.campaign, member=medic, kind=WishKind.MOST, number=3, made_at=nine, **house)
    partner = town.colleague.member
    Wish.objects.create(
        campaign=town.campaign, member=medic, kind=WishKind.WITH, partner=partner, made_at=nine, **house
    )
    facts = living_facts(town.campaign, FRIDAY, FRIDAY, nine)
    who = facts.people[medic.pk]
    assert [(paper.name, paper.valid) for paper in who.papers] == [("医师资格证", ((None, FRIDAY),))]
    assert who.pauses == ((FRIDAY, FRIDAY),)
    assert (who.most_shifts, who.least_shifts, who.serve_with) == (3, 0, frozenset({partner.pk}))
    assert facts.people[town.counsellor.member.pk].papers == ()
    assert town.stranger.member.pk not in facts.people


def test_a_volunteer_is_new_until_her_fifth_shift_or_a_coordinators_word(team: Team) -> None:
    town, who = team.town, team.town.volunteer.member

    def is_new() -> bool:
        return living_facts(town.campaign, FRIDAY, FRIDAY, nine).people[who.pk].is_new

    for n in range(5):
        assert is_new()
        Attendance.objects.create(
            organisation=town.organisation, campaign=town.campaign, member=who, in_at=nine - days(n + 1),
            out_at=nine - days(n + 1) + hours(1),
        )  # fmt: skip
    assert not is_new()
    Member.objects.filter(pk=who.pk).update(experienced=False)
    assert is_new()
    assert not living_facts(town.campaign, FRIDAY, FRIDAY, nine).people[town.medic.member.pk].is_new


def test_shifts_around_stand_and_those_of_the_days_can_be_moved(team: Team) -> None:
    town = team.town
    second = town.opens(town.organisation, "second")
    for campaign, begin in (
        (town.campaign, nine),
        (town.campaign, nine + days(1)),
        (town.campaign, nine - days(3)),
        (
            second,
            nine
            + days(
                1,
            )
            + hours(5),
        ),
    ):
        Slot.objects.create(
            organisation=town.organisation, campaign=campaign, member=town.medic.member, begins_at=begin,
            ends_at=begin + hours(4),
        )  # fmt: skip
    facts = living_facts(town.campaign, nine.date(), FRIDAY, nine)
    found = [(each.day, each.movable, each.here) for each in facts.by_member[town.medic.member.pk]]
    assert found == [
        (date(2026, 3, 2), False, True), (date(2026, 3, 5), False, True), (FRIDAY, True, True), (FRIDAY, False, False),
    ]  # fmt: skip


def test_cover_by_weekday_and_by_date(team: Team) -> None:
    def need(profession: Profession, begins: int, ends: int, many: int, **on: Any) -> None:
        CoverNeed.objects.create(
            organisation=team.town.organisation, campaign=team.campaign, profession=profession, need=many,
            begins=f"{begins:02}:00", ends=f"{ends:02}:00", made_at=nine, **on,
        )  # fmt: skip

    def wanted(day: date) -> set[tuple[str, int, int, int]]:
        zone = team.campaign.tz
        return {
            (each.profession.value, each.begins.astimezone(zone).hour, each.ends.astimezone(zone).hour, each.need)
            for each in living_facts(team.campaign, day, day, nine).needs
        }

    assert ("medic", 8, 22, 1) in wanted(FRIDAY)  # nobody said: one of each while it is open
    need(Profession.MEDIC, 8, 12, 2, weekdays=[4])
    need(Profession.NEWS, 18, 0, 1, weekdays=[4, 5])
    need(Profession.MEDIC, 20, 2, 3, day=FRIDAY + timedelta(days=7))
    assert wanted(FRIDAY) == {("medic", 8, 12, 2), ("news", 18, 0, 1)}
    assert wanted(FRIDAY + timedelta(days=1)) == {("news", 18, 0, 1)}
    assert wanted(FRIDAY + timedelta(days=7)) == {("medic", 20, 2, 3), ("news", 18, 0, 1)}
    assert wanted(FRIDAY + timedelta(days=14)) == set()  # the service is over
