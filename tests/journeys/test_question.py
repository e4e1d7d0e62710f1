"""A question from asking to its end, over HTTP."""

import pytest

from anxin.core.models import Look
from anxin.desk.models import Question
from anxin.triage import Risk, Topic
from tests.caller import Caller, assert_problem, said
from tests.town import Town, minutes, nine


@pytest.fixture
def staffed(town: Town, settings: object) -> Town:
    """The town with second factors not asked for, as in the demo."""
    settings.DEMO = True  # type: ignore[attr-defined]
    return town


def test_asked_claimed_answered_written_back_and_closed(staffed: Town) -> None:
    town = staffed
    anyone = Caller()
    opened = said(anyone.post("/c/huzhu/residents", {"handle": "小安"}))
    resident, medic = Caller(opened["token"]), Caller(town.medic.token())

    response = resident.post("/c/huzhu/questions", {"text": "我妈妈有高血压，吃党参可以吗？"}, key="k1")
    assert response.status_code == 201
    asked = said(response)
    assert {"id", "state", "topic", "risk", "due_at", "hotlines"} <= set(asked)
    assert (asked["state"], asked["topic"], asked["risk"]) == ("waiting", "medical", 0)
    assert [each["number"] for each in asked["hotlines"]] == ["110", "120", "12356"]
    question = f"/questions/{asked['id']}"

    row = said(medic.get("/desk/huzhu/queue"))["items"][0]
    assert (row["id"], row["state"], row["text"], row["handle"], row["may_claim"]) == (
        asked["id"], "waiting", None, None, True,
    )  # fmt: skip
    assert said(medic.get(question))["text"] is None
    assert_problem(medic.get(f"{question}/messages"), 403, code="private")

    assert said(medic.post(f"{question}/claim"))["state"] == "claimed"
    assert said(medic.get("/desk/huzhu/queue"))["items"] == []
    assert said(medic.get(question))["text"] == "我妈妈有高血压，吃党参可以吗？"
    assert medic.post(f"{question}/answer", {"text": "可以少量。"}).status_code == 201
    assert Look.objects.filter(actor_id=town.medic.member.pk).count() == 0
    thread = said(medic.get(f"{question}/messages"))["items"]
    assert Look.objects.get(actor_id=town.medic.member.pk).reason == "owner"

    mine = said(resident.get(question))
    assert (mine["state"], mine["owner"], mine["due_at"]) == ("awaiting_resident", "林医生", None)
    items = said(resident.get(f"{question}/messages"))["items"]
    assert items == thread
    assert [(each["by"], each["name"], each["text"]) for each in items] == [
        ("resident", None, "我妈妈有高血压，吃党参可以吗？"),
        ("staff", "林医生", "可以少量。"),
    ]
    after = said(resident.get(f"{question}/messages?after={items[0]['id']}"))["items"]
    assert after == items[1:]

    town.at(nine + minutes(3))
    assert resident.post(f"{question}/messages", {"text": "谢谢医生"}, key="k2").status_code == 201
    assert said(medic.get(question))["state"] == "claimed"
    assert said(medic.post(f"{question}/close", {"outcome": "answered"}))["state"] == "closed"
    assert said(resident.get(question))["outcome"] == "answered"
    assert said(resident.post(f"{question}/messages", {"text": "再问一句"}))["by"] == "resident"
    assert said(resident.get(question))["state"] == "claimed"


def test_danger_is_on_top_and_needs_two_to_close(staffed: Town) -> None:
    town = staffed
    counsellor, supervisor = Caller(town.counsellor.token()), Caller(town.supervisor.token())
    resident = Caller(town.resident.token)
    plain = said(resident.post("/c/huzhu/questions", {"text": "睡不好", "private": False}))
    text = "遗书已经写好"
    town.will_hear(text, Topic.PSYCHOLOGICAL, Risk.IMMINENT)
    danger = said(resident.post("/c/huzhu/questions", {"text": text, "private": False}))
    assert (danger["risk"], danger["private"]) == (3, True)
    rows = said(counsellor.get("/desk/huzhu/queue"))["items"]
    assert [row["id"] for row in rows] == [danger["id"], plain["id"]]
    assert [row["text"] for row in rows] == [None, "睡不好"]  # what was asked in the open, everyone on duty reads

    question = f"/questions/{danger['id']}"
    counsellor.post(f"{question}/claim")
    counsellor.post(f"{question}/answer", {"text": "我在这里。"})
    first = counsellor.post(f"{question}/close", {"outcome": "answered"}, key="c")
    again = counsellor.post(f"{question}/close", {"outcome": "answered"}, key="c")
    assert (first.status_code, said(first)["waits_for"]) == (202, "second_person")
    assert (again.status_code, again.content) == (202, first.content)
    assert_problem(counsellor.post(f"{question}/second", {"yes": True}), 409, code="own_request")
    assert said(supervisor.post(f"{question}/second", {"yes": True}))["state"] == "closed"


