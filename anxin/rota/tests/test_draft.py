"""Drafts: begun, edited by hand under the rules, published whole or not at all."""

from datetime import timedelta
from typing import Any

import pytest

from anxin.core.models import Event
from anxin.people.kinds import Standing
from anxin.people.models import Notice
from anxin.rota.actions import publish as publishing
from anxin.rota.actions.draft import assign, bar, begin_draft, drop_draft, pin, unassign, unbar, unpin
from anxin.rota.actions.publish import publish
from anxin.rota.actions.slots import enter_slot, remove_slot
from anxin.rota.diff import diff
from anxin.rota.kinds import Can, VersionState
from anxin.rota.models import Assignment, RotaRules, Slot, Version
from anxin.rota.tests.team import FRIDAY, Team
from tests.town import Town, days, hours, nine, refused


@pytest.fixture
def team(town: Town) -> Team:
    return Team(town)


def publishes(team: Team, version: Version, revision: int | None = None) -> Version:
    revision = version.revision if revision is None else revision
    return publish(version=version, revision=revision, by=team.town.coordinator.member, at=nine)


def test_a_draft_needs_shifts_and_days_of_the_service(town: Town) -> None:
    by: Any = {"campaign": town.campaign, "from_living": False, "by": town.coordinator.member, "at": nine}
    with refused("no_shift_kinds"):
        begin_draft(first_on=FRIDAY, last_on=FRIDAY, **by)
    Team(town)
    for first, last in ((FRIDAY, FRIDAY - timedelta(days=1)), (FRIDAY, town.campaign.ends_on + timedelta(days=1))):
        with refused("rota_days", 422):
            begin_draft(first_on=first, last_on=last, **by)
    assert [begin_draft(first_on=FRIDAY, last_on=FRIDAY, **by).number for _ in range(2)] == [1, 2]


def test_by_hand_she_is_put_down_pinned_and_taken_off_for_good(team: Team) -> None:
    version, medic = team.draft(), team.town.medic.member
    team.puts(version, medic, team.early)
    row = Assignment.objects.get()
    assert (row.pinned, row.by_hand) == (True, True)
    by: Any = {"version": version, "member": medic, "kind": team.early, "day": FRIDAY, "by": medic, "at": nine}
    unassign(**by)
    unassign(**by)
    with refused("barred"):
        assign(**by)
    unbar(**by)
    assign(**by)
    unpin(**by)
    assert not Assignment.objects.get().pinned
    pin(**by)
    assert Assignment.objects.get().pinned
    bar(**{**by, "kind": None})
    assert not Assignment.objects.exists()
    with refused("not_assigned"):
        pin(**by)


def test_what_blocks_refuses_and_what_warns_wants_a_yes(team: Team) -> None:
    version, medic = team.draft(), team.town.medic.member
    team.says(medic, Can.CANNOT, team.late)
    with refused("said_cannot"):
        team.puts(version, medic, team.late, anyway=True)
    team.says(medic, Can.RATHER_NOT, team.late)
    with refused("rather_not"):
        team.puts(version, medic, team.late)
    team.puts(version, medic, team.late, anyway=True)
    with refused("rest_too_short"):
        team.puts(version, medic, team.early, FRIDAY + timedelta(days=1))
    assert len(team.stands(version)) == 1


def test_two_who_edit_at_once_are_told(team: Team) -> None:
    version, medic = team.draft(), team.town.medic.member
    team.puts(version, medic, team.early)
    by: Any = {"version": version, "kind": team.early, "day": FRIDAY, "by": medic, "at": nine}
    with refused("edited_meanwhile"):
        assign(member=team.town.colleague.member, edits=0, **by)
    assign(member=team.town.colleague.member, edits=1, **by)
    assert Version.objects.get(pk=version.pk).edits == 2


def test_a_dropped_draft_is_edited_no_more(team: Team) -> None:
    version, by = team.draft(), team.town.coordinator.member
    drop_draft(version=version, by=by, at=nine)
    drop_draft(version=version, by=by, at=nine)
    with refused("not_a_draft"):
        team.puts(version, team.town.medic.member, team.early)
    with refused("not_a_draft"):
        publishes(team, version)


def test_what_has_begun_is_not_edited(team: Team) -> None:
    version = begin_draft(
        campaign=team.campaign, first_on=nine.date(), last_on=FRIDAY, from_living=False,
        by=team.town.coordinator.member, at=nine,
    )  # fmt: skip
    with refused("shift_begun"):
        team.puts(version, team.town.medic.member, team.early, nine.date())
    team.puts(version, team.town.medic.member, team.late, nine.date())
    with refused("other_day", 422):
        team.puts(version, team.town.medic.member, team.late, FRIDAY + timedelta(days=1))


