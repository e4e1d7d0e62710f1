"""Follow-ups after a crisis: planned at its end, back by themselves, and recorded."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from anxin.desk.actions import followup
from anxin.desk.actions.followup import bring_back
from anxin.desk.actions.merge import merge_question
from anxin.desk.crises import follow_ups_today, open_crisis
from anxin.desk.kinds import LowerReason, Outcome, State
from anxin.desk.models import Crisis, FollowUp, Note, Question
from anxin.desk.rules.followup import Contact, asks_again, tries_again
from anxin.triage import Risk, Topic
from tests.town import Town, days, hours, minutes, nine, refused, seconds
from tests.townsfolk import Staff

SHANGHAI = ZoneInfo("Asia/Shanghai")
next_nine = nine + days(1)
next_week = nine + days(7)


def over(town: Town, *, at: datetime = nine) -> Question:
    """A crisis that was closed at `at`, with a second person's yes."""
    question = town.resident.asks("不想活了", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH, at=nine)
    town.follows()
    town.counsellor.claims(question, at=nine)
    town.counsellor.answers(question, "我在这里。", at=nine)
    town.counsellor.closes(question, at=at)
    town.supervisor.decides(question, True, at=at)
    return question


def day_and_week(question: Question) -> list[FollowUp]:
    return list(FollowUp.objects.filter(question=question, cancelled_at=None).order_by("due_at"))


@pytest.mark.parametrize(
    ("end", "confirmed", "calling_back", "wanted"),
    [
        (Outcome.ANSWERED, False, False, True),
        (Outcome.REFERRED, True, False, True),
        (Outcome.WITHDRAWN, False, False, True),
        (Outcome.SPAM, True, False, False),
        (Outcome.MERGED, True, False, False),
        (Outcome.ANSWERED, True, True, False),
        (LowerReason.SAFE_NOW, False, False, True),
        (LowerReason.PAST, False, False, True),
        (LowerReason.OTHER, False, False, True),
        (LowerReason.IDIOM, False, False, False),
        (LowerReason.MISREAD, False, False, False),
        (LowerReason.IDIOM, True, False, True),
    ],
)
def test_what_is_asked_after(end: str, confirmed: bool, calling_back: bool, wanted: bool) -> None:
    assert asks_again(end, confirmed=confirmed, calling_back=calling_back) is wanted


def test_three_tries() -> None:
    assert [tries_again(n) for n in (1, 2, 3)] == [True, True, False]


def test_closing_plans_a_day_and_a_week(town: Town) -> None:
    rows = day_and_week(over(town))
    assert [(row.kind, row.due_at) for row in rows] == [("day", next_nine), ("week", next_week)]


def test_lowering_plans_them_too_but_not_for_what_was_misread(town: Town) -> None:
    question = town.resident.asks("不想活了", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH, at=nine)
    town.counsellor.claims(question, at=nine)
    town.counsellor.lowers(question, Risk.DISTRESSED, why=LowerReason.SAFE_NOW)
    town.supervisor.decides(question, True)
    assert len(day_and_week(question)) == 2
    other = town.neighbour.asks("笑死我了", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH, at=nine)
    town.counsellor.claims(other, at=nine)
    town.counsellor.lowers(other, Risk.ORDINARY, why=LowerReason.MISREAD)
    town.supervisor.decides(other, True)
    assert day_and_week(other) == []


def test_what_would_fall_out_of_service_hours_comes_with_the_next_opening(town: Town) -> None:
    rows = day_and_week(over(town, at=nine + hours(14)))  # 23:00
    eight = datetime(2026, 3, 7, 8, tzinfo=SHANGHAI)
    assert rows[0].due_at == eight
    assert rows[1].due_at == eight + days(6)


def test_it_comes_back_to_its_owner_with_a_fresh_clock_and_a_notice(town: Town) -> None:
    question = over(town)
    town.ticks(next_nine - seconds(1))
    assert town.fresh(question).state == State.CLOSED
    town.ticks(next_nine)
    fresh = town.fresh(question)
    assert (fresh.state, fresh.owner, fresh.closed_at, fresh.outcome) == (
        State.CLAIMED, town.counsellor.member, None, "",
    )  # fmt: skip
    assert fresh.due_at == next_nine + minutes(10)  # a call, not an alarm
    assert town.counsellor.told() == ["follow_up"]
    assert open_crisis(fresh)
    assert town.names_of(question)[-1] == "follow_up.came"
    town.ticks(next_nine + seconds(1))
    assert town.names_of(question).count("follow_up.came") == 1


def test_after_a_week_it_is_opened_all_the_same(town: Town) -> None:
    question = over(town)
    FollowUp.objects.filter(kind="day").delete()
    town.ticks(next_week + hours(1))
    assert town.fresh(question).state == State.CLAIMED


def test_its_owner_gone_it_waits_for_all_and_whoever_may_take_it_hears_it(town: Town) -> None:
    question = over(town)
    town.counsellor.checks_out(at=nine + hours(1))
    town.ticks(next_nine)
    fresh = town.fresh(question)
    assert (fresh.state, fresh.owner) == (State.WAITING, None)
    assert "follow_up" in town.supervisor.told()
    assert town.medic.told() == []


