"""Saying when one can: until the call is closed, on a phone, with and without scripts."""

from datetime import date, timedelta
from json import dumps
from typing import Any

import pytest

from anxin.people.models import Notice
from anxin.rota.actions.availability import set_availability, set_wish
from anxin.rota.actions.call import close_call, open_call
from anxin.rota.kinds import Can, WishKind
from anxin.rota.models import Availability, AvailabilityCall, CallAnswer, Wish
from anxin.rota.rules.answering import may_answer, wish_fits
from anxin.rota.tests.team import FRIDAY, Team
from tests.at_once import at_once
from tests.town import Town, days, hours, nine, refused

BY_SCRIPT = {"X-Requested-With": "fetch"}


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.DEMO = True


@pytest.fixture
def team(town: Town) -> Team:
    return Team(town)


def calls(team: Team) -> AvailabilityCall:
    return open_call(
        campaign=team.campaign, first_on=FRIDAY, last_on=FRIDAY + timedelta(days=8), closes_at=nine + hours(5),
        by=team.town.coordinator.member, at=nine,
    )  # fmt: skip


def says(team: Team, can: Can, day: date = FRIDAY, by: Any = None) -> None:
    member = team.town.medic.member
    set_availability(
        campaign=team.campaign, member=member, cells={(day, team.early.pk): can}, by=by or member, at=team.town.now
    )


def said(team: Team) -> dict[tuple[str, date], str]:
    rows = Availability.objects.values_list("kind__name", "day", "can")
    return {(kind, day): can for kind, day, can in rows}


@pytest.mark.parametrize(
    ("day", "open_calls", "herself", "code"),
    [
        (5, [], True, None),
        (4, [], True, "day_over"),
        (16, [], True, "out_of_service"),
        (5, [True], True, None),
        (5, [False], True, "call_over"),
        (5, [False, True], True, None),
        (5, [False], False, None),
    ],
)
def test_until_when_one_may_answer(day: int, open_calls: list[bool], herself: bool, code: str | None) -> None:
    found = may_answer(
        date(2026, 3, day), today=date(2026, 3, 5), first=date(2026, 3, 1), last=date(2026, 3, 15), calls_open=open_calls,
        herself=herself,
    )  # fmt: skip
    assert (found.code if found else None) == code


def test_a_wish_names_a_colleague_or_a_number(team: Team) -> None:
    one, two = team.town.medic.member, team.town.colleague.member
    assert wish_fits(WishKind.WITH, two.pk, None, one.pk) is None
    assert wish_fits(WishKind.WITH, one.pk, None, one.pk) is not None
    assert wish_fits(WishKind.MOST, None, 60, one.pk) is None
    for number in (None, 0, 61):
        assert wish_fits(WishKind.MOST, None, number, one.pk) is not None
    for number in (3, 4):
        set_wish(campaign=team.campaign, kind=WishKind.MOST, number=number, by=one, at=nine)
    assert Wish.objects.get().number == 4


def test_an_answer_settles_the_call_and_can_be_changed_until_it_is_closed(team: Team) -> None:
    call, town = calls(team), team.town
    assert Notice.objects.filter(member=town.medic.member, code="availability_asked", seen_at=None).exists()
    says(team, Can.CANNOT)
    says(team, Can.WANT)
    assert said(team) == {("早班", FRIDAY): "want"}
    assert not CallAnswer.objects.exists()  # one tap is a beginning
    assert Notice.objects.filter(member=town.medic.member, code="availability_asked", seen_at=None).exists()
    town.browser(town.medic).post("/rota/huzhu/when", {"note": "周六要值夜班"})
    assert CallAnswer.objects.get().member_id == town.medic.member.pk
    assert not Notice.objects.filter(member=town.medic.member, code="availability_asked", seen_at=None).exists()
    close_call(call=call, by=town.coordinator.member, at=nine)
    with refused("call_over"):
        says(team, Can.CAN)
    says(team, Can.CAN, by=town.coordinator.member)
    assert said(team) == {("早班", FRIDAY): "can"}


def test_a_tap_saves_one_cell_and_gives_it_back(team: Team) -> None:
    browser = team.town.browser(team.town.medic)
    tap = {"set": f"{FRIDAY}/{team.early.pk}/rather_not"}
    cell = browser.post("/rota/huzhu/when", tap, headers=BY_SCRIPT).content.decode()
    assert f'value="{FRIDAY}/{team.early.pk}/cannot"' in cell
    assert 'data-answered="no"' in cell
    assert "<html" not in cell
    assert browser.post("/rota/huzhu/when", tap).status_code == 302  # without scripts; twice is once
    assert said(team) == {("早班", FRIDAY): "rather_not"}
    for bad in ("", "x", f"{FRIDAY}/{team.early.pk}/maybe", f"2026-13-40/{team.early.pk}/can"):
        assert browser.post("/rota/huzhu/when", {"set": bad}).status_code == 404
    gone = browser.post("/rota/huzhu/when", {"set": f"{FRIDAY}/{team.campaign.pk}/can"})
    assert gone.status_code == 422
    over = browser.post("/rota/huzhu/when", {"set": f"2026-03-04/{team.early.pk}/can"})
    assert over.status_code == 409
    told = browser.post("/rota/huzhu/when", {"set": f"2026-03-04/{team.early.pk}/can"}, headers=BY_SCRIPT)
    assert (told.status_code, told.json()["code"]) == (409, "day_over")
    assert told.json()["title"]