def test_every_verb_of_the_desk_over_http(staffed: Town) -> None:
    town = staffed
    asked = town.resident.asks("去哪里领药", topic=Topic.RESOURCE, private=False)
    question = f"/questions/{asked.pk}"
    worker, medic = Caller(town.social_worker.token()), Caller(town.medic.token())
    assert said(worker.post(f"{question}/claim"))["state"] == "claimed"
    assert said(worker.post(f"{question}/raise", {"risk": 1, "reason": "很急"}))["risk"] == 1
    assert said(worker.post(f"{question}/lower", {"risk": 0, "why": "misread"}))["risk"] == 0
    assert_problem(worker.post(f"{question}/confirm"), 409, code="nothing_to_confirm")
    assert said(worker.post(f"{question}/sort", {"topic": "medical"}))["topic"] == "medical"
    assert said(worker.post(f"{question}/return"))["state"] == "waiting"
    assert said(medic.post(f"{question}/claim"))["state"] == "claimed"
    assert_problem(medic.post(f"{question}/transfer", {"reason": "转"}), 422, code="one_receiver")
    both = {"reason": "转", "to_profession": "medic", "to_member": str(town.colleague.member.pk)}
    assert_problem(medic.post(f"{question}/transfer", both), 422, code="one_receiver")
    to = {"reason": "我要下班", "to_member": str(town.colleague.member.pk)}
    assert said(medic.post(f"{question}/transfer", to))["state"] == "claimed"  # hers until the other says yes
    colleague = Caller(town.colleague.token())
    assert said(colleague.post(f"{question}/decline", {"reason": "正忙"}))["state"] == "claimed"
    medic.post(f"{question}/transfer", to)
    assert said(colleague.post(f"{question}/accept"))["state"] == "claimed"
    colleague.post(f"{question}/answer", {"text": "好的"})
    later = (nine + minutes(60)).isoformat()
    assert said(colleague.post(f"{question}/follow-up", {"at": later}))["state"] == "follow_up"
    assert said(colleague.post(f"{question}/close", {"outcome": "referred"}))["state"] == "closed"
    assert said(colleague.post(f"{question}/reopen"))["state"] == "claimed"
    assert Question.objects.get().outcome == ""


def test_to_another_organisation_it_does_not_exist(staffed: Town) -> None:
    town = staffed
    asked = town.resident.asks(private=False)
    question = f"/questions/{asked.pk}"
    bodies = {
        "claim": {"reason": "x"}, "answer": {"text": "x"}, "messages": {"text": "x"}, "raise": {"risk": 3, "reason": "x"},
        "transfer": {"to_profession": "medic", "reason": "x"}, "lower": {"risk": 0, "why": "past"}, "confirm": {},
        "close": {"outcome": "spam"}, "second": {"yes": True}, "return": {}, "reopen": {}, "sort": {"topic": "other"},
        "follow-up": {"at": nine.isoformat()},
    }  # fmt: skip
    for caller in (Caller(town.stranger.token()),):
        for verb, body in bodies.items():
            assert_problem(caller.post(f"{question}/{verb}", body), 404)
        assert_problem(caller.get(question), 404)
        assert_problem(caller.get(f"{question}/messages"), 404)
        assert_problem(caller.get("/desk/huzhu/queue"), 404)
    for caller in (Caller(town.neighbour.token), Caller(town.outsider.token)):
        assert_problem(caller.get(question), 404)
        assert_problem(caller.get(f"{question}/messages"), 404)
        assert_problem(caller.post(f"{question}/messages", {"text": "x"}), 404)
        for verb, body in bodies.items():
            if verb != "messages":
                assert_problem(caller.post(f"{question}/{verb}", body), 401, 403, 404)
    assert_problem(Caller(town.outsider.token).post("/c/huzhu/questions", {"text": "你好"}), 409, code="not_found")
    assert town.names_of(asked) == ["question.asked"]


def test_who_takes_no_part_sees_no_desk(staffed: Town) -> None:
    town = staffed
    town.campaign.participants.filter(member=town.volunteer.member).delete()
    assert_problem(Caller(town.volunteer.token()).get("/desk/huzhu/queue"), 403, 404)


def test_without_a_second_factor_a_coordinator_is_kept_out(town: Town) -> None:
    town.resident.asks()
    assert_problem(Caller(town.coordinator.token()).get("/desk/huzhu/queue"), 403, code="second_factor_needed")
    assert Caller(town.medic.token()).get("/desk/huzhu/queue").status_code == 200


def test_the_queue_goes_on_page_by_page(staffed: Town) -> None:
    town = staffed
    asked = [town.resident.asks(f"{n}", risk=Risk(n % 2), at=nine + minutes(n / 10)) for n in range(55)]
    medic, seen, cursor = Caller(town.medic.token()), [], ""
    while cursor is not None:
        body = said(medic.get(f"/desk/huzhu/queue{'?cursor=' + cursor if cursor else ''}"))
        seen += [row["id"] for row in body["items"]]
        cursor = body["next"]
    assert len(seen) == len(set(seen)) == len(asked)
