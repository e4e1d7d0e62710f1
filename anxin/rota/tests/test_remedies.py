"""What the solver finds would fill a gap: checked, kept with the draft it was found for, and said only while it holds."""

from datetime import timedelta
from typing import Any

import pytest

from anxin.people.kinds import Profession
from anxin.rota.actions.draft import assign
from anxin.rota.actions.draw import ask_for_draw
from anxin.rota.drawing import child
from anxin.rota.drawing.process import Drawing
from anxin.rota.drawing.remedies import as_said, gaps_within
from anxin.rota.drawing.task import Task
from anxin.rota.facts import facts_of
from anxin.rota.gaps import gaps_of, new_blocks
from anxin.rota.kinds import Can, DrawState
from anxin.rota.models import Barred, Version
from anxin.rota.problem import problem_of, start_of
from anxin.rota.remedies import ASKED_FOR, help_for, remedies_of, stored_in
from anxin.rota.solver.explain.gaps import Way
from anxin.rota.tests.team import FRIDAY, Team
from anxin.rota.tests.test_problem import LONG_AGO, random_facts
from tests.town import Town, nine


@pytest.fixture
def team(town: Town, settings: Any) -> Team:
    settings.ROTA_WORKERS, settings.DEMO, settings.LANGUAGE_CODE = 1, True, "en"
    return Team(town)


def drawn(team: Team) -> Version:
    """Two days; on the first the only volunteer cannot come; drawn."""
    version = team.draft(days=2)
    for kind in (team.early, team.late):
        team.says(team.town.volunteer.member, Can.CANNOT, kind)
    # On the second she comes late, so that she would have her rest after the first.
    team.says(team.town.volunteer.member, Can.CANNOT, team.early, FRIDAY + timedelta(days=1))
    draws(team, version)
    return Version.objects.get(pk=version.pk)


def draws(team: Team, version: Version) -> None:
    ask_for_draw(version=version, seconds=3, by=team.town.coordinator.member, at=nine)
    team.town.follows()


def offered(version: Version) -> list[tuple[str, int]]:
    """What is offered for the volunteers' gaps: what has to give way, how many people."""
    facts, stored = facts_of(version, nine), stored_in(version)
    gaps = [each for each in gaps_of(facts, nine) if each["profession"] == Profession.VOLUNTEER]
    gaps = [each for each in gaps if each["day"] == FRIDAY.isoformat()]
    return [(each["code"], len(each["members"])) for gap in gaps for each in help_for(gap, stored, facts, nine)]


def test_a_draw_ends_with_what_would_fill_its_gaps_and_the_page_says_so(team: Team) -> None:
    version = drawn(team)
    assert offered(version) == [("said_cannot", 1)] * 2
    page = team.town.browser(team.town.coordinator).get(f"/rota/huzhu/v/{version.pk}/troubles")
    assert "checked by the solver" in page.content.decode()
    gap = next(each for each in page.context["gaps"] if "volunteer" in each["words"])
    assert gap["checked"]
    assert gap["help"][0]["words"] == "if 小吴 could come after all, it would be filled"


def test_after_an_edit_the_rules_speak_again(team: Team) -> None:
    version, medic = drawn(team), team.town.medic.member
    version.assignments.filter(member=medic).delete()
    assign(version=version, member=medic, kind=team.early, day=FRIDAY, by=team.town.coordinator.member, at=nine)
    version.refresh_from_db()
    assert not stored_in(version)
    page = team.town.browser(team.town.coordinator).get(f"/rota/huzhu/v/{version.pk}/troubles")
    gap = next(each for each in page.context["gaps"] if "volunteer" in each["words"])
    assert not gap["checked"]
    assert "小吴" in gap["help"][0]["words"]


@pytest.mark.parametrize("state", [DrawState.QUEUED, DrawState.RUNNING, DrawState.FAILED])
def test_while_it_is_drawn_anew_or_when_that_broke_off_nothing_old_is_said(team: Team, state: DrawState) -> None:
    version = drawn(team)
    version.draws.update(state=state)
    assert not stored_in(version)


def test_what_changed_since_without_an_edit_is_said_as_it_is_now(team: Team) -> None:
    version, her = drawn(team), team.town.volunteer.member
    team.says(her, Can.CAN, team.early)
    assert offered(version) == [("free", 1), ("said_cannot", 1)]
    row = Barred.objects.create(organisation=team.town.organisation, version=version, member=her, day=FRIDAY)
    assert offered(version)[0] == ("barred", 1)
    row.delete()
    her.standing = "left"
    her.save()
    assert not offered(version)  # nobody was asked about somebody new: the rules say why


def test_who_is_kept_away_by_more_than_her_word_is_not_offered(team: Team) -> None:
    """The solver knows one "cannot" for all that closes a shift; a credential is not opened by asking."""
    version, her = team.draft(days=1), team.town.volunteer.member
    facts = facts_of(version, nine)
    said = [
        {"way": "opens", "person": str(who), "day": 0, "shift": str(team.early.pk), "group": "volunteer"}
        for who in (her.pk, team.campaign.pk)  # somebody who is not there at all
    ]
    assert [each["member"] for each in remedies_of(facts, said, nine)] == [str(her.pk)]
    her.standing = "learning"
    her.save()
    assert not remedies_of(facts_of(version, nine), said, nine)


@pytest.mark.parametrize("seed", range(4))
def test_every_remedy_that_stays_meets_only_what_somebody_can_give_way_in(seed: int) -> None:
    facts = random_facts(seed)
    problem = problem_of(facts, LONG_AGO)
    roster = start_of(facts, problem, LONG_AGO) or {}
    said = as_said(gap for gaps in gaps_within(problem, roster, 60) for gap in gaps)
    found = remedies_of(facts, said, LONG_AGO)
    assert found
    assert len(found) < len(said) or seed  # in the first of them, some are closed for other reasons
    people = {str(each): each for each in facts.people}
    kinds = {str(each): each for each in facts.kinds}
    for each in found:
        if each["way"] in (Way.OPENS, Way.NOTHING, Way.MORE):
            day = next(one for one in facts.days() if one.isoformat() == each["day"])
            assert set(new_blocks(facts, people[each["member"]], day, kinds[each["kind"]])) <= ASKED_FOR


def test_days_that_the_time_is_too_short_for_are_left_out() -> None:
    facts = random_facts(1)
    problem = problem_of(facts, LONG_AGO)
    assert not list(gaps_within(problem, {}, -1.0))
    days = [{gap.day for gap in gaps} for gaps in gaps_within(problem, {}, 60)]
    assert days == sorted(days, key=min)
    assert all(len(each) == 1 for each in days)


def test_the_process_tells_them_after_its_status() -> None:
    with Drawing(Task(problem_of(random_facts(3), LONG_AGO), 2.0, 1, 1, None)) as drawing:
        drawing.ends += 300  # on a machine that is busy
        while not drawing.wait(0.2):
            pass
        news = drawing.latest()
    assert not drawing.failed
    assert news.status
    assert news.remedies
    assert set(news.remedies[0]) == {"way", "person", "day", "shift", "group"}
    assert child.STOPPED_S < 1
