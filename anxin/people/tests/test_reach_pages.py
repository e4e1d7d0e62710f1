"""The page "What reaches me", and the log of what was sent."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.test import Client

from anxin.core.models import Event
from anxin.people import jobs as jobs  # the worker's, which the town runs
from anxin.people.actions import notify
from anxin.people.actions.reach import MOST_BROWSERS
from anxin.people.kinds import Role
from anxin.people.models import Delivery, PushAddress, Reach
from anxin.people.reach.way import Sent, Way, What
from tests.push_service import Service, push_service
from tests.town import Town, minutes
from tests.townsfolk import Staff

PAGE = "/account/notices/"


@pytest.fixture(autouse=True)
def _no_second_factors(settings: LazySettings) -> None:
    settings.DEMO = True


@pytest.fixture
def service() -> Iterator[Service]:
    with push_service() as running:
        yield running


def adds(page: Client, **form: str) -> Any:
    return page.post(f"{PAGE}browsers/", form, headers={"X-Requested-With": "fetch"})


def shown(page: Client, path: str = PAGE) -> str:
    answer = page.get(path)
    assert answer.status_code == 200, answer.content[:500]
    return answer.content.decode()


def test_she_adds_a_browser_tests_it_and_removes_it(town: Town, service: Service) -> None:
    page, browser = town.browser(town.medic), service.subscribes()
    assert adds(page, **browser.form()).json() == {"location": PAGE}
    assert adds(page, **browser.form()).status_code == 200  # once more is once
    row = PushAddress.objects.get()
    assert row.label in shown(page)
    assert browser.endpoint not in shown(page)
    assert page.post(f"{PAGE}test/").status_code == 302
    town.follows()
    assert len(browser.got) == 1
    assert Delivery.objects.get().what == What.TEST
    page.post(f"{PAGE}browsers/{row.pk}/remove/")
    page.post(f"{PAGE}browsers/{row.pk}/remove/")
    assert row.label not in shown(page).split('id="messages"')[0]
    page.post(f"{PAGE}test/")
    assert Delivery.objects.count() == 1
    names = Event.objects.filter(actor_id=town.medic.member.pk, name__startswith="push").values_list("name", flat=True)
    assert list(names) == ["push.added", "push.added", "push.removed"]


@pytest.mark.parametrize(
    "change",
    [
        {"endpoint": "http://10.0.0.1/x"}, {"endpoint": "https://169.254.169.254/x"}, {"endpoint": ""},
        {"endpoint": "x" * 3000}, {"p256dh": "AAAA"}, {"p256dh": "%%%"}, {"auth": ""}, {"auth": "AAAA"},
        {"p256dh": "B" * 87}, {"endpoint": "javascript:alert(1)"}, {"auth": "汉字"},
    ],
)  # fmt: skip
def test_what_is_no_browser_is_refused(town: Town, service: Service, change: dict[str, str]) -> None:
    answer = adds(town.browser(town.medic), **(service.subscribes().form() | change))
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_push_address")
    assert not PushAddress.objects.exists()


def test_ten_devices_and_no_more(town: Town, service: Service) -> None:
    page = town.browser(town.medic)
    for _ in range(MOST_BROWSERS):
        assert adds(page, **service.subscribes().form()).status_code == 200
    assert adds(page, **service.subscribes().form()).json()["code"] == "too_many_browsers"


def test_a_browser_that_another_signs_in_on_is_hers_from_then_on(town: Town, service: Service) -> None:
    browser = service.subscribes()
    adds(town.browser(town.medic), **browser.form())
    adds(town.browser(town.colleague), **browser.form())
    assert PushAddress.objects.get().account == town.colleague.member.account


def test_nobody_touches_another_persons_browser(town: Town, service: Service) -> None:
    adds(town.browser(town.medic), **service.subscribes().form())
    row = PushAddress.objects.get()
    for other in (town.colleague, town.supervisor, town.stranger):
        assert town.browser(other).post(f"{PAGE}browsers/{row.pk}/remove/").status_code == 404
    assert town.browser(town.medic).post(f"{PAGE}browsers/{uuid4()}/remove/").status_code == 404
    assert PushAddress.objects.get().ended_at is None


def test_her_choices_are_kept(town: Town) -> None:
    page = town.browser(town.medic)
    answer = page.post(f"{PAGE}choose/", {"email": "on", "only_urgent": "on", "address": "lin@example.org"})
    assert answer.status_code == 302
    reach = Reach.objects.get(member=town.medic.member)
    assert (reach.push, reach.email, reach.only_urgent) == (False, True, True)
    assert "lin@example.org" in shown(page)
    assert not any("@" in str(event.data) for event in Event.objects.all())
    wrong = page.post(f"{PAGE}choose/", {"push": "on", "address": "no address"})
    assert wrong.status_code == 422
    assert "no address" in wrong.content.decode()


def test_tests_are_not_for_flooding(town: Town) -> None:
    page = town.browser(town.medic)
    said = [page.post(f"{PAGE}test/").status_code for _ in range(7)]
    assert said == [302] * 5 + [429] * 2


def logs(town: Town, staff: Staff, n: int) -> None:
    for step in range(n):
        notify(staff.member, "late", uuid4(), at=town.now + minutes(step))


def test_the_log_names_no_words_and_goes_on_by_cursor(town: Town) -> None:
    question = town.resident.asks("我的血压很高", at=town.now)
    notify(town.medic.member, "late", question.pk, at=town.now)
    logs(town, town.colleague, 64)
    page = town.browser(town.coordinator)
    seen, path = [], "/messages/"
    while path:
        text = shown(page, path)
        assert "我的血压很高" not in text
        seen += [part.split('"')[0] for part in text.split('id="message-')[1:]]
        _, _, rest = text.partition('href="/messages/?after=')
        path = f"/messages/?after={rest.split(chr(34))[0]}" if rest else ""
    assert len(seen) == len(set(seen)) == 65
    assert page.get("/messages/?after=nonsense").status_code == 400


def test_who_sees_the_log_of_the_house(town: Town) -> None:
    logs(town, town.medic, 1)
    for staff, status in ((town.medic, 403), (town.coordinator, 200), (town.supervisor, 200), (town.stranger, 200)):
        assert town.browser(staff).get("/messages/").status_code == status
    assert "林医生" in shown(town.browser(town.supervisor), "/messages/")
    assert "林医生" not in shown(town.browser(town.stranger), "/messages/").split("<main")[1]
    town.volunteer.member.roles = [Role.AUDITOR]
    town.volunteer.member.save()
    assert "林医生" in shown(town.browser(town.volunteer), "/messages/")
    assert "林医生" not in shown(town.browser(town.colleague), f"{PAGE}messages/").split("<main")[1]


def test_hers_is_renewed_while_she_looks(town: Town) -> None:
    logs(town, town.medic, 2)
    page = town.browser(town.medic)
    fragment = page.get(f"{PAGE}messages/", headers={"X-Requested-With": "fetch"}).content.decode()
    assert "<html" not in fragment
    assert fragment.count("message-") == 2
    Delivery.objects.update(state=Sent.GIVEN_UP, fault="timeout", tries=6, way=Way.PUSH)
    assert "message-" in shown(page, f"{PAGE}messages/")


def test_the_worker_comes_with_a_policy_of_its_own_and_to_anyone(town: Town) -> None:
    answer = Client().get("/sw.js")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/javascript")
    policy = {part.strip() for part in answer["Content-Security-Policy"].split(";")}
    assert policy == {"default-src 'none'", "connect-src 'self'"}
    assert "no-cache" in answer["Cache-Control"]
    assert Client().post("/sw.js").status_code == 405
    assert Client().get(PAGE).status_code == 302
