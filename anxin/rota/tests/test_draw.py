"""The solver at a draft: better and better, stopped, killed and taken up again, and never over what people set by hand."""

from datetime import timedelta
from typing import Any

import pytest

from anxin.core.jobs import ROTA, app
from anxin.people.kinds import Standing
from anxin.rota.actions.draft import assign, drop_draft, unassign
from anxin.rota.actions.draw import JOB, ask_for_draw, begin_draw, end_draw, stop_draw, take_best
from anxin.rota.actions.publish import publish
from anxin.rota.drawing import process
from anxin.rota.facts import facts_of
from anxin.rota.kinds import Can, DrawState
from anxin.rota.models import Assignment, Draw, RotaRules, Version
from anxin.rota.problem import cells_of
from anxin.rota.rules import judge
from anxin.rota.tests.team import FRIDAY, Team
from tests.town import Town, nine, refused

DAY = timedelta(days=1)


@pytest.fixture
def team(town: Town) -> Team:
    return Team(town)


def asks(team: Team, version: Version, **more: Any) -> Draw:
    return ask_for_draw(version=version, seconds=3, by=team.town.coordinator.member, at=nine, **more)


def begun(team: Team, version: Version) -> Draw:
    draw = begin_draw(id=asks(team, version).pk, at=nine)
    assert draw is not None
    return draw


def takes(draw: Draw, cells: set[Any], cost: int = 5) -> bool:
    return take_best(draw=draw, cells=cells, cost=cost, bound=1.0, curve=[[1.0, cost, 1.0, 2.0]], at=nine)


def fresh(version: Version) -> Version:
    return Version.objects.get(pk=version.pk)


def test_a_draft_is_drawn_and_breaks_no_rule_and_says_what_it_lacks(team: Team) -> None:
    town, version = team.town, team.draft(days=2)
    for kind in (team.early, team.late):
        team.says(town.volunteer.member, Can.CANNOT, kind)
    draw = asks(team, version)
    town.follows()
    draw.refresh_from_db()
    assert (draw.state, draw.status) == (DrawState.DONE, "optimal")
    assert draw.curve[-1][:2] == [draw.curve[-1][0], draw.cost]
    facts = facts_of(version, nine)
    assert len(facts.stints) >= 10
    assert not [each for each in judge(facts) if each.blocks]
    gaps = [each for each in fresh(version).findings if each["profession"] == "volunteer"]
    assert {each["day"] for each in gaps} == {"2026-03-06", "2026-03-07"}
    # On the first day she cannot; on the second she can, but not early after late nor both.
    first = next(each for each in gaps if each["day"] == "2026-03-06")
    assert first["why"] == [{"code": "said_cannot", "n": 1}]
    assert first["help"][0]["members"] == [str(town.volunteer.member.pk)]
    assert town.names_of(version)[-1] == "rota.drawn"
    publish(version=version, revision=version.revision, by=town.coordinator.member, at=nine)


def test_one_at_a_time_and_never_over_a_rota_that_is_no_draft(team: Team) -> None:
    version = team.draft()
    draw = asks(team, version)
    with refused("draws_already"):
        asks(team, version)
    with refused("still_drawing"):
        publish(version=version, revision=0, by=team.town.coordinator.member, at=nine)
    with refused("draw_seconds", 422):
        ask_for_draw(version=version, seconds=2, by=team.town.coordinator.member, at=nine)
    drop_draft(version=version, by=team.town.coordinator.member, at=nine)
    team.town.follows()
    assert Draw.objects.get(pk=draw.pk).state == DrawState.STOPPED
    with refused("not_a_draft"):
        asks(team, version)


def test_stopped_before_its_turn_it_ends_at_once_and_twice_is_once(team: Team) -> None:
    version = team.draft()
    draw = asks(team, version)
    for _again in range(2):
        stop_draw(draw=draw, by=team.town.coordinator.member, at=nine)
    assert Draw.objects.get().state == DrawState.STOPPED
    assert begin_draw(id=draw.pk, at=nine) is None


def test_what_is_set_by_hand_meanwhile_wins_and_is_said(team: Team) -> None:
    town, version = team.town, team.draft()
    medic, other, by = town.medic.member, town.colleague.member, town.coordinator.member
    draw = begun(team, version)
    takes(draw, {(medic.pk, FRIDAY, team.late.pk), (other.pk, FRIDAY, team.early.pk)})
    unassign(version=version, member=other, kind=team.early, day=FRIDAY, by=by, at=nine)
    assign(version=version, member=medic, kind=team.early, day=FRIDAY + DAY * 2, by=by, at=nine)
    unassign(version=version, member=medic, kind=team.late, day=FRIDAY, by=by, at=nine)
    better = {
        (medic.pk, FRIDAY, team.late.pk),  # taken off by hand
        (medic.pk, FRIDAY + DAY, team.late.pk),  # too late before the shift that was set by hand
        (other.pk, FRIDAY, team.early.pk),  # taken off by hand
        (other.pk, FRIDAY, team.late.pk),
    }
    assert takes(draw, better, cost=4)
    assert team.stands(version) == {("林医生", "早班", FRIDAY + DAY * 2), ("何医生", "晚班", FRIDAY)}
    end_draw(draw=draw, state=DrawState.DONE, status="feasible", findings=[], at=nine)
    assert fresh(version).findings == [{"code": "drawn_before_last_change"}]


