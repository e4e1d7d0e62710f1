"""Being relieved: the rest of a shift goes to a colleague, by the rules; both hear of it, and the desk goes on."""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from anxin.core.event import verify_chain
from anxin.core.ids import new_id
from anxin.core.models import Event
from anxin.desk.actions.handover import take_break
from anxin.people.kinds import Profession
from anxin.people.models import Notice
from anxin.people.wording import in_words
from anxin.rota.actions import check_in, relief
from anxin.rota.actions.relief import relieve
from anxin.rota.actions.slots import enter_slot
from anxin.rota.actions.strain import note_strain_of
from anxin.rota.kinds import Can
from anxin.rota.models import Attendance, ShiftKind, Slot
from anxin.rota.queries import on_duty
from anxin.rota.relief import weary
from anxin.rota.rules.facts import Facts, Stint
from anxin.rota.rules.figures import Figures
from anxin.rota.rules.relieving import cut_at, may_take_over, split
from anxin.rota.tests.team import FRIDAY, Team
from anxin.triage import Risk
from tests.at_once import at_once
from tests.town import SHANGHAI, Town, hours, minutes, nine, refused, seconds
from tests.townsfolk import Staff

BEGIN = datetime.combine(FRIDAY, time(8), SHANGHAI)
TEN = BEGIN + hours(2)
LATER = TEN + seconds(40)  # within the minute


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.DEMO = True


@pytest.fixture
def team(town: Town) -> Team:
    return Team(town)


def shift(team: Team, who: Staff, kind: ShiftKind | None = None, day: date = FRIDAY) -> Slot:
    kind = kind or team.early
    begins = datetime.combine(day, kind.begins, team.campaign.tz)
    return enter_slot(
        campaign=team.campaign, member=who.member, begins_at=begins, ends_at=begins + hours(5), kind=kind, anyway=True,
        by=team.town.coordinator.member, at=nine,
    )  # fmt: skip


def relieves(team: Team, slot: Slot, to: Staff, at: datetime = LATER, by: Staff | None = None, **more: Any) -> Slot:
    team.town.at(at)
    by = by or team.town.coordinator
    return relieve(slot=slot, of=slot.member_id, to=to.member, by=by.member, at=at, **more)


def rests(team: Team, who: Staff, at: datetime = LATER) -> None:
    take_break(campaign=team.campaign, back_by=team.town.at(at) + minutes(30), hand_back=False, by=who.member, at=at)


def times(*slots: Slot) -> list[tuple[str, int, int]]:
    rows = Slot.objects.filter(pk__in=[each.pk for each in slots]).select_related("member").order_by("begins_at")
    return [
        (row.member.name, row.begins_at.astimezone(SHANGHAI).hour, row.ends_at.astimezone(SHANGHAI).hour)
        for row in rows
    ]


def listed(team: Team, at: datetime = LATER) -> list[tuple[str, list[str]]]:
    found = weary(team.campaign, on_duty(team.campaign), at)
    return [(each.member.name, [one.name for one in each.candidates]) for each in found]


def test_a_shift_is_cut_at_the_minute_and_its_breaks_are_counted_as_the_rota_does() -> None:
    begin = datetime(2026, 3, 6, 14, tzinfo=UTC)  # 22:00 in Shanghai: the rest begins on the next day
    stint = Stint(uuid4(), FRIDAY, begin, begin + hours(8), 480, movable=False, key=uuid4())
    facts = Facts(FRIDAY, FRIDAY, SHANGHAI, Figures(), {}, {}, (stint,))
    cut = cut_at(begin, begin + hours(3) + seconds(59))
    parted, rest = split(facts, stint, cut)
    assert (rest.begins, rest.day, rest.minutes) == (begin + hours(3), FRIDAY + timedelta(days=1), 300)
    assert [(each.minutes, each.key == stint.key) for each in parted.stints] == [(180, True), (300, False)]
    assert split(facts, stint, cut_at(begin, begin - hours(1))) == (facts, stint)
    a, b, m = uuid4(), uuid4(), Profession.MEDIC
    asks = partial(may_take_over, holder=a, of=a, to=b, professions=(m, m), ends=begin, cut=begin - minutes(1))
    said = [asks(), asks(holder=b), asks(cut=begin), asks(to=a), asks(professions=(m, Profession.VOLUNTEER))]
    assert [each and each.code for each in said] == [
        None, "is_relieved", "is_relieved", "own_shift", "other_profession",
    ]  # fmt: skip