def test_a_call_is_answered_by_a_word_or_when_every_shift_of_it_is_said(team: Team) -> None:
    call, town = calls(team), team.town
    medic, page = town.medic.member, "/rota/huzhu/call"
    coordinator = town.browser(town.coordinator)
    says(team, Can.CAN)
    seen = coordinator.get(page).context["shown"]
    assert [each.name for each in seen["begun"]] == ["林医生"]
    assert "林医生" not in [each.name for each in seen["missing"]]
    assert not seen["answered"]
    every = {(FRIDAY + days(n), kind.pk): Can.CAN for n in range(9) for kind in (team.early, team.late)}
    last = every.popitem()
    for cells, answered in ((every, False), (dict([last]), True)):
        set_availability(campaign=team.campaign, member=medic, cells=cells, by=medic, at=town.now)
        assert CallAnswer.objects.filter(call=call, member=medic).exists() is answered
    seen = coordinator.get(page).context["shown"]
    assert ([each.name for each in seen["answered"]], seen["begun"]) == (["林医生"], [])
    body = dumps({"items": [], "done": True, "note": "晚班都行"})
    headers = {"Authorization": f"Bearer {town.colleague.token()}"}
    town.browser().put("/api/v1/rota/huzhu/availability", body, "application/json", headers=headers)
    assert CallAnswer.objects.get(member=town.colleague.member).note == "晚班都行"


def test_many_at_once(team: Team) -> None:
    calls(team)
    browser = team.town.browser(team.town.medic)
    says(team, Can.WANT)
    browser.post("/rota/huzhu/when", {"many": "no_evenings"})
    late = {day: can for (kind, day), can in said(team).items() if kind == "晚班"}
    assert late == {FRIDAY + days(n): "cannot" for n in range(9)}
    browser.post("/rota/huzhu/when", {"many": "as_last_week"})
    assert said(team)["早班", FRIDAY + days(7)] == "want"
    browser.post("/rota/huzhu/when", {"many": "rest"})
    assert sorted(said(team).values()) == sorted(["can"] * 7 + ["want"] * 2 + ["cannot"] * 9)
    assert browser.post("/rota/huzhu/when", {"many": "dance"}).status_code == 404


def test_a_coordinator_says_it_for_a_colleague_and_nobody_else_does(team: Team) -> None:
    town = team.town
    page = f"/rota/huzhu/when?member={town.medic.member.pk}"
    cell = {"set": f"{FRIDAY}/{team.early.pk}/can"}
    assert town.browser(town.volunteer).post(page, cell).status_code == 403
    with refused("not_allowed", 403):
        says(team, Can.CAN, by=town.volunteer.member)
    assert town.browser(town.coordinator).post(page, cell).status_code == 302
    assert Availability.objects.get().member_id == town.medic.member.pk
    assert "林医生" in town.browser(town.coordinator).get(page).content.decode()
    assert town.browser(town.stranger).post("/rota/huzhu/when", cell).status_code == 404


def test_it_goes_over_the_api(team: Team) -> None:
    town = team.town
    token = town.medic.token()
    client, headers = town.browser(), {"Authorization": f"Bearer {token}"}
    body = dumps({"items": [{"day": str(FRIDAY), "kind": str(team.early.pk), "can": "want"}]})
    answer = client.put("/api/v1/rota/huzhu/availability", body, "application/json", headers=headers)
    assert [each["can"] for each in answer.json()["items"]] == ["want"]
    read = client.get("/api/v1/rota/huzhu/availability?from=2026-03-06", headers=headers).json()
    assert [each["name"] for each in read["kinds"]] == ["早班", "晚班"]
    assert read["items"][0]["day"] == str(FRIDAY)
    bad = client.put(
        "/api/v1/rota/huzhu/availability", body.replace("want", "maybe"), "application/json", headers=headers
    )
    assert bad.status_code == 422


def test_two_phones_of_one_person_leave_one_answer(busy_town: Town) -> None:
    team = Team(busy_town)
    calls(team)
    her = busy_town.medic.member

    def fills(can: Can) -> None:
        cells = {(FRIDAY + days(n), kind.pk): can for n in range(9) for kind in (team.early, team.late)}
        set_availability(campaign=team.campaign, member=her, cells=cells, by=her, at=busy_town.now)

    at_once(lambda: fills(Can.CAN), lambda: fills(Can.CANNOT), lambda: fills(Can.WANT))
    assert (Availability.objects.count(), CallAnswer.objects.count()) == (18, 1)
    assert Availability.objects.values("can").distinct().count() == 1
