"""What a coordinator finds when she takes up a rota again: few changes by default, a making that broke off, fast edits."""

from datetime import timedelta
from typing import Any

import pytest

from anxin.rota.actions.draw import ask_for_draw, stop_draw
from anxin.rota.actions.publish import publish
from anxin.rota.drawing import process
from anxin.rota.facts import facts_of
from anxin.rota.kinds import Can, DrawState, VersionState
from anxin.rota.models import Draw, Version
from anxin.rota.rules import judge
from anxin.rota.tests.team import FRIDAY, Team
from tests.town import Town, nine


@pytest.fixture(autouse=True)
def _one_thread_and_no_second_factor(settings: Any) -> None:
    settings.ROTA_WORKERS, settings.DEMO = 1, True


@pytest.fixture
def team(town: Town) -> Team:
    return Team(town)


def keeps(team: Team, version: Version) -> bool:
    page = team.town.browser(team.town.coordinator).get(f"/rota/huzhu/v/{version.pk}")
    return 'name="keep" checked' in page.content.decode()


def living(team: Team) -> Version:
    """A draft begun from a published rota."""
    first = team.draft()
    assert not keeps(team, first)
    team.puts(first, team.town.medic.member, team.early)
    assert not keeps(team, first)  # what she put there herself is no rota that people have read
    publish(version=first, revision=first.revision, by=team.town.coordinator.member, at=nine)
    return team.draft(from_living=True)


def test_a_draft_from_the_published_rota_changes_little_unless_she_says_so(team: Team) -> None:
    version = living(team)
    assert keeps(team, version)
    by = team.town.coordinator.member
    for keep in (False, True):  # as she last left it
        draw = ask_for_draw(version=version, seconds=3, keep=keep, by=by, at=nine)
        stop_draw(draw=draw, by=by, at=nine)
        assert keeps(team, version) == keep


def test_a_child_killed_in_the_middle_leaves_the_best_and_says_so(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    version = team.draft(days=1)
    monkeypatch.setattr(process, "CHILD", "anxin.rota.tests.dying_child")
    ask_for_draw(version=version, seconds=5, by=team.town.coordinator.member, at=nine)
    team.town.follows()
    draw = Draw.objects.get()
    assert (draw.state, Version.objects.get().state) == (DrawState.FAILED, VersionState.DRAFT)
    assert team.stands(version)
    page = team.town.browser(team.town.coordinator).get(f"/rota/huzhu/v/{version.pk}/pulse", HTTP_ACCEPT_LANGUAGE="en")
    assert "The best until then is in the table" in page.content.decode()


def test_what_others_said_is_not_needed_to_judge_her(team: Team) -> None:
    version, town = team.draft(), team.town
    for who in (town.medic, town.colleague):
        team.puts(version, who.member, team.early)
        team.puts(version, who.member, team.early, FRIDAY + timedelta(days=1))
        team.says(who.member, Can.CANNOT, team.early)
    medic = town.medic.member.pk
    whole, hers = facts_of(version, nine), facts_of(version, nine, said_by=[medic])
    assert {member for member, _day, _kind in hers.said} == {medic}
    assert judge(hers, [medic]) == judge(whole, [medic])
    assert any(each.blocks for each in judge(hers, [medic]))
