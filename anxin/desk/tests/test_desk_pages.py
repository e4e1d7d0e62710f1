"""The desk in a browser: what each person sees, takes and is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anxin.campaigns.models import Participant
from anxin.core.models import Look
from anxin.desk.kinds import State
from anxin.desk.models import Question
from anxin.rota.models import Attendance
from anxin.triage import Risk, Topic
from tests.town import Town, days, minutes, nine

DESK = "/desk/huzhu"


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.DEMO = True  # there, coordinators and supervisors need no second step at the sign-in


def text_of(response: Any) -> str:
    return str(response.content.decode())


def url_of(question: Question, rest: str = "") -> str:
    return f"{DESK}/q/{question.pk}{rest}"


def test_the_desk_leads_to_the_service_one_works_in(town: Town) -> None:
    response = town.browser(town.medic).get("/desk/")
    assert response.status_code == 302
    assert response["Location"] == DESK


def test_nobody_waiting_is_said_with_what_comes_next(town: Town) -> None:
    response = town.browser(town.medic).get(DESK)
    assert response.status_code == 200
    assert "Nobody is waiting" in text_of(response) or "现在没有人在等" in text_of(response)


def test_a_private_question_shows_neither_words_nor_handle_in_the_queue(town: Town) -> None:
    town.resident.resident.handle = "小安"
    town.resident.resident.save()
    town.resident.asks("血压150/95要紧吗？")
    page = text_of(town.browser(town.medic).get(DESK))
    assert "血压150/95" not in page
    assert "小安" not in page
    assert "claim" in page


def test_an_open_question_shows_its_words_to_those_on_duty(town: Town) -> None:
    town.resident.asks("口罩在哪里领？", topic=Topic.INFORMATION, private=False)
    assert "口罩在哪里领" in text_of(town.browser(town.medic).get(DESK))


def test_danger_stands_on_top(town: Town) -> None:
    town.resident.asks("口罩在哪里领？", private=False)
    danger = town.neighbour.asks("我撑不下去了", topic=Topic.PSYCHOLOGICAL, risk=Risk.IMMINENT, at=nine + minutes(1))
    page = text_of(town.browser(town.medic).get(DESK))
    assert page.index(str(danger.pk)) < page.index("口罩在哪里领")


def test_taking_a_question_opens_it_and_the_look_is_kept(town: Town) -> None:
    question = town.resident.asks()
    browser = town.browser(town.medic)
    assert browser.post(url_of(question, "/claim"))["Location"] == url_of(question)
    assert "血压150/95" in text_of(browser.get(url_of(question)))
    assert Look.objects.filter(about_id=question.pk, actor_id=town.medic.member.pk).exists()


def test_a_colleague_sees_topic_and_clock_but_no_words(town: Town) -> None:
    question = town.resident.asks()
    response = town.browser(town.colleague).get(url_of(question))
    assert response.status_code == 403
    assert "血压150/95" not in text_of(response)
    assert "data-due" in text_of(response)
    assert url_of(question, "/claim") in text_of(response)
    assert town.browser(town.colleague).get(url_of(question, "/messages")).status_code == 403


def test_the_supervisor_reads_what_is_private(town: Town) -> None:
    question = town.resident.asks()
    browser = town.browser(town.supervisor)
    assert "血压150/95" not in text_of(browser.get(DESK))
    assert not Look.objects.exists()
    assert "血压150/95" in text_of(browser.get(url_of(question)))
    assert Look.objects.filter(actor_id=town.supervisor.member.pk).exists()


@pytest.mark.parametrize("rest", ["", "/messages", "/about"])
def test_another_organisation_finds_nothing(town: Town, rest: str) -> None:
    question = town.resident.asks(private=False)
    stranger = town.browser(town.stranger)
    assert stranger.get(url_of(question, rest)).status_code == 404
    assert stranger.get(DESK).status_code == 404
    assert stranger.get(f"/desk/q/{question.pk}").status_code == 404
    assert stranger.post(url_of(question, "/claim")).status_code == 404


def test_who_is_not_signed_in_is_taken_to_the_sign_in_page(town: Town) -> None:
    response = town.browser().get(DESK)
    assert response.status_code == 302
    assert "login" in response["Location"]


def test_the_next_one_is_the_most_dangerous_that_she_may_take(town: Town) -> None:
    town.resident.asks("口罩在哪里领？", topic=Topic.INFORMATION)
    second = town.neighbour.asks("血压高，头晕", at=nine + minutes(1))
    response = town.browser(town.medic).post(f"{DESK}/next")
    assert response["Location"] == url_of(second)
    assert town.fresh(second).owner == town.medic.member


def test_when_somebody_was_faster_the_next_after_it_is_taken(town: Town) -> None:
    first = town.resident.asks("血压高")
    second = town.neighbour.asks("发烧了", at=nine + minutes(1))
    town.colleague.claims(first)
    assert town.browser(town.medic).post(f"{DESK}/next")["Location"] == url_of(second)


def test_the_next_one_of_nothing_is_refused_with_what_happens_next(town: Town) -> None:
    response = town.browser(town.medic).post(f"{DESK}/next")
    assert response.status_code == 409
    assert 'role="alert"' in text_of(response)


def test_off_duty_the_next_one_is_refused(town: Town) -> None:
    town.resident.asks()
    town.medic.checks_out()
    assert town.browser(town.medic).post(f"{DESK}/next").status_code == 409


def test_taking_what_a_colleague_took_meanwhile_says_who_has_it(town: Town) -> None:
    question = town.resident.asks()
    town.colleague.claims(question)
    response = town.browser(town.medic).post(url_of(question, "/claim"))
    assert response.status_code == 409
    assert "何医生" in text_of(response)


def test_checking_in_and_out_from_the_desk(town: Town) -> None:
    browser = town.browser(town.medic)
    assert browser.post("/duty/huzhu/out", {"next": DESK})["Location"] == DESK
    assert not Attendance.objects.filter(member=town.medic.member, out_at=None).exists()
    browser.post("/duty/huzhu/in", {"next": DESK})
    assert Attendance.objects.filter(member=town.medic.member, out_at=None).count() == 1


def test_who_is_paged_sees_the_banner_with_one_tap(town: Town) -> None:
    question = town.resident.asks("胸口疼得喘不上气", risk=Risk.IMMINENT)
    town.follows()
    browser = town.browser(town.medic)
    page = text_of(browser.get("/desk/paged"))
    assert url_of(question, "/claim") in page
    assert "胸口疼" not in page
    town.medic.claims(question)
    assert url_of(question) not in text_of(browser.get("/desk/paged"))


def queries_of(town: Town, path: str) -> int:
    browser = town.browser(town.supervisor)
    browser.get(path)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert browser.get(path).status_code == 200
    return len(found)


@pytest.mark.parametrize("path", [DESK, f"{DESK}/lists", "/day/huzhu", "/day/huzhu/board", "/duty/huzhu"])
def test_past_questions_cost_no_query_more(town: Town, path: str) -> None:
    for past in range(10):
        asked_and_closed(town, past)
    few = queries_of(town, path)
    for past in range(10, 60):
        asked_and_closed(town, past)
    assert queries_of(town, path) == few


def test_a_longer_queue_costs_no_query_more(town: Town) -> None:
    for n in range(2):
        town.meets(town.organisation).asks(f"第{n}问", private=False)
    few = queries_of(town, DESK)
    for n in range(12):
        town.meets(town.organisation).asks(f"又一问{n}", private=False)
    assert queries_of(town, DESK) == few


def asked_and_closed(town: Town, n: int) -> None:
    question = town.meets(town.organisation).asks(f"从前的第{n}问", at=nine - days(1))
    Question.objects.filter(pk=question.pk).update(
        state=State.CLOSED, closed_at=nine, outcome="answered", due_at=None, looks_at=None
    )


def test_two_who_take_the_next_at_once_get_two_questions(busy_town: Town) -> None:
    town = busy_town
    asked = {town.resident.asks("血压高").pk, town.neighbour.asks("发烧了").pk}
    browsers = [town.browser(town.medic), town.browser(town.colleague)]
    gate = Barrier(2)

    def take(n: int) -> str:
        try:
            gate.wait(10)
            return str(browsers[n].post(f"{DESK}/next")["Location"])
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        went = list(pool.map(take, range(2)))
    assert {place.rsplit("/", 1)[1] for place in went} == {str(each) for each in asked}
    assert set(Question.objects.values_list("owner__name", flat=True)) == {"林医生", "何医生"}


def test_who_may_not_take_it_is_led_to_it_all_the_same(town: Town) -> None:
    question = town.resident.asks("胸口疼得喘不上气", risk=Risk.IMMINENT)
    town.follows()
    page = text_of(town.browser(town.counsellor).get("/desk/paged"))
    assert f'href="{url_of(question)}"' in page
    assert url_of(question, "/claim") not in page


def test_who_works_in_several_services_chooses(town: Town) -> None:
    second = town.opens(town.organisation, "spring")
    Participant.objects.create(organisation=town.organisation, campaign=second, member=town.medic.member)
    page = text_of(town.browser(town.medic).get("/desk/"))
    assert "/desk/huzhu" in page
    assert "/desk/spring" in page


def test_who_works_in_none_is_told_what_to_do(town: Town) -> None:
    Participant.objects.filter(member=town.medic.member).delete()
    browser = town.browser(town.medic)
    assert browser.get("/desk/").status_code == 200
    assert browser.get(DESK).status_code == 403
