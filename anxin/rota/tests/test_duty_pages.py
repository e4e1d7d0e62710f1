"""On duty in a browser: coming and going, putting people on, entering shifts by hand."""

from typing import Any

import pytest

from anxin.rota.models import Attendance, Slot
from tests.town import Town, hours, nine

DUTY = "/duty/huzhu"


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.DEMO = True  # there, coordinators and supervisors need no second step at the sign-in


def text_of(response: Any) -> str:
    return str(response.content.decode())


def on_duty(town: Town) -> set[str]:
    return set(Attendance.objects.filter(campaign=town.campaign, out_at=None).values_list("member__name", flat=True))


def slot(town: Town, **said: str) -> dict[str, str]:
    return {"member": str(town.medic.member.pk), "day": "2026-03-06", "begins": "08:00", "ends": "12:00", **said}


def test_duty_leads_to_the_service_one_works_in(town: Town) -> None:
    assert town.browser(town.medic).get("/duty/")["Location"] == DUTY


def test_i_see_my_shifts_and_who_is_there(town: Town) -> None:
    Slot.objects.create(
        organisation=town.organisation,
        campaign=town.campaign,
        member=town.medic.member,
        begins_at=nine + hours(2),
        ends_at=nine + hours(6),
    )
    page = text_of(town.browser(town.medic).get(DUTY))
    assert "11:00–15:00" in page
    assert "周老师" in page
    assert "/duty/huzhu/people/" not in page


def test_checking_out_and_in_twice_is_once(town: Town) -> None:
    browser = town.browser(town.medic)
    for _again in range(2):
        browser.post(f"{DUTY}/out")
    assert "林医生" not in on_duty(town)
    for _again in range(2):
        assert browser.post(f"{DUTY}/in")["Location"] == DUTY
    assert "林医生" in on_duty(town)


def test_too_early_is_told_with_the_time_from_which_one_can(town: Town) -> None:
    browser, coordinator = town.browser(town.medic), town.browser(town.coordinator)
    browser.post(f"{DUTY}/out")
    coordinator.post(f"{DUTY}/slots", slot(town, day="2026-03-05", begins="13:00", ends="16:00"))
    assert f'action="{DUTY}/in"' not in text_of(browser.get(DUTY))
    answer = browser.post(f"{DUTY}/in")
    assert answer.status_code == 409
    assert "3-5 12:30" in text_of(answer)
    assert "林医生" not in on_duty(town)
    coordinator.post(f"{DUTY}/people/{town.medic.member.pk}/in")
    assert "林医生" in on_duty(town)


def test_a_way_back_to_another_site_is_not_taken(town: Town) -> None:
    for place in ("https://evil.example/", "//evil.example/", "/\\evil.example"):
        assert town.browser(town.medic).post(f"{DUTY}/out", {"next": place})["Location"] == DUTY


def test_a_coordinator_takes_somebody_off_and_on_with_one_tap(town: Town) -> None:
    browser = town.browser(town.coordinator)
    browser.post(f"{DUTY}/people/{town.medic.member.pk}/out")
    assert "林医生" not in on_duty(town)
    browser.post(f"{DUTY}/people/{town.medic.member.pk}/in")
    assert "林医生" in on_duty(town)


def test_others_may_not(town: Town) -> None:
    browser = town.browser(town.medic)
    assert browser.post(f"{DUTY}/people/{town.colleague.member.pk}/out").status_code == 403
    assert browser.post(f"{DUTY}/slots", slot(town)).status_code == 403
    assert "何医生" in on_duty(town)


def test_another_organisation_finds_nothing(town: Town) -> None:
    browser = town.browser(town.stranger)
    assert browser.get(DUTY).status_code == 404
    assert browser.post(f"{DUTY}/people/{town.medic.member.pk}/out").status_code == 404
    assert browser.post(f"{DUTY}/slots", slot(town)).status_code == 404
    ours = town.browser(town.coordinator)
    assert ours.post(f"{DUTY}/people/{town.stranger.member.pk}/in").status_code == 404


def test_a_shift_is_entered_in_the_zone_of_the_campaign_and_removed(town: Town) -> None:
    browser = town.browser(town.coordinator)
    assert browser.post(f"{DUTY}/slots", slot(town)).status_code == 302
    entered = Slot.objects.get()
    assert entered.begins_at == nine.replace(day=6, hour=8)
    assert "08:00–12:00" in text_of(browser.get(f"{DUTY}?day=2026-03-06"))
    browser.post(f"{DUTY}/slots/{entered.pk}/remove")
    assert not Slot.objects.exists()


def test_a_night_shift_ends_on_the_next_day(town: Town) -> None:
    town.browser(town.coordinator).post(f"{DUTY}/slots", slot(town, begins="20:00", ends="02:00"))
    assert Slot.objects.get().ends_at == nine.replace(day=7, hour=2)


def test_a_shift_that_clashes_is_refused_in_place(town: Town) -> None:
    browser = town.browser(town.coordinator)
    browser.post(f"{DUTY}/slots", slot(town))
    response = browser.post(f"{DUTY}/slots", slot(town, begins="11:00", ends="13:00"))
    assert response.status_code == 409
    assert "林医生" in text_of(response)
    assert 'value="11:00"' in text_of(response)


def test_a_warning_is_told_in_place_and_can_be_passed_over(town: Town) -> None:
    browser = town.browser(town.coordinator)
    response = browser.post(f"{DUTY}/slots", slot(town, ends="16:00"))
    assert response.status_code == 409
    assert 'name="anyway"' in text_of(response)
    assert browser.post(f"{DUTY}/slots", slot(town, ends="16:00", anyway="1")).status_code == 302
    assert browser.post(f"{DUTY}/slots", slot(town, begins="15:00", ends="18:00", anyway="1")).status_code == 409
    assert Slot.objects.count() == 1


@pytest.mark.parametrize("said", [{"member": "x"}, {"begins": ""}, {"begins": "<b>"}, {"ends": "25:00"}])
def test_a_shift_that_cannot_be_read_is_refused_in_place(town: Town, said: dict[str, str]) -> None:
    response = town.browser(town.coordinator).post(f"{DUTY}/slots", slot(town, **said))
    assert response.status_code == 422
    assert "error" in text_of(response)


def test_a_day_that_cannot_be_read_is_today(town: Town) -> None:
    assert town.browser(town.coordinator).get(f"{DUTY}?day=<script>").status_code == 200