def test_the_rest_of_a_shift_goes_to_a_colleague_and_both_hear_of_it(team: Team) -> None:
    town = team.town
    question = town.resident.asks()
    town.medic.claims(question)
    slot = shift(team, town.medic)
    rests(team, town.medic)
    rest = relieves(team, slot, town.colleague)
    assert times(slot, rest) == [("林医生", 8, 10), ("何医生", 10, 13)]
    assert (rest.kind_id, rest.begins_at) == (slot.kind_id, TEN)
    assert town.names_of(slot) == ["slot.entered", "slot.relieved"]
    assert town.events_of(slot)[-1].data == {
        "of": str(town.medic.member.pk), "to": str(town.colleague.member.pk), "rest": str(rest.pk),
    }  # fmt: skip
    town.follows()
    told = {each.code: each for each in Notice.objects.filter(code__in=["relieved", "takes_over"])}
    assert told["relieved"].member_id == town.medic.member.pk
    assert told["takes_over"].member_id == town.colleague.member.pk
    assert "10:00" in in_words(told["relieved"])["words"]
    assert "10:00–13:00" in in_words(told["takes_over"])["words"]
    # As at the end of a shift: she is off duty, and who waited for her answer waits for somebody else's.
    assert not Attendance.objects.filter(member=town.medic.member, out_at=None).exists()
    assert town.fresh(question).owner_id is None


def test_with_somebody_in_danger_in_hand_she_stays_until_a_colleague_said_yes(team: Team) -> None:
    town = team.town
    danger = town.resident.asks("我不想活了", risk=Risk.IMMINENT)
    town.medic.claims(danger)
    relieves(team, shift(team, town.medic), town.colleague)
    town.follows()
    assert Attendance.objects.filter(member=town.medic.member, out_at=None).exists()
    assert town.fresh(danger).owner_id == town.medic.member.pk


def test_a_shift_that_lies_ahead_changes_hands_whole(team: Team) -> None:
    town = team.town
    slot = shift(team, town.medic)
    assert relieves(team, slot, town.colleague, at=BEGIN - hours(3)).pk == slot.pk
    town.follows()
    assert times(slot) == [("何医生", 8, 13)]
    codes = Notice.objects.filter(about_id=slot.pk).values_list("code", "member__name")
    assert set(codes) == {("relieved_ahead", "林医生"), ("takes_over", "何医生")}
    assert Attendance.objects.filter(member=town.medic.member, out_at=None).exists()  # she is here for another reason


def test_what_a_rule_blocks_is_refused_and_a_warning_wants_a_word(team: Team) -> None:
    town = team.town
    slot = shift(team, town.medic)
    team.says(town.colleague.member, Can.CANNOT, team.early)
    with refused("said_cannot"):
        relieves(team, slot, town.colleague, anyway=True)
    team.says(town.colleague.member, Can.RATHER_NOT, team.early)
    with refused("rather_not"):
        relieves(team, slot, town.colleague)
    with refused("other_profession"):
        relieves(team, slot, town.counsellor)
    with refused("own_shift"):
        relieves(team, slot, town.medic)
    with refused("is_relieved"):
        relieve(slot=slot, of=town.colleague.member.pk, to=town.colleague.member, by=town.coordinator.member, at=LATER)
    with refused("is_relieved"):
        relieves(team, slot, town.colleague, at=BEGIN + hours(5))
    assert times(slot) == [("林医生", 8, 13)]
    assert times(slot, relieves(team, slot, town.colleague, anyway=True))[0] == ("林医生", 8, 10)


def test_only_who_oversees_relieves_and_nobody_elsewhere(team: Team) -> None:
    town = team.town
    slot, address = shift(team, town.medic), "/duty/{}/slots/{}/relieve"
    with refused("not_allowed", 403):
        relieves(team, slot, town.colleague, by=town.volunteer)
    here = address.format("huzhu", slot.pk)
    body = {"of": str(slot.member_id), "to": str(town.colleague.member.pk), "next": "/day/huzhu"}
    assert town.browser(town.volunteer).post(here, body).status_code == 403
    assert town.browser(town.stranger).post(here, body).status_code == 404
    assert town.browser(town.stranger).post(address.format("chenguang", slot.pk), body).status_code == 404
    chen = town.browser(town.coordinator)
    assert chen.get(here).status_code == 405
    assert chen.post(address.format("huzhu", new_id()), body).status_code == 404
    for name, bad in (("of", "x"), ("to", ""), ("to", str(town.stranger.member.pk))):
        assert chen.post(here, {**body, name: bad}).status_code == 404
    assert times(slot) == [("林医生", 8, 13)]