def test_reached_and_safe_it_is_done_and_can_be_closed_without_beginning_anew(town: Town) -> None:
    question = over(town)
    town.ticks(next_nine)
    with refused("follow_up_open"):
        town.counsellor.closes(question, at=next_nine)
    row = day_and_week(question)[0]
    town.counsellor.contacts(question, row, Contact.SAFE, "睡得好一些了", at=next_nine + minutes(5))
    row.refresh_from_db()
    assert (row.reached, row.done_by, row.done_at) == (True, town.counsellor.member, next_nine + minutes(5))
    assert Note.objects.get(question=question).text == "睡得好一些了"
    assert town.counsellor.told() == []
    with refused("already_recorded"):
        town.counsellor.contacts(question, row, Contact.SAFE)
    town.counsellor.answers(question, at=next_nine + minutes(6))
    town.counsellor.closes(question)
    town.supervisor.decides(question, True)
    assert question.state == State.CLOSED
    assert [each.kind for each in day_and_week(question)] == ["day", "week"]  # no third: it was a call back


def test_in_danger_again_it_is_a_crisis_of_its_own(town: Town) -> None:
    question = over(town)
    town.ticks(next_nine)
    row = day_and_week(question)[0]
    town.counsellor.contacts(question, row, Contact.DANGER, at=next_nine)
    assert [each.kind for each in day_and_week(question)] == ["day"]  # the week is asked after the new one
    town.counsellor.closes(question, at=next_nine)
    town.supervisor.decides(question, True, at=next_nine)
    assert [each.due_at for each in day_and_week(question)][1:] == [next_nine + days(1), next_nine + days(7)]


def test_in_danger_again_what_was_lowered_is_raised(town: Town) -> None:
    question = town.resident.asks("不想活了", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH, at=nine)
    town.counsellor.claims(question, at=nine)
    town.counsellor.answers(question, at=nine)
    town.counsellor.lowers(question, Risk.ORDINARY, why=LowerReason.SAFE_NOW)
    town.supervisor.decides(question, True)
    town.ticks(next_nine)
    town.counsellor.contacts(question, day_and_week(question)[0], Contact.DANGER, "又说不想活")
    assert question.risk == Risk.HIGH
    assert open_crisis(question)


def test_not_reached_it_is_tried_again_and_after_three_the_supervisor_knows(town: Town) -> None:
    question = over(town)
    at = next_nine
    for tries in (1, 2, 3):
        town.ticks(at)
        row = day_and_week(question)[0]
        town.counsellor.contacts(question, row, Contact.NOT_REACHED, at=at + minutes(5))
        assert question.state == State.AWAITING_RESIDENT
        row.refresh_from_db()
        assert (row.tries, row.done_at is not None) == (tries, tries == 3)
        if tries < 3:
            with refused("already_recorded"):
                town.counsellor.contacts(question, row, Contact.NOT_REACHED)
            assert row.due_at == at + hours(2) + minutes(5)
        at = row.due_at
    town.follows()
    assert "not_reached" in town.supervisor.told()
    assert row.reached is False
    assert town.names_of(question).count("follow_up.not_reached") == 3


def test_who_wrote_meanwhile_is_not_called_unreached(town: Town) -> None:
    question = over(town)
    town.ticks(next_nine)
    town.resident.writes_back(question, "我还好", at=next_nine + minutes(1))
    with refused("unread"):
        town.counsellor.contacts(question, day_and_week(question)[0], Contact.NOT_REACHED)


def test_who_may_record_it(town: Town) -> None:
    question = over(town)
    town.ticks(next_nine)
    row = day_and_week(question)[0]
    for other in (town.volunteer, town.medic, town.stranger):
        with refused("not_yours"):
            other.contacts(question, row, Contact.SAFE)
    town.coordinator.contacts(question, row, Contact.SAFE)


def test_one_that_waits_already_keeps_its_clock(town: Town) -> None:
    question = town.resident.asks("不想活了", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH, at=nine)
    town.counsellor.claims(question, at=nine)
    town.counsellor.answers(question, at=nine)
    town.counsellor.lowers(question, Risk.DISTRESSED, why=LowerReason.SAFE_NOW)
    town.supervisor.decides(question, True)
    town.resident.writes_back(question, "在吗", at=next_nine - minutes(1))
    due = question.due_at
    town.ticks(next_nine)
    assert (town.fresh(question).due_at, town.fresh(question).state) == (due, State.CLAIMED)
    assert day_and_week(question)[0].came_at == next_nine


def test_merged_meanwhile_it_comes_back_where_it_goes_on(town: Town) -> None:
    question = town.resident.asks("不想活了", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH, at=nine)
    town.counsellor.claims(question, at=nine)
    town.counsellor.lowers(question, Risk.DISTRESSED, why=LowerReason.SAFE_NOW)
    town.supervisor.decides(question, True)
    other = town.resident.asks("还有一件事", topic=Topic.PSYCHOLOGICAL, at=nine)
    merge_question(question=question, into=other, by=town.supervisor.member, at=nine)
    assert len(day_and_week(other)) == 2
    FollowUp.objects.update(question=question)  # as if it had been planned at the same moment
    town.ticks(next_nine)
    assert FollowUp.objects.get(kind="day").question == other