def test_publishing_makes_slots_with_one_event_and_tells_who_it_is_about(team: Team) -> None:
    version, medic = team.draft(), team.town.medic.member
    team.puts(version, medic, team.early)
    publishes(team, version)
    assert team.lives() == {("林医生", "06 08-13")}
    assert team.town.names_of(version)[-1] == "rota.published"
    team.town.follows()
    assert [n.member_id for n in Notice.objects.filter(code="rota_changed")] == [medic.pk]
    published = Version.objects.get(pk=version.pk)
    assert (published.state, published.published_at) == (VersionState.PUBLISHED, nine)


def test_published_again_a_slot_that_stays_is_the_same_one(team: Team) -> None:
    town = team.town
    first = team.draft()
    team.puts(first, town.medic.member, team.early)
    team.puts(first, town.colleague.member, team.late)
    publishes(team, first)
    kept = Slot.objects.get(member=town.medic.member)
    second = team.draft(from_living=True)
    assert len(team.stands(second)) == 2
    unassign(
        version=second, member=town.colleague.member, kind=team.late, day=FRIDAY, by=town.coordinator.member, at=nine
    )
    team.puts(second, town.colleague.member, team.early)
    found = diff(second, nine)
    assert [(each.name, len(each.moved)) for each in found.members] == [("何医生", 1)]
    assert found.kept == 1
    publishes(team, second)
    assert Slot.objects.get(member=town.medic.member).pk == kept.pk
    assert team.lives() == {("林医生", "06 08-13"), ("何医生", "06 08-13")}
    told = Event.objects.filter(name="rota.published").order_by("id").last()
    assert told is not None
    assert told.data["members"] == [str(town.colleague.member.pk)]


def test_an_older_draft_is_not_published_over_a_newer_rota(team: Team) -> None:
    older, newer = team.draft(), team.draft()
    team.puts(older, team.town.medic.member, team.early)
    team.puts(newer, team.town.medic.member, team.late)
    publishes(team, newer)
    with refused("changed_meanwhile"):
        publishes(team, older)
    assert team.lives() == {("林医生", "06 17-22")}
    assert len(diff(older, nine).members[0].moved) == 1
    publishes(team, older, RotaRules.objects.get().revision)  # she saw the differences, and wants it so
    assert team.lives() == {("林医生", "06 08-13")}


def test_what_has_begun_and_what_was_entered_by_hand_stays(team: Team) -> None:
    town, by = team.town, team.town.coordinator.member
    begun = enter_slot(
        campaign=town.campaign, member=town.medic.member, begins_at=nine, ends_at=nine + hours(4), kind=team.early,
        by=by, at=nine - hours(1),
    )  # fmt: skip
    hand = enter_slot(
        campaign=town.campaign, member=town.colleague.member, begins_at=nine + days(1), ends_at=nine + hours(26),
        by=by, at=nine,
    )  # fmt: skip
    version = begin_draft(
        campaign=town.campaign, first_on=nine.date(), last_on=FRIDAY, from_living=False, by=by, at=nine
    )
    publishes(team, version)
    assert set(Slot.objects.values_list("id", flat=True)) == {begun.pk, hand.pk}
    with refused("slot_clashes"):
        team.puts(team.draft(), town.colleague.member, team.early)


def test_a_rota_that_breaks_a_blocking_rule_is_not_published_not_even_in_part(team: Team) -> None:
    version, town = team.draft(), team.town
    team.puts(version, town.medic.member, team.early)
    team.puts(version, town.colleague.member, team.early)
    town.medic.member.standing = Standing.LEARNING
    town.medic.member.save()
    with refused("rota_blocked"):
        publishes(team, version)
    assert not Slot.objects.exists()
    assert Version.objects.get(pk=version.pk).state == VersionState.DRAFT


def test_a_slot_changed_by_hand_makes_an_open_difference_old(team: Team) -> None:
    town, version = team.town, team.draft()
    slot = enter_slot(
        campaign=town.campaign, member=town.medic.member, begins_at=nine + hours(2), ends_at=nine + hours(4),
        by=town.coordinator.member, at=nine,
    )  # fmt: skip
    with refused("changed_meanwhile"):
        publishes(team, version)
    remove_slot(slot=slot, by=town.coordinator.member, at=nine)
    with refused("changed_meanwhile"):
        publishes(team, version, 1)
    publishes(team, version, 2)


def test_what_breaks_off_in_the_middle_leaves_nothing_half_published(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, town = team.draft(), team.town
    team.puts(first, town.medic.member, team.early)
    publishes(team, first)
    second = team.draft(from_living=True)
    team.puts(second, town.colleague.member, team.late)
    with monkeypatch.context() as broken:
        broken.setattr(publishing, "_told", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            publishes(team, second)
    assert team.lives() == {("林医生", "06 08-13")}
    assert Version.objects.get(pk=second.pk).state == VersionState.DRAFT
    publishes(team, second)
    assert len(team.lives()) == 2
