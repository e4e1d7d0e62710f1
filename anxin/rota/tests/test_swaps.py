"""Shifts that change hands: offered, taken, agreed to, undone; in chains and circles; two at once."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from anxin.core.event import verify_chain
from anxin.people.kinds import Profession
from anxin.people.models import Notice
from anxin.rota.actions.publish import publish
from anxin.rota.actions.slots import enter_slot, free_slots, remove_slot
from anxin.rota.actions.swap import approve_swap, decline_swap, offer_swap, take_swap, undo_swap, withdraw_swap
from anxin.rota.kinds import Can, SwapState
from anxin.rota.models import ShiftKind, Slot, Swap
from anxin.rota.swap_jobs import lapse
from anxin.rota.swaps import offers_for
from anxin.rota.tests.team import FRIDAY, Team
from tests.at_once import at_once
from tests.town import Town, hours, nine, refused
from tests.townsfolk import Staff


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.DEMO = True


@pytest.fixture
def team(town: Town) -> Team:
    return Team(town)


def shift(team: Team, who: Staff, kind: ShiftKind, ahead: int = 0) -> Slot:
    begins = datetime.combine(FRIDAY + timedelta(days=ahead), kind.begins, team.campaign.tz)
    return enter_slot(
        campaign=team.campaign, member=who.member, begins_at=begins, ends_at=begins + hours(5), kind=kind, anyway=True,
        by=team.town.coordinator.member, at=nine,
    )  # fmt: skip


def gives(slot: Slot, who: Staff, at: datetime = nine, **more: Any) -> Swap:
    return offer_swap(slot=slot, by=who.member, at=at, **more)


def holder(slot: Slot) -> UUID:
    return Slot.objects.get(pk=slot.pk).member_id


def test_a_shift_offered_to_all_is_taken_and_undone_until_it_begins(team: Team) -> None:
    town = team.town
    slot = shift(team, town.medic, team.early)
    swap = gives(slot, town.medic, note="孩子发烧")
    town.follows()
    assert Notice.objects.get(code="swap_offered").member_id == town.colleague.member.pk
    assert [each.swap.pk for each in offers_for(town.colleague.member, team.campaign, nine)] == [swap.pk]
    assert offers_for(town.counsellor.member, team.campaign, nine) == []
    taken = take_swap(swap=swap, by=town.colleague.member, at=nine)
    assert (taken.state, holder(slot)) == (SwapState.DONE, town.colleague.member.pk)
    town.follows()
    assert list(Notice.objects.filter(seen_at=None).values_list("code", flat=True)) == ["swap_done"]
    with refused("shift_begun"):
        undo_swap(swap=swap, by=town.medic.member, at=slot.begins_at)
    undo_swap(swap=swap, by=town.medic.member, at=slot.begins_at - hours(1))
    assert holder(slot) == town.medic.member.pk
    assert town.names_of(swap) == ["swap.asked", "swap.done", "swap.undone"]


def test_two_shifts_are_exchanged_and_both_go_back(team: Team) -> None:
    town = team.town
    mine, hers = shift(team, town.medic, team.early), shift(team, town.colleague, team.late, 1)
    swap = gives(mine, town.medic, to=town.colleague.member, in_return=hers)
    with refused("not_asked"):
        take_swap(swap=swap, by=town.supervisor.member, at=nine)
    take_swap(swap=swap, by=town.colleague.member, at=nine)
    assert (holder(mine), holder(hers)) == (town.colleague.member.pk, town.medic.member.pk)
    undo_swap(swap=swap, by=town.colleague.member, at=nine)
    assert (holder(mine), holder(hers)) == (town.medic.member.pk, town.colleague.member.pk)


def test_what_a_rule_blocks_cannot_be_taken_and_is_not_offered(team: Team) -> None:
    town = team.town
    slot = shift(team, town.medic, team.early)
    team.says(town.colleague.member, Can.CANNOT, team.early)
    with refused("said_cannot"):
        gives(slot, town.medic, to=town.colleague.member)
    swap = gives(slot, town.medic)
    assert offers_for(town.colleague.member, team.campaign, nine) == []
    with refused("said_cannot"):
        take_swap(swap=swap, by=town.colleague.member, at=nine)
    with refused("other_profession"):
        take_swap(swap=swap, by=town.volunteer.member, at=nine)
    with refused("own_shift"):
        take_swap(swap=swap, by=town.medic.member, at=nine)
    assert holder(slot) == town.medic.member.pk


def test_where_a_rule_warns_a_coordinator_says_yes(team: Team) -> None:
    town = team.town
    slot = shift(team, town.medic, team.early)
    team.says(town.colleague.member, Can.RATHER_NOT, team.early)
    swap = take_swap(swap=gives(slot, town.medic), by=town.colleague.member, at=nine)
    assert (swap.state, holder(slot)) == (SwapState.ACCEPTED, town.medic.member.pk)
    assert swap.needs_yes == ["rather_not"]
    town.follows()
    assert Notice.objects.get(code="swap_waits").member_id == town.coordinator.member.pk
    with refused("own_yes"):
        approve_swap(swap=swap, by=town.medic.member, at=nine)
    assert approve_swap(swap=swap, by=town.coordinator.member, at=nine).state == SwapState.DONE
    assert holder(slot) == town.colleague.member.pk


def test_declined_or_withdrawn_it_stays_and_may_be_offered_again(team: Team) -> None:
    town = team.town
    slot = shift(team, town.medic, team.early)
    decline_swap(swap=gives(slot, town.medic, to=town.colleague.member), by=town.colleague.member, at=nine)
    again = gives(slot, town.medic)
    withdraw_swap(swap=again, by=town.medic.member, at=nine)
    with refused("swap_over"):
        take_swap(swap=again, by=town.colleague.member, at=nine)
    first, second = gives(slot, town.medic), gives(slot, town.medic)
    assert Swap.objects.get(pk=first.pk).state == SwapState.WITHDRAWN
    assert take_swap(swap=second, by=town.colleague.member, at=nine).state == SwapState.DONE


def test_only_those_whose_swap_it_is_end_it(team: Team) -> None:
    town = team.town
    slot = shift(team, town.medic, team.early)
    swap, bystander = gives(slot, town.medic), town.counsellor.member
    for verb in (decline_swap, withdraw_swap):
        with refused("not_allowed", 403):
            verb(swap=swap, by=bystander, at=nine)
    take_swap(swap=swap, by=town.colleague.member, at=nine)
    with refused("not_allowed", 403):
        undo_swap(swap=swap, by=bystander, at=nine)
    assert holder(slot) == town.colleague.member.pk


def test_a_chain_and_a_circle_are_undone_from_the_end_only(team: Team) -> None:
    town = team.town
    third = town.comes(team.campaign, "sun", "孙医生", Profession.MEDIC, [])
    slot = shift(team, town.medic, team.early)
    one = take_swap(swap=gives(slot, town.medic), by=town.colleague.member, at=nine)
    two = take_swap(swap=gives(slot, town.colleague), by=third.member, at=nine)
    three = take_swap(swap=gives(slot, third), by=town.medic.member, at=nine)
    assert holder(slot) == town.medic.member.pk
    for early in (one, two):
        with refused("moved_on"):
            undo_swap(swap=early, by=town.coordinator.member, at=nine)
    for late in (three, two, one):
        undo_swap(swap=late, by=town.coordinator.member, at=nine)
    assert holder(slot) == town.medic.member.pk


def test_an_offer_is_over_when_the_shift_begins_or_is_gone(team: Team) -> None:
    town = team.town
    slot, other = shift(team, town.medic, team.early), shift(team, town.medic, team.early, 1)
    swap, gone = gives(slot, town.medic), gives(other, town.medic)
    remove_slot(slot=other, by=town.coordinator.member, at=nine)
    with refused("swap_over"):
        take_swap(swap=gone, by=town.colleague.member, at=nine)
    lapse(slot.begins_at)
    assert Swap.objects.get(pk=swap.pk).state == SwapState.LAPSED
    town.follows()
    assert Notice.objects.filter(code="swap_lapsed", member=town.medic.member).exists()
    with refused("not_her_shift"):
        gives(slot, town.colleague)
    with refused("shift_begun"):
        gives(slot, town.medic, at=slot.begins_at)


@pytest.mark.parametrize("way", ["removed", "freed", "published"])
def test_a_shift_taken_off_the_rota_ends_its_swap_and_both_sides_hear_of_it(team: Team, way: str) -> None:
    town = team.town
    slot = shift(team, town.medic, team.early)
    swap = gives(slot, town.medic, to=town.colleague.member)
    if way == "removed":
        remove_slot(slot=slot, by=town.coordinator.member, at=nine)
    elif way == "freed":
        free_slots(member=town.medic.member, first=None, last=None, by=town.coordinator.member, at=nine)
    else:
        draft = team.draft()
        publish(version=draft, revision=draft.revision, by=town.coordinator.member, at=nine)
    assert not Slot.objects.exists()
    swap = Swap.objects.get(pk=swap.pk)
    assert (swap.state, swap.slot, swap.begins_at, swap.ended_at) == (SwapState.GONE, None, slot.begins_at, nine)
    assert town.names_of(swap) == ["swap.asked", "swap.gone"]
    town.follows()
    told = Notice.objects.filter(code="swap_gone").values_list("member__name", flat=True)
    assert set(told) == {"林医生", "何医生"}
    assert not Notice.objects.filter(code="swap_asked", seen_at=None).exists()
    with refused("swap_over"):
        take_swap(swap=swap, by=town.colleague.member, at=nine)
    assert town.browser(town.colleague).get("/rota/huzhu/swaps").status_code == 200


def test_of_two_who_take_at_once_one_has_it(busy_town: Town) -> None:
    team, town = Team(busy_town), busy_town
    third = town.comes(team.campaign, "sun", "孙医生", Profession.MEDIC, [])
    slot = shift(team, town.medic, team.early)
    swap = gives(slot, town.medic)
    said = at_once(*(partial(take_swap, swap=swap, by=who.member, at=nine) for who in (town.colleague, third)))
    assert [each for each in said if isinstance(each, str)] == ["swap_over"]
    assert holder(slot) == Swap.objects.get(pk=swap.pk).taken_by_id
    verify_chain(town.organisation.pk)


def test_a_rota_published_while_a_shift_is_taken_leaves_one_of_the_two(busy_town: Town) -> None:
    team, town = Team(busy_town), busy_town
    slot = shift(team, town.medic, team.early)
    swap = gives(slot, town.medic)
    draft = team.draft(from_living=True)
    by = town.coordinator.member
    said = at_once(
        partial(take_swap, swap=swap, by=town.colleague.member, at=nine),
        partial(publish, version=draft, revision=draft.revision, by=by, at=nine),
    )
    assert Slot.objects.count() == 1
    taken = not isinstance(said[0], str)
    assert (Slot.objects.get().member_id == town.colleague.member.pk) is taken


def test_it_goes_over_the_pages_and_the_api(team: Team) -> None:
    town = team.town
    slot = shift(team, town.medic, team.early)
    browser = town.browser(town.medic)
    assert "何医生" in browser.get(f"/rota/huzhu/swaps/new?slot={slot.pk}").content.decode()
    assert browser.post("/rota/huzhu/swaps/new", {"slot": slot.pk, "to": "", "note": "谢谢"}).status_code == 302
    swap = Swap.objects.get()
    assert town.browser(town.colleague).get(f"/rota/huzhu/swaps/new?slot={slot.pk}").status_code == 404
    read = town.browser(town.colleague).get("/api/v1/rota/huzhu/swaps").json()
    assert [each["id"] for each in read["offers"]] == [str(swap.pk)]
    stranger = town.browser(town.stranger)
    assert stranger.post(f"/rota/huzhu/swaps/{swap.pk}", {"verb": "take"}).status_code == 404
    assert browser.post(f"/rota/huzhu/swaps/{swap.pk}", {"verb": "dance"}).status_code == 404
    answer = browser.post(f"/rota/huzhu/swaps/{swap.pk}", {"verb": "approve"})  # not hers to say
    assert answer.status_code == 409
    colleague = town.browser(town.colleague)
    assert colleague.post(f"/rota/huzhu/swaps/{swap.pk}", {"verb": "take"}).status_code == 302
    assert holder(slot) == town.colleague.member.pk
    assert "何医生" in browser.get("/rota/huzhu/swaps").content.decode()
    assert colleague.post(f"/rota/huzhu/swaps/{swap.pk}", {"verb": "undo"}).status_code == 302
    assert holder(slot) == town.medic.member.pk


def test_days_far_apart_are_judged_too(team: Team) -> None:
    town = team.town
    mine, hers = shift(team, town.medic, team.early), shift(team, town.colleague, team.late, 5)
    shift(team, town.medic, team.late, 5)  # she is there already
    with refused("slot_clashes"):
        gives(mine, town.medic, to=town.colleague.member, in_return=hers)
    assert holder(mine) == town.medic.member.pk