def test_after_the_end_of_the_campaign_it_still_comes_back(town: Town) -> None:
    last = datetime(2026, 3, 15, 21, tzinfo=SHANGHAI)
    question = over(town, at=last)
    town.ticks(last + days(1))
    assert town.fresh(question).state != State.CLOSED


def test_nothing_comes_back_by_half(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    question = over(town)
    row = day_and_week(question)[0]

    def breaks(*args: object, **more: object) -> None:
        raise RuntimeError("the plug is pulled")

    with monkeypatch.context() as patch:
        patch.setattr(followup, "begin_crisis", breaks)
        with pytest.raises(RuntimeError):
            bring_back(follow_up=row, at=next_nine)
    assert town.fresh(question).state == State.CLOSED
    town.ticks(next_nine)
    assert town.fresh(question).state == State.CLAIMED
    assert Crisis.objects.filter(question=question, ended_at=None).count() == 1


def test_the_list_of_today(town: Town) -> None:
    question = over(town)
    assert follow_ups_today(town.campaign, nine) == []
    assert [each.question for each in follow_ups_today(town.campaign, next_nine - hours(8))] == [question]
    town.ticks(next_nine)
    assert len(follow_ups_today(town.campaign, next_nine + days(2))) == 1  # not done yet


# Its pages -----------------------------------------------------------------------------------------------------------
@pytest.fixture
def demo(settings: Any) -> None:
    """There, coordinators and supervisors need no second step at the sign-in."""
    settings.DEMO = True


def shown(town: Town, who: Staff, path: str) -> str:
    return str(town.browser(who).get(path).content.decode())


def test_the_coordinators_page_and_the_supervisors_desk_name_it(town: Town, demo: None) -> None:
    question = over(town)
    row = day_and_week(question)[0]
    for at, seen in ((nine, False), (next_nine, True)):
        town.ticks(at)
        assert (f"due-{row.pk}" in shown(town, town.coordinator, "/day/huzhu")) is seen
        assert (f"due-{row.pk}" in shown(town, town.supervisor, "/desk/huzhu")) is seen
        assert f"due-{row.pk}" not in shown(town, town.counsellor, "/desk/huzhu")


def test_the_coordinator_sees_whether_a_second_is_there_without_a_word_of_hers(town: Town, demo: None) -> None:
    question = town.resident.asks("不想活了", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH, at=nine)
    town.counsellor.claims(question, at=nine)
    town.counsellor.records(question, "where", "known", "长江路3号")
    before = shown(town, town.coordinator, "/day/huzhu")
    town.supervisor.joins(question)
    after = shown(town, town.coordinator, "/day/huzhu")
    assert before != after
    assert "长江路" not in before + after


def test_recording_it_on_the_page(town: Town, demo: None) -> None:
    question = over(town)
    town.ticks(next_nine)
    row = day_and_week(question)[0]
    page = f"/desk/huzhu/q/{question.pk}"
    browser, url = town.browser(town.counsellor), f"{page}/follow-ups/{row.pk}"
    assert url in browser.get(page).content.decode()
    assert browser.post(url, {"contact": "perhaps"}).status_code == 422
    assert browser.post(url, {"contact": "safe", "words": "好多了"})["Location"] == page
    assert browser.post(url, {"contact": "safe"}).status_code == 409
    assert url not in browser.get(page).content.decode()
    assert town.browser(town.stranger).post(url, {"contact": "safe"}).status_code == 404
    other = town.neighbour.asks(at=nine)
    elsewhere = f"/desk/huzhu/q/{other.pk}/follow-ups/{row.pk}"
    assert browser.post(elsewhere, {"contact": "safe"}).status_code == 404


def test_over_the_api(town: Town, demo: None) -> None:
    question = over(town)
    town.ticks(next_nine)
    api, where = town.browser(), f"/api/v1/questions/{question.pk}/follow-ups"
    key: Any = {"HTTP_AUTHORIZATION": f"Bearer {town.counsellor.token()}"}
    items = api.get(where, **key).json()["items"]
    assert [(each["kind"], each["came_at"] is not None) for each in items] == [("day", True), ("week", False)]
    url = f"{where}/{items[0]['id']}"
    json: Any = {"content_type": "application/json"}
    assert api.post(url, {"contact": "maybe"}, **json, **key).status_code == 422
    done = api.post(url, {"contact": "not_reached"}, **json, **key)
    assert (done.status_code, done.json()["tries"], done.json()["came_at"]) == (200, 1, None)
    assert api.post(url, {"contact": "not_reached"}, **json, **key).json()["code"] == "already_recorded"
    for other, status in ((town.volunteer, 409), (town.stranger, 404)):
        key = {"HTTP_AUTHORIZATION": f"Bearer {other.token()}"}
        assert api.post(url, {"contact": "safe"}, **json, **key).status_code == status
