"""Two coordinators at once, a solver beside them, and one who leaves meanwhile: whole, or not at all."""

from functools import partial

import pytest

from anxin.core.event import verify_chain
from anxin.core.models import Event
from anxin.rota.actions.draft import assign
from anxin.rota.actions.draw import ask_for_draw, begin_draw, end_draw, take_best
from anxin.rota.actions.publish import publish
from anxin.rota.actions.slots import enter_slot
from anxin.rota.kinds import DrawState, VersionState
from anxin.rota.models import Assignment, Draw, RotaRules, Slot, Version
from anxin.rota.tests.team import FRIDAY, Team
from tests.at_once import at_once
from tests.town import Town, days, hours, nine


@pytest.fixture
def team(busy_town: Town) -> Team:
    return Team(busy_town)


def test_of_two_drafts_published_at_once_one_is_the_rota_and_all_of_it(team: Team) -> None:
    town, by = team.town, team.town.coordinator.member
    drafts = [team.draft() for _ in range(4)]
    for draft, kind in zip(drafts, (team.early, team.late) * 2, strict=True):
        team.puts(draft, town.medic.member, kind)
        team.puts(draft, town.colleague.member, kind)
    said = at_once(*(partial(publish, version=draft, revision=0, by=by, at=nine) for draft in drafts))
    assert said.count("changed_meanwhile") == 3
    assert Version.objects.filter(state=VersionState.PUBLISHED).count() == 1
    published = Version.objects.get(state=VersionState.PUBLISHED)
    kinds = set(published.assignments.values_list("kind", flat=True))
    assert set(Slot.objects.values_list("kind", flat=True)) == kinds
    assert Slot.objects.count() == 2
    assert (Event.objects.filter(name="rota.published").count(), RotaRules.objects.get().revision) == (1, 1)
    verify_chain(town.organisation.pk)


def test_a_draft_is_published_once_by_two_who_press_at_once(team: Team) -> None:
    draft, by = team.draft(), team.town.coordinator.member
    team.puts(draft, team.town.medic.member, team.early)
    said = at_once(*[partial(publish, version=draft, revision=0, by=by, at=nine)] * 3)
    assert sorted(each for each in said if isinstance(each, str)) == ["not_a_draft", "not_a_draft"]
    assert Slot.objects.count() == 1


def test_a_slot_entered_while_it_is_published_is_not_lost(team: Team) -> None:
    town, draft, by = team.town, team.draft(), team.town.coordinator.member
    team.puts(draft, town.medic.member, team.early)
    enter = partial(enter_slot, campaign=town.campaign, member=town.colleague.member, by=by, at=nine)
    said = at_once(
        partial(publish, version=draft, revision=0, by=by, at=nine),
        partial(enter, begins_at=nine + days(1), ends_at=nine + days(1) + hours(4)),
    )
    assert Slot.objects.filter(member=town.colleague.member).exists()
    assert Slot.objects.filter(member=town.medic.member).exists() == (said[0] != "changed_meanwhile")


def test_hand_edits_while_the_solver_writes_are_all_there(team: Team) -> None:
    town, draft, by = team.town, team.draft(days=8), team.town.coordinator.member
    asked = begin_draw(id=ask_for_draw(version=draft, seconds=3, by=by, at=nine).pk, at=nine)
    assert asked is not None
    dates = [FRIDAY + days(n) for n in range(8)]
    roster = {(town.medic.member.pk, day, team.late.pk) for day in dates[:4]}
    edits = [
        partial(assign, version=draft, member=town.medic.member, kind=team.early, day=day, by=by, at=nine)
        for day in (dates[1], dates[6])
    ]
    writes = [partial(take_best, draw=asked, cells=roster, cost=9 - n, bound=None, curve=[], at=nine) for n in range(3)]
    said = at_once(*edits, *writes)
    by_hand = set(Assignment.objects.filter(by_hand=True).values_list("day", flat=True))
    assert by_hand == {
        day for day, answer in zip((dates[1], dates[6]), said, strict=False) if not isinstance(answer, str)
    }
    end_draw(draw=asked, state=DrawState.DONE, status="feasible", findings=[], at=nine)
    assert Draw.objects.get().state == DrawState.DONE


def test_a_draw_is_asked_for_once(team: Team) -> None:
    draft, by = team.draft(), team.town.coordinator.member
    said = at_once(*[partial(ask_for_draw, version=draft, seconds=3, by=by, at=nine)] * 4)
    assert said.count("draws_already") == 3
    assert Draw.objects.count() == 1
