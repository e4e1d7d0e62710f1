"""The protocol of a crisis: its rules, what is recorded, and its two faces."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from anxin.core.models import Event
from anxin.desk.actions.protocol import record_step
from anxin.desk.crises import standings
from anxin.desk.models import Crisis, ProtocolStep, Question
from anxin.desk.rules.protocol import HAPPENED, ORDER, Variant, answer_of, following, passed_over, path, variant_of
from anxin.desk.rules.protocol_steps import STEPS
from anxin.triage import Risk, Topic
from tests.town import Town, minutes, nine, refused

PERSON, BODY = Variant.PERSON, Variant.BODY


# The rules ---------------------------------------------------------------------------------------------------------
def test_every_step_is_whole() -> None:
    for code, step in STEPS.items():
        assert code == step.code
        assert step.say
        codes = [answer.code for answer in step.answers]
        assert len(codes) == len(set(codes)) >= 3
        assert all(answer.do for answer in step.answers)
        assert all(len(each) <= 20 for each in [code, *codes])
    assert {step for order in (*ORDER.values(), HAPPENED) for step in order} == set(STEPS)


@pytest.mark.parametrize(
    ("topic", "risk", "variant"),
    [
        (Topic.MEDICAL, Risk.HIGH, BODY),
        (Topic.MEDICAL, Risk.IMMINENT, BODY),
        (Topic.RESOURCE, Risk.IMMINENT, BODY),
        (Topic.RESOURCE, Risk.HIGH, PERSON),
        (Topic.PSYCHOLOGICAL, Risk.IMMINENT, PERSON),
        (Topic.OTHER, Risk.HIGH, PERSON),
    ],
)
def test_which_protocol_fits(topic: Topic, risk: Risk, variant: Variant) -> None:
    assert variant_of(topic, risk) is variant


@pytest.mark.parametrize(
    ("variant", "given", "step"),
    [
        (PERSON, {}, "safe"),
        (PERSON, {"safe": "safe"}, "where"),
        (PERSON, {"where": "known"}, "safe"),
        (PERSON, {"safe": "plan", "where": "known"}, "called"),  # the call goes before all else
        (PERSON, {"safe": "plan"}, "where"),  # but help needs an address
        (PERSON, {"safe": "plan", "where": "known", "called": "by_us"}, "alone"),
        (PERSON, {"safe": "safe", "where": "known", "alone": "with_danger"}, "called"),
        (PERSON, {"safe": "harmed", "where": "known", "called": "by_us"}, "conscious"),
        (BODY, {}, "conscious"),
        (BODY, {"conscious": "awake"}, "breathing"),
        (BODY, {"conscious": "no"}, "where"),
        (BODY, {"conscious": "no", "where": "known"}, "called"),
        (PERSON, dict.fromkeys(ORDER[PERSON], "unclear") | {"called": "by_us"}, ""),
    ],
)
def test_which_step_follows(variant: Variant, given: dict[str, str], step: str) -> None:
    found = following(variant, given)
    assert (found.code if found else "") == step


def test_what_has_happened_brings_in_the_body_and_nothing_answered_is_lost() -> None:
    assert path(PERSON, {"safe": "harmed"}) == HAPPENED
    assert path(BODY, {"safe": "thoughts"})[-1] == "safe"  # sorted anew after the first answer
    assert "unheard" not in path(PERSON, {"unheard": "of"})


def test_what_was_passed_over_is_seen() -> None:
    assert passed_over(PERSON, {"alone": "alone"}) == {"safe", "where"}
    assert passed_over(PERSON, {"safe": "safe"}) == frozenset()
    assert passed_over(PERSON, {}) == frozenset()


def test_progress_never_leaves_the_path_whatever_is_answered() -> None:
    for variant in Variant:
        given: dict[str, str] = {}
        for _turn in range(20):
            step = following(variant, given)
            if step is None:
                break
            given[step.code] = next((each.code for each in step.answers if each.act), step.answers[0].code)
            assert set(given) <= set(path(variant, given))
        assert following(variant, given) is None


# What is recorded ----------------------------------------------------------------------------------------------------
@pytest.fixture
def question(town: Town) -> Question:
    """In danger, and with the counsellor."""
    question = town.resident.asks("不想活了", topic=Topic.PSYCHOLOGICAL, risk=Risk.IMMINENT, at=nine)
    town.counsellor.claims(question, at=nine)
    return question


def test_a_step_is_recorded_with_who_and_when_and_its_words_are_sealed(town: Town, question: Question) -> None:
    row = town.counsellor.records(question, "where", "known", "长江路3号2栋501", at=nine + minutes(1))
    assert (row.by, row.at, row.words) == (town.counsellor.member, nine + minutes(1), "长江路3号2栋501")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words::text FROM desk_protocolstep WHERE id = %s", [row.pk])
        assert "长江路" not in str(cursor.fetchone()[0])
    event = town.events_of(question)[-1]
    assert (event.name, event.data["step"], event.data["answer"]) == ("crisis.step", "where", "known")
    assert "长江路" not in str(list(Event.objects.values_list("data", flat=True)))


def test_another_answer_adds_a_row_and_the_same_one_twice_is_once(town: Town, question: Question) -> None:
    town.counsellor.records(question, "where", "partly", "长江路")
    town.counsellor.records(question, "where", "partly")
    town.supervisor.records(question, "where", "known")
    rows = list(ProtocolStep.objects.order_by("at", "id"))
    assert [(row.answer, row.words) for row in rows] == [("partly", "长江路"), ("known", "长江路")]
    assert standings([question])[question.pk].given == {"where": "known"}


def test_who_may_record(town: Town, question: Question) -> None:
    for other in (town.medic, town.volunteer, town.social_worker, town.stranger):
        with refused("not_yours"):
            other.records(question, "safe", "safe")
    town.coordinator.records(question, "safe", "thoughts")
    town.supervisor.records(question, "safe", "plan")
    with refused("unknown_answer", 422):
        town.counsellor.records(question, "safe", "perhaps")
    with refused("unknown_answer", 422):
        town.counsellor.records(question, "shoe_size", "safe")
    with refused("too_long", 422):
        town.counsellor.records(question, "safe", "safe", "长" * 501)
    with refused("not_text", 422):
        town.counsellor.records(question, "safe", "safe", "a\0b")


def test_who_was_asked_in_records_as_the_second(town: Town, question: Question) -> None:
    town.counsellor.asks_in(question, town.medic)
    with refused("not_yours"):
        town.medic.records(question, "called", "by_us")
    town.medic.joins(question)
    town.medic.records(question, "called", "by_us", "120，9:03")
    assert standings([question])[question.pk].beside == ["林医生"]


def test_outside_danger_there_is_none(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine)
    with refused("not_in_danger"):
        town.medic.records(question, "safe", "safe")
    waiting = town.neighbour.asks("胸口疼", risk=Risk.IMMINENT, at=nine)
    with refused("not_claimed"):
        town.medic.records(waiting, "conscious", "awake")


def test_two_who_record_at_once_are_both_kept(busy_town: Town) -> None:
    town = busy_town
    question = town.resident.asks("不想活了", topic=Topic.PSYCHOLOGICAL, risk=Risk.IMMINENT, at=nine)
    town.counsellor.claims(question, at=nine)
    gate = Barrier(2)

    def records(what: tuple[Any, str]) -> None:
        try:
            gate.wait(10)
            record_step(question=question, step="safe", answer=what[1], by=what[0].member, at=nine)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(records, [(town.counsellor, "plan"), (town.supervisor, "thoughts")]))
    assert set(ProtocolStep.objects.values_list("answer", flat=True)) == {"plan", "thoughts"}
    assert Crisis.objects.count() == 1


# Its faces -----------------------------------------------------------------------------------------------------------
@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.DEMO = True


def page(question: Question, rest: str = "") -> str:
    return f"/desk/huzhu/q/{question.pk}{rest}"


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_it_stands_above_the_talk_and_beside_it(town: Town, question: Question) -> None:
    shown = text_of(town.browser(town.counsellor).get(page(question)))
    assert 'id="protocol-bar-in"' in shown
    assert 'id="protocol-side"' in shown
    assert shown.count('value="harmed"') == 2
    ids = [part.split('"')[0] for part in shown.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_a_tap_records_and_leads_on_without_scripts_and_with_them(town: Town, question: Question) -> None:
    browser = town.browser(town.counsellor)
    response = browser.post(page(question, "/protocol"), {"step": "safe", "answer": "plan", "place": "bar"})
    assert response.status_code == 302
    assert response["Location"].startswith(page(question))
    said = {"step": "where", "answer": "known", "words": "长江路3号", "place": "side"}
    response = browser.post(page(question, "/protocol"), said, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert "长江路3号" in text_of(response)
    assert "<section" not in text_of(response)  # the inside of its place
    assert ProtocolStep.objects.count() == 2
    response = browser.post(page(question, "/protocol"), {"step": "x", "answer": "y"}, headers={"HX-Request": "true"})
    assert response.status_code == 422


def test_where_the_words_are_not_for_her_she_sees_how_it_stands_and_no_more(town: Town, question: Question) -> None:
    town.counsellor.records(question, "where", "known", "长江路3号")
    for other in (town.coordinator, town.medic):
        shown = text_of(town.browser(other).get(page(question, "/protocol?place=side")))
        assert "周老师" in shown
        assert "长江路" not in shown
        assert 'name="answer"' not in shown
    assert town.browser(town.stranger).get(page(question, "/protocol")).status_code == 404
    assert town.browser(town.stranger).post(page(question, "/protocol"), {}).status_code == 404


def test_the_supervisor_joins_with_one_tap(town: Town, question: Question) -> None:
    browser = town.browser(town.supervisor)
    assert page(question, "/join") in text_of(browser.get(page(question, "/protocol")))
    browser.post(page(question, "/join"))
    shown = text_of(browser.get(page(question, "/protocol")))
    assert page(question, "/join") not in shown
    assert "秦督导" in text_of(town.browser(town.coordinator).get(page(question, "/about")))


def test_an_ordinary_question_has_none(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question)
    browser = town.browser(town.medic)
    assert "protocol-side" not in text_of(browser.get(page(question)))
    assert text_of(browser.get(page(question, "/protocol"))).strip() == ""


def test_over_the_api(town: Town, question: Question) -> None:
    api, where = town.browser(), f"/api/v1/questions/{question.pk}/protocol"
    key: Any = {"HTTP_AUTHORIZATION": f"Bearer {town.counsellor.token()}"}
    first = api.get(where, **key).json()
    assert (first["variant"], first["next"], first["recorded"]) == ("person", "safe", [])
    body = {"step": "safe", "answer": "plan", "words": "说今晚"}
    once: Any = {"HTTP_IDEMPOTENCY_KEY": "abc"}
    for _turn in range(2):
        response = api.post(where, body, content_type="application/json", **key, **once)
        assert (response.status_code, response.json()["answer"]) == (201, "plan")
    found = api.get(where, **key).json()
    assert found["next"] == "where"
    assert [(each["step"], each["words"], each["by"]) for each in found["recorded"]] == [("safe", "说今晚", "周老师")]
    bad = api.post(where, {"step": "safe", "answer": "no"}, content_type="application/json", **key)
    assert (bad.status_code, bad.json()["code"]) == (422, "unknown_answer")
    for other, status in ((town.medic, 403), (town.stranger, 404)):
        assert api.get(where, HTTP_AUTHORIZATION=f"Bearer {other.token()}").status_code == status
    assert answer_of("safe", "plan") is not None
