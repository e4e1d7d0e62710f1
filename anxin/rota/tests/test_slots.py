"""Shifts by hand under the rules, those that become free, who could take them, and rest after a crisis."""

from datetime import date, timedelta
from typing import Any

import pytest

from anxin.core.actor import MACHINE
from anxin.core.event import record
from anxin.people.kinds import Profession
from anxin.people.models import Notice
from anxin.rota.actions.slots import enter_slot, free_slots
from anxin.rota.kinds import Can
from anxin.rota.models import RotaRules, Slot, Strain
from anxin.rota.replacements import ranked
from anxin.rota.tests.team import FRIDAY, Team
from tests.town import Town, days, hours, nine, refused
from tests.townsfolk import Staff


@pytest.fixture
def team(town: Town) -> Team:
    return Team(town)


def enters(town: Town, who: Staff, begins: Any, length: float = 4, **more: Any) -> Slot:
    return enter_slot(
        campaign=town.campaign, member=who.member, begins_at=begins, ends_at=begins + hours(length),
        by=town.coordinator.member, at=nine, **more,
    )  # fmt: skip


def test_by_hand_the_same_rules_hold_as_in_a_draft(town: Town) -> None:
    enters(town, town.medic, nine + hours(9))
    with refused("rest_too_short"):
        enters(town, town.medic, nine + hours(23), anyway=True)
    enters(town, town.medic, nine + hours(24))
    for n in range(2, 6):
        enters(town, town.medic, nine + days(n))
    with refused("too_many_days"):
        enters(town, town.medic, nine + days(6))
    enters(town, town.medic, nine + days(7))


def test_what_only_warns_wants_a_yes(town: Town) -> None:
    with refused("no_break"):
        enters(town, town.medic, nine, 7)
    enters(town, town.medic, nine, 7, anyway=True)


def test_a_kind_of_shift_brings_what_she_said_and_its_break(team: Team) -> None:
    town = team.town
    team.says(town.medic.member, Can.CANNOT, team.early)
    eight = nine + days(1) - hours(1)
    with refused("said_cannot"):
        enters(town, town.medic, eight, 5, kind=team.early)
    team.early.professions = [Profession.COUNSELLOR]
    team.early.save()
    with refused("other_profession"):
        enters(town, town.colleague, eight, 5, kind=team.early)


def test_another_service_of_hers_counts(town: Town) -> None:
    second = town.opens(town.organisation, "second")
    second.participants.create(organisation=town.organisation, member=town.medic.member)
    enters(town, town.medic, nine + hours(9))
    with refused("rest_too_short"):
        enter_slot(
            campaign=second, member=town.medic.member, begins_at=nine + hours(22), ends_at=nine + hours(24),
            by=town.coordinator.member, at=nine,
        )  # fmt: skip


def test_every_change_of_a_slot_makes_a_new_revision(town: Town) -> None:
    enters(town, town.medic, nine + hours(2))
    enters(town, town.colleague, nine + hours(2))
    free_slots(member=town.medic.member, first=None, last=None, by=MACHINE, at=nine)
    assert RotaRules.objects.get().revision == 3


def told(code: str) -> set[str]:
    return set(Notice.objects.filter(code=code).values_list("member__name", flat=True))


def test_who_is_let_go_is_freed_of_what_has_not_begun_and_the_coordinator_hears_of_it(town: Town) -> None:
    begun = enters(town, town.medic, nine - hours(1), 3)
    enters(town, town.medic, nine + days(1))
    record("member.deactivated", about=town.medic.member, by=town.coordinator.member, at=nine)
    town.follows()
    assert set(Slot.objects.values_list("id", flat=True)) == {begun.pk}
    assert told("shifts_freed") == {"陈姐"}


def test_a_pause_frees_its_own_days_alone(town: Town) -> None:
    kept = [enters(town, town.medic, nine + days(n)).pk for n in (1, 4)]
    for n in (2, 3):
        enters(town, town.medic, nine + days(n))
    first = nine.date()
    record(
        "member.paused", about=town.medic.member, by=town.medic.member, at=nine, first=first + timedelta(days=2),
        last=first + timedelta(days=3),
    )  # fmt: skip
    town.follows()
    assert list(Slot.objects.order_by("begins_at").values_list("id", flat=True)) == kept


def test_a_pause_without_an_end_frees_all_that_follows(town: Town) -> None:
    enters(town, town.medic, nine + days(3))
    record("member.paused", about=town.medic.member, by=town.medic.member, at=nine, first=date(2026, 3, 6), last=None)
    town.follows()
    town.follows()
    assert not Slot.objects.exists()


def test_replacements_begin_with_whom_no_rule_holds_back(team: Team) -> None:
    town = team.town
    third = town.comes(town.campaign, "third", "三医生", Profession.MEDIC, [])
    fourth = town.comes(town.campaign, "fourth", "四医生", Profession.MEDIC, [])
    eight = nine + days(1) - hours(1)
    slot = enters(town, town.medic, eight, 5, kind=team.early)
    enters(town, town.colleague, nine + hours(9))  # ends at 22:00, ten hours before
    team.says(third.member, Can.RATHER_NOT, team.early)
    team.says(fourth.member, Can.WANT, team.early)
    found = ranked(slot, nine)
    assert [each.name for each in found] == ["四医生", "三医生", "何医生"]
    assert [each.blocks for each in found] == [False, False, True]
    assert found[2].judged[0].finding.code == "rest_too_short"


def test_replacements_in_a_draft(team: Team) -> None:
    version = team.draft()
    row = team.puts(version, team.town.medic.member, team.early)
    assert [each.name for each in ranked(row, nine)] == ["何医生"]
    team.puts(version, team.town.colleague.member, team.early)
    assert ranked(row, nine)[0].judged[0].finding.code == "slot_clashes"


def test_after_a_crisis_who_carried_it_rests(team: Team) -> None:
    town = team.town
    question = town.resident.asks()
    record(
        "crisis.ended", about=question, by=town.medic.member, at=nine, crisis=question.pk, highest=3, end="answered",
        campaign=town.campaign.pk, owner=town.medic.member.pk, beside=[str(town.colleague.member.pk)],
    )  # fmt: skip
    town.follows()
    town.follows()
    assert set(Strain.objects.values_list("member__name", "highest")) == {("林医生", 3), ("何医生", 3)}
    with refused("rests_after_crisis"):
        enters(town, town.medic, nine + hours(23))
    enters(town, town.medic, nine + hours(24))
    version = team.draft()
    with refused("rests_after_crisis"):
        team.puts(version, town.colleague.member, team.early, FRIDAY)
    team.puts(version, town.colleague.member, team.late, FRIDAY)