def test_availability_taken_back_meanwhile_is_heard(team: Team) -> None:
    version, medic = team.draft(), team.town.medic.member
    draw = begun(team, version)
    team.says(medic, Can.CANNOT, team.late)
    takes(draw, {(medic.pk, FRIDAY, team.late.pk), (medic.pk, FRIDAY + DAY, team.late.pk)})
    assert team.stands(version) == {("林医生", "晚班", FRIDAY + DAY)}


def test_a_worse_one_that_comes_late_changes_nothing(team: Team) -> None:
    version, medic = team.draft(), team.town.medic.member
    draw = begun(team, version)
    takes(draw, {(medic.pk, FRIDAY, team.late.pk)}, cost=4)
    row = Assignment.objects.get()
    takes(draw, set(), cost=5)
    takes(draw, {(medic.pk, FRIDAY, team.late.pk), (medic.pk, FRIDAY + DAY, team.late.pk)}, cost=3)
    assert Assignment.objects.filter(pk=row.pk).exists()
    assert fresh(version).cost == 3


def test_after_a_killed_worker_another_goes_on_from_the_best_so_far(team: Team) -> None:
    version, medic = team.draft(days=1), team.town.medic.member
    draw = begun(team, version)
    takes(draw, {(medic.pk, FRIDAY, team.late.pk)})
    team.town.follows()  # as the queue gives out again what lost its worker
    draw.refresh_from_db()
    assert draw.state == DrawState.DONE
    assert draw.curve[0] == [1.0, 5, 1.0, 2.0]
    app.configure_task(JOB, queue=ROTA).defer(draw=str(draw.pk))
    team.town.follows()
    assert team.town.names_of(version).count("rota.drawn") == 1


def test_one_who_left_meanwhile_is_drawn_no_more(team: Team) -> None:
    version, medic = team.draft(), team.town.medic.member
    draw = begun(team, version)
    medic.standing = Standing.LEFT
    medic.save()
    takes(draw, {(medic.pk, FRIDAY, team.late.pk)})
    assert not team.stands(version)


def test_a_child_that_dies_is_told_and_the_draft_stays(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    version, medic = team.draft(), team.town.medic.member
    team.puts(version, medic, team.late)
    monkeypatch.setattr(process, "CHILD", "anxin.rota.drawing.nothing")
    draw = asks(team, version)
    team.town.follows()
    assert Draw.objects.get(pk=draw.pk).state == DrawState.FAILED
    assert team.stands(version) == {("林医生", "晚班", FRIDAY)}


def test_drawn_again_with_as_few_changes_as_may_be(team: Team) -> None:
    town, version = team.town, team.draft(days=2)
    asks(team, version)
    town.follows()
    publish(version=version, revision=0, by=town.coordinator.member, at=nine)
    before = team.stands(version)
    again = team.draft(days=2, from_living=True)
    gone = next(iter(sorted(each for each in before if each[0] == "林医生")))
    team.says(town.medic.member, Can.CANNOT, team.early, gone[2])
    team.says(town.medic.member, Can.CANNOT, team.late, gone[2])
    asks(team, again, keep=True)
    town.follows()
    after = team.stands(again)
    assert gone not in after
    assert {each[0] for each in before ^ after} <= {"林医生", "何医生"}


def test_pins_that_contradict_each_other_are_named(team: Team) -> None:
    town, version = team.town, team.draft()
    RotaRules.objects.filter(campaign=team.campaign).update(figures={"rest_hours": 0})
    team.puts(version, town.medic.member, team.late)
    team.puts(version, town.medic.member, team.early, FRIDAY + DAY)
    RotaRules.objects.filter(campaign=team.campaign).update(figures={})
    asks(team, version)
    town.follows()
    assert Draw.objects.get().status == "infeasible"
    found = fresh(version).findings
    assert [each["code"] for each in found[:2]] == ["infeasible", "pin_breaks"]
    assert (found[1]["why"], found[1]["member"]) == ("rest_too_short", str(town.medic.member.pk))
    assert len(team.stands(version)) == 2


def test_the_cells_of_a_roster_are_its_shifts(team: Team) -> None:
    facts, medic = facts_of(team.draft(), nine), team.town.medic.member
    roster = {str(medic.pk): {0: str(team.early.pk), 2: str(team.late.pk)}}
    assert cells_of(facts, roster) == {
        (medic.pk, FRIDAY, team.early.pk), (medic.pk, FRIDAY + DAY * 2, team.late.pk),
    }  # fmt: skip


@pytest.fixture(autouse=True)
def _one_thread(settings: Any) -> None:
    settings.ROTA_WORKERS = 1