def test_the_day_names_who_asked_with_ranked_colleagues_and_one_tap_puts_one_in(team: Team) -> None:
    town = team.town
    third = town.comes(team.campaign, "sun", "孙医生", Profession.MEDIC, [])
    slot = shift(team, town.medic)
    team.says(town.colleague.member, Can.RATHER_NOT, team.early)
    assert listed(team) == []
    rests(team, town.medic)
    assert listed(team) == [("林医生", ["孙医生", "何医生"])]
    team.says(third.member, Can.CANNOT, team.early)
    (row,) = weary(team.campaign, on_duty(team.campaign), LATER)
    assert [[each.name for each in names] for names in (row.candidates, row.blocked)] == [["何医生"], ["孙医生"]]
    team.says(third.member, Can.CAN, team.early)
    chen, address = town.browser(town.coordinator), f"/duty/huzhu/slots/{slot.pk}/relieve"
    page = chen.get("/day/huzhu").content.decode()
    assert address in page
    assert page.count('name="of"') == 2
    assert page.count('name="anyway" value="1"') == 1  # her warning is there before
    body = {"of": str(slot.member_id), "to": str(town.colleague.member.pk), "next": "/day/huzhu"}
    assert chen.post(address, body)["Location"] == "/day/huzhu"  # she said nothing of the warning: refused
    assert times(slot) == [("林医生", 8, 13)]
    after = chen.post(address, {**body, "to": str(third.member.pk)}, follow=True).content.decode()
    assert "10:00" in after
    assert times(slot) == [("林医生", 8, 10)]
    assert Slot.objects.get(begins_at=TEN).member_id == third.member.pk
    town.follows()
    assert listed(team) == []
    town.comes(team.campaign, "guo", "郭医生", Profession.MEDIC, [])
    rests(team, town.colleague)  # without a shift: named, with nothing to give away
    board = chen.get("/day/huzhu/board").content.decode()
    assert 'id="relief-title"' in board
    assert 'name="of"' not in board


def test_who_carried_a_crisis_is_named_with_the_shift_that_runs_and_one_before_her_rest_is_over(team: Team) -> None:
    town = team.town
    shift(team, town.medic)
    tomorrow, monday = (shift(team, town.medic, day=FRIDAY + timedelta(days=ahead)) for ahead in (1, 3))
    note_strain_of(
        campaign=team.campaign, member=town.medic.member, origin=new_id(), highest=3, ended_at=TEN - minutes(5),
        by=town.coordinator.member, at=TEN,
    )  # fmt: skip
    found = weary(team.campaign, on_duty(team.campaign), LATER)
    assert [(each.slot and each.slot.begins_at) for each in found] == [BEGIN, tomorrow.begins_at]
    assert all(each.rests_until == TEN - minutes(5) + hours(24) for each in found)
    assert monday.pk not in {each.slot.pk for each in found if each.slot}
    page = town.browser(town.supervisor).get("/day/huzhu").content.decode()
    assert page.count('name="of"') == 2


def test_of_two_who_put_somebody_in_at_once_one_wins(busy_town: Town) -> None:
    team, town = Team(busy_town), busy_town
    third = town.comes(team.campaign, "sun", "孙医生", Profession.MEDIC, [])
    for slot in (shift(team, town.medic), shift(team, town.medic, day=FRIDAY + timedelta(days=1))):
        said = at_once(*(partial(relieves, team, slot, who) for who in (town.colleague, third)))
        assert [each for each in said if isinstance(each, str)] == ["is_relieved"]
    assert Slot.objects.exclude(member=town.medic.member).count() == 2
    assert Event.objects.filter(name="slot.relieved").count() == 2
    verify_chain(town.organisation.pk)


def test_a_crash_in_the_middle_leaves_the_shift_as_it_was(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    town = team.town
    slot = shift(team, town.medic)
    check_in(campaign=team.campaign, member=town.medic.member, by=town.medic.member, at=nine)

    def dies(*args: Any, **more: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(relief, "record", dies)
    with pytest.raises(RuntimeError):
        relieves(team, slot, town.colleague)
    assert Slot.objects.count() == 1
    assert times(slot) == [("林医生", 8, 13)]
