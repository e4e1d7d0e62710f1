"""Shifts, coming on and off duty, and which hour has nobody."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from anxin.people.kinds import Profession
from anxin.rota.actions.duty import check_in, check_out
from anxin.rota.actions.slots import LONGEST, enter_slot, remove_slot
from anxin.rota.models import Attendance, RotaRules, Slot
from anxin.rota.queries import attendance_of, cover_of, on_duty, slot_at, slots_between
from anxin.rota.rules.coming import may_check_in, opens
from tests.town import Town, hours, minutes, nine, refused, seconds
from tests.townsfolk import Staff


def put_down(town: Town, who: Staff, begin: datetime = nine, length: timedelta = timedelta(hours=4)) -> Slot:
    return enter_slot(
        campaign=town.campaign, member=who.member, begins_at=begin, ends_at=begin + length, by=town.coordinator.member, at=nine
    )  # fmt: skip


def test_a_shift_is_entered_and_removed_with_one_event_each(town: Town) -> None:
    slot = put_down(town, town.medic)
    assert town.names_of(slot) == ["slot.entered"]
    key = slot.pk
    remove_slot(slot=slot, by=town.coordinator.member, at=nine)
    assert not Slot.objects.exists()
    slot.pk = key
    assert town.names_of(slot) == ["slot.entered", "slot.removed"]


@pytest.mark.parametrize("length", [timedelta(0), timedelta(minutes=-1), LONGEST + timedelta(seconds=1)])
def test_a_shift_goes_forward_and_ends(town: Town, length: timedelta) -> None:
    with refused("slot_backwards", 422):
        put_down(town, town.medic, length=length)
    figures = {"day_hours": 16, "weights": {"break_inside": "off"}}
    RotaRules.objects.create(campaign=town.campaign, organisation=town.organisation, figures=figures, changed_at=nine)
    put_down(town, town.medic, length=LONGEST)


@pytest.mark.parametrize(
    ("begin", "length", "clashes"),
    [(-1, 1, False), (-1, 2, True), (0, 4, True), (1, 1, True), (3, 4, True), (4, 1, False), (-1, 9, True)],
)
def test_nobody_stands_in_two_shifts(town: Town, begin: int, length: int, clashes: bool) -> None:
    put_down(town, town.medic)
    put_down(town, town.colleague)
    if clashes:
        with refused("slot_clashes"):
            put_down(town, town.medic, nine + hours(begin), hours(length))
    else:
        put_down(town, town.medic, nine + hours(begin), hours(length))


def test_who_takes_no_part_gets_no_shift_and_is_not_on_duty(town: Town) -> None:
    with refused("takes_no_part"):
        put_down(town, town.stranger)
    with refused("takes_no_part"):
        check_in(campaign=town.campaign, member=town.stranger.member, by=town.stranger.member, at=nine)
    town.volunteer.member.active = False
    town.volunteer.member.save()
    with refused("takes_no_part"):
        put_down(town, town.volunteer)
    assert town.volunteer.member not in [each.member for each in on_duty(town.campaign)]


def test_coming_twice_is_coming_once_and_going_twice_is_going_once(town: Town) -> None:
    first = attendance_of(town.campaign, town.medic.member)
    assert town.medic.checks_in(at=nine + hours(1)) == first
    assert first is not None
    assert town.names_of(first) == ["duty.begun"]
    check_out(attendance=first, by=town.medic.member, at=nine + hours(2))
    check_out(attendance=first, by=town.medic.member, at=nine + hours(3))
    assert town.names_of(first) == ["duty.begun", "duty.ended"]
    assert Attendance.objects.get(pk=first.pk).out_at == nine + hours(2)
    assert attendance_of(town.campaign, town.medic.member) is None
    assert town.medic.checks_in(at=nine + hours(3)) != first


AHEAD = [(nine + hours(4), nine + hours(8)), (nine + hours(30), nine + hours(34))]


@pytest.mark.parametrize(
    ("at", "begins"),
    [
        (nine + minutes(209), 4), (nine + minutes(210) - seconds(1), 4),
        (nine + minutes(210), None), (nine + hours(4), None), (nine + hours(8) - seconds(1), None),
        (nine + hours(8), 30), (nine + minutes(29 * 60 + 30), None), (nine + hours(34), None),
    ],
)  # fmt: skip
def test_from_when_one_can_check_in(at: datetime, begins: int | None) -> None:
    assert opens(AHEAD, at) == (None if begins is None else nine + hours(begins) - minutes(30))
    found = may_check_in(AHEAD, at, ZoneInfo("Asia/Shanghai"))
    assert (found.code if found else None) == (None if begins is None else "too_early")
    if found is not None and begins == 4:
        assert found.params == {"day": "3-5", "begins": "13:00", "opens": "3-5 12:30"}


def test_who_has_a_shift_ahead_checks_in_within_its_window_and_a_coordinator_at_any_time(town: Town) -> None:
    for who in (town.medic, town.colleague, town.coordinator):
        put_down(town, who, nine + hours(4))
    assert town.medic.checks_in(at=nine + minutes(1)).out_at is None  # she is there already
    town.medic.checks_out()
    with refused("too_early"):
        town.medic.checks_in(at=nine + minutes(209))
    assert attendance_of(town.campaign, town.medic.member) is None
    check_in(campaign=town.campaign, member=town.coordinator.member, by=town.coordinator.member, at=nine)
    check_in(campaign=town.campaign, member=town.medic.member, by=town.coordinator.member, at=nine)
    town.medic.checks_out()
    assert town.medic.checks_in(at=nine + minutes(210)).in_at == nine + minutes(210)
    town.medic.checks_out()
    assert town.medic.checks_in(at=nine + hours(8)).out_at is None  # no shift ahead any more


def test_nobody_goes_before_she_came(town: Town) -> None:
    attendance = attendance_of(town.campaign, town.medic.member)
    assert attendance is not None
    assert check_out(attendance=attendance, by=town.medic.member, at=nine - hours(1)).out_at == nine


def test_a_coordinator_puts_somebody_on_duty(town: Town) -> None:
    town.medic.checks_out()
    attendance = check_in(campaign=town.campaign, member=town.medic.member, by=town.coordinator.member, at=nine)
    assert town.events_of(attendance)[0].actor_id == town.coordinator.member.pk


def test_who_is_meant_to_be_there_now(town: Town) -> None:
    slot = put_down(town, town.medic)
    members = [town.medic.member.pk, town.colleague.member.pk]
    assert slot_at(town.campaign, members, nine) == {town.medic.member.pk: slot}
    assert slot_at(town.campaign, members, nine + hours(4)) == {}
    assert slot_at(town.campaign, members, nine - seconds(1)) == {}
    assert slots_between(town.campaign, nine + hours(4), nine + hours(5)) == []
    assert slots_between(town.campaign, nine - hours(1), nine + seconds(1)) == [slot]


def covered(town: Town, profession: Profession) -> dict[int, int]:
    return dict(next(each.hours for each in cover_of(town.campaign, date(2026, 3, 5)) if each.profession == profession))


def test_cover_counts_who_is_there_for_the_whole_hour(town: Town) -> None:
    put_down(town, town.medic, nine, hours(2))
    put_down(town, town.colleague, nine + minutes(30), hours(2))
    found = covered(town, Profession.MEDIC)
    assert sorted(found) == list(range(8, 22))
    assert {hour: n for hour, n in found.items() if n} == {9: 1, 10: 2}
    assert set(covered(town, Profession.COUNSELLOR).values()) == {0}


def test_cover_of_half_an_hour_that_is_served(town: Town) -> None:
    town.campaign.hours = {"weekly": [[["08:30", "10:15"]]] * 7, "exceptions": {"2026-03-06": []}}
    put_down(town, town.medic, nine - minutes(30), minutes(105))
    assert covered(town, Profession.MEDIC) == {8: 1, 9: 1, 10: 1}
    assert cover_of(town.campaign, date(2026, 3, 6)) == []
    assert cover_of(town.campaign, date(2026, 4, 1)) == []


def test_in_a_row_two_shifts_of_one_person_cover_the_hour_between_them(town: Town) -> None:
    put_down(town, town.medic, nine, minutes(90))
    put_down(town, town.medic, nine + minutes(90), minutes(90))
    assert {hour for hour, n in covered(town, Profession.MEDIC).items() if n} == {9, 10, 11}
