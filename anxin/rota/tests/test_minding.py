"""Who has not come, whose shift is over, what the day lacks: told once each, to whom it concerns."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from anxin.campaigns.models import Campaign
from anxin.core.models import Event
from anxin.desk.queries import candidates
from anxin.people.kinds import Profession
from anxin.people.models import Notice
from anxin.rota.actions import check_in
from anxin.rota.actions.cover import set_cover
from anxin.rota.actions.hand_over import leave_note
from anxin.rota.expected import lacks, over_time
from anxin.rota.gap_words import gap_sentences
from anxin.rota.minding import mind_cover, mind_shifts
from anxin.rota.models import HandOverNote, Slot
from anxin.rota.notes import notes_for
from anxin.rota.rules.facts import Need
from anxin.rota.rules.shortage import Presence, Shortage, from_then_on, shortages
from tests.town import Town, hours, minutes, nine, refused
from tests.townsfolk import Staff

M, C = Profession.MEDIC, Profession.COUNSELLOR


def put_down(town: Town, who: Staff, begin: datetime = nine, length: timedelta = timedelta(hours=4)) -> Slot:
    return Slot.objects.create(
        organisation_id=town.organisation.pk, campaign=town.campaign, member=who.member, begins_at=begin,
        ends_at=begin + length,
    )  # fmt: skip


def need(profession: Profession, begin: float, end: float, people: int = 1) -> Need:
    return Need(profession, nine + hours(begin), nine + hours(end), people)


def there(profession: Profession, begin: float, end: float) -> Presence:
    return Presence(profession, nine + hours(begin), nine + hours(end))


def lack(profession: Profession, begin: float, end: float, people: int = 1, has: int = 0) -> Shortage:
    return Shortage(profession, nine + hours(begin), nine + hours(end), people, has)


@pytest.mark.parametrize(
    ("needs", "present", "found"),
    [
        ([need(M, 0, 4)], [there(M, 0, 4)], []),
        ([need(M, 0, 4)], [there(C, 0, 4)], [lack(M, 0, 4)]),
        ([need(M, 0, 4)], [there(M, 0, 2), there(M, 2, 4)], []),
        ([need(M, 0, 4)], [there(M, -1, 1), there(M, 2.5, 9)], [lack(M, 1, 2.5)]),
        ([need(M, 0, 4, 2)], [there(M, 0, 4), there(M, 1, 2)], [lack(M, 0, 1, 2, 1), lack(M, 2, 4, 2, 1)]),
        ([need(M, 0, 2), need(M, 2, 4)], [], [lack(M, 0, 4)]),
        ([need(M, 0, 2), need(M, 2, 4, 0)], [], [lack(M, 0, 2)]),
        ([need(M, 0, 0)], [], []),
    ],
)
def test_stretches_that_have_too_few(needs: list[Need], present: list[Presence], found: list[Shortage]) -> None:
    assert shortages(needs, present) == found


def test_what_is_over_is_lacking_no_more() -> None:
    both = [lack(M, 0, 1), lack(C, 0, 4)]
    assert from_then_on(both, nine + hours(1)) == [lack(C, 1, 4)]


def test_who_has_not_come_is_reminded_once_and_then_the_coordinators(town: Town) -> None:
    town.medic.checks_out()
    put_down(town, town.medic)
    put_down(town, town.colleague)  # she is there
    mind_shifts(nine + minutes(9.9))
    assert town.medic.told() == []
    for at in (10, 11, 19.9):
        mind_shifts(nine + minutes(at))
    assert town.medic.told() == ["not_checked_in"]
    assert town.coordinator.told() == []
    for at in (20, 21):
        mind_shifts(nine + minutes(at))
    assert town.coordinator.told() == ["has_not_come"]
    assert town.supervisor.told() == town.colleague.told() == []
    check_in(campaign=town.campaign, member=town.medic.member, by=town.medic.member, at=nine + minutes(25))
    town.follows()
    assert town.medic.told() == town.coordinator.told() == []
    mind_shifts(nine + minutes(30))
    assert town.medic.told() == town.coordinator.told() == []


def test_nobody_is_reminded_of_what_is_over_taken_off_or_not_hers(town: Town) -> None:
    slot = put_down(town, town.medic, nine - hours(1))
    town.medic.checks_out(at=nine)  # the coordinator's own word: she was there and was taken off
    mind_shifts(nine + minutes(30))
    assert town.medic.told() == []
    Slot.objects.filter(pk=slot.pk).update(begins_at=nine + minutes(1))
    Campaign.objects.filter(pk=town.campaign.pk).update(closed_at=nine)
    mind_shifts(nine + minutes(30))
    assert town.medic.told() == []


def test_whose_shift_is_over_is_told_to_hand_over_and_stays(town: Town) -> None:
    put_down(town, town.medic, nine, hours(2))
    put_down(town, town.colleague, nine, hours(2))
    put_down(town, town.colleague, nine + hours(2), hours(2))  # it goes on
    mind_shifts(nine + minutes(119))
    assert town.medic.told() == []
    mind_shifts(nine + hours(2))
    mind_shifts(nine + hours(2) + minutes(5))
    assert town.medic.told() == ["shift_over"]
    assert town.colleague.told() == []
    assert town.medic.checks_in(at=nine + hours(3)).out_at is None


def test_who_stayed_over_her_time_comes_after_who_is_in_her_shift(town: Town) -> None:
    put_down(town, town.medic, nine, hours(1))
    put_down(town, town.colleague, nine, hours(4))
    members = [town.medic.member.pk, town.colleague.member.pk, town.volunteer.member.pk]
    assert over_time(town.campaign, members, nine + minutes(59)) == set()
    assert over_time(town.campaign, members, nine + hours(1)) == {town.medic.member.pk}
    at = nine + hours(2)
    assert {each.id for each in candidates(town.campaign, at) if each.over_time} == {town.medic.member.pk}
    for _ in range(3):  # so many at a time, and she in her shift has them all
        question = town.resident.asks(at=at)
        town.ticks(at)
        assert town.fresh(question).offered_to == town.colleague.member


def gaps(town: Town, at: datetime) -> list[str]:
    return gap_sentences(lacks(town.campaign, at.date(), at), town.campaign)


def want_two_medics(town: Town) -> None:
    Slot.objects.all().delete()
    set_cover(
        campaign=town.campaign, professions=[M], weekdays=range(7), day=None, begins=nine.time(),
        ends=nine.replace(hour=15).time(), people=2, by=town.coordinator.member, at=nine,
    )  # fmt: skip
    put_down(town, town.medic, nine, hours(6))


def test_a_gap_is_told_in_the_morning_and_two_hours_before_once_each(town: Town) -> None:
    want_two_medics(town)
    put_down(town, town.colleague, nine, hours(5))  # from 14:00 on there is one of two
    assert [(each.need, each.has) for each in lacks(town.campaign, nine.date(), nine)] == [(2, 1)]
    assert gaps(town, nine)[0].startswith("14:00–15:00 ")
    mind_cover(nine.replace(hour=6))
    assert town.coordinator.told() == []
    for minute in (0, 5, 30):
        mind_cover(nine.replace(hour=7, minute=minute))
    assert town.coordinator.told() == ["gaps_today"]
    mind_cover(nine.replace(hour=11, minute=55))
    assert town.coordinator.told() == ["gaps_today"]
    for minute in (0, 5):
        mind_cover(nine.replace(hour=12, minute=minute))
    assert town.coordinator.told() == ["gaps_today", "gap_soon"]
    assert town.supervisor.told() == town.stranger.told() == []
    Notice.objects.update(seen_at=nine)
    mind_cover(nine.replace(hour=12, minute=10))
    assert town.coordinator.told() == []


def test_a_gap_that_was_filled_needs_nobody_any_more(town: Town) -> None:
    want_two_medics(town)
    mind_cover(nine.replace(hour=8))
    assert town.coordinator.told() == ["gaps_today", "gap_soon"]
    put_down(town, town.colleague, nine, hours(6))
    mind_cover(nine.replace(hour=8, minute=5))
    assert town.coordinator.told() == []


def test_a_service_without_a_rota_is_left_in_peace(town: Town) -> None:
    Slot.objects.all().delete()
    mind_cover(nine.replace(hour=8))
    assert town.coordinator.told() == []


def test_a_note_is_sealed_shown_to_those_who_come_next_and_twice_is_once(town: Town) -> None:
    for _ in range(2):
        leave_note(campaign=town.campaign, text=" 晚上七点菜车到东门。 ", by=town.medic.member, at=nine)
    note = HandOverNote.objects.get()
    assert [(each.name, each.text) for each in notes_for(town.campaign, nine + hours(1))] == [
        ("林医生", "晚上七点菜车到东门。")
    ]
    assert notes_for(town.campaign, nine + hours(17)) == []
    assert "菜车" not in str(Event.objects.filter(about_id=note.pk).values())
    with refused("empty", 422):
        leave_note(campaign=town.campaign, text="  ", by=town.medic.member, at=nine)
    with refused("too_long", 422):
        leave_note(campaign=town.campaign, text="长" * 1001, by=town.medic.member, at=nine)
    with refused("takes_no_part", 403):
        leave_note(campaign=town.campaign, text="好", by=town.stranger.member, at=nine)


def test_the_note_on_the_pages(town: Town, settings: Any) -> None:
    settings.DEMO = True  # there, a coordinator of elsewhere needs no second step at the sign-in
    page = town.browser(town.medic)
    assert page.get("/duty/huzhu/note").status_code == 200
    assert page.post("/duty/huzhu/note", {"text": "  "}).status_code == 422
    assert page.post("/duty/huzhu/note", {"text": "东门今天走不通"})["Location"] == "/desk/huzhu/hand-over"
    for path in ("/desk/huzhu", "/desk/huzhu/hand-over", "/duty/huzhu/note"):
        assert "东门今天走不通" in town.browser(town.colleague).get(path).content.decode(), path
    assert town.browser(town.stranger).get("/duty/huzhu/note").status_code == 404
    assert town.browser(town.stranger).post("/duty/huzhu/note", {"text": "好"}).status_code == 404


def test_overseers_see_on_the_desk_what_is_lacking_soon(town: Town, settings: Any) -> None:
    settings.DEMO = True
    want_two_medics(town)
    assert "9:00–15:00" in town.browser(town.coordinator).get("/desk/huzhu").content.decode()
    assert "9:00–15:00" not in town.browser(town.medic).get("/desk/huzhu").content.decode()
