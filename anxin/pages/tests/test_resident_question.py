"""The talk about one question: what happens next, writing back, the end, and who may see it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anxin.conversations.models import Message
from anxin.desk.kinds import Outcome, State
from anxin.pages.tests.resident_phone import TOO_LONG, Phone, path_of, text_of
from anxin.people.kinds import Profession
from tests.town import Town, days, hours, minutes, nine, ten_at_night

KEY = "c" * 32


def test_each_step_says_what_happens_next_and_who_sees_to_it(town: Town) -> None:
    phone = Phone(town, town.resident)
    question = town.resident.asks()
    town.ticks()

    def seen() -> str:
        return text_of(phone.opens(f"{path_of(question)}/thread"))

    offered = town.fresh(question).offered_to
    assert offered is not None
    assert f"Received. {offered.name}, on duty, answers by 09:15." in seen()
    town.medic.claims(question, at=nine + minutes(2))
    assert "林医生 is looking after you" in seen()
    assert "An answer comes by 09:15." in seen()
    town.medic.answers(question, "先休息十分钟再量一次。", at=nine + minutes(7))
    assert "林医生 has answered" in seen()
    assert "先休息十分钟再量一次。" in seen()
    town.medic.plans(question, nine + days(1))
    assert "林医生 comes back to you: tomorrow 09:00" in seen()
    town.medic.closes(question, at=nine + minutes(9))
    assert "This talk has come to its end" in seen()


def test_a_late_question_is_told_so(town: Town) -> None:
    question = town.resident.asks()
    town.at(nine + minutes(16))
    assert "It takes longer than we promised" in text_of(Phone(town, town.resident).opens(path_of(question)))


def test_a_question_handed_on_says_so(town: Town) -> None:
    phone, question = Phone(town, town.resident), town.resident.asks()
    town.medic.claims(question)
    town.medic.transfers(question, Profession.COUNSELLOR)
    page = text_of(phone.opens(path_of(question)))
    assert "林医生 is handing your question to the right colleague" in page
    assert "需要专业意见" not in page


def test_writing_back_without_scripts_and_from_the_outbox(town: Town) -> None:
    phone, question = Phone(town, town.resident), town.resident.asks()
    town.medic.claims(question)
    town.medic.answers(question)
    answer = phone.says(question, "还是有点晕。")
    assert (answer.status_code, answer["Location"]) == (303, f"{path_of(question)}#next")
    sent = [phone.fetches(f"{path_of(question)}/say", "<b>好多了</b>", KEY) for _ in range(2)]
    assert [each.status_code for each in sent] == [200, 200]
    assert "&lt;b&gt;好多了&lt;/b&gt;" in text_of(sent[0])
    assert Message.objects.filter(conversation=question.conversation, author_kind="resident").count() == 3


@pytest.mark.parametrize("text", ["", TOO_LONG, "a\0"])
def test_what_cannot_be_kept_is_refused_in_the_page(town: Town, text: str) -> None:
    phone, question = Phone(town, town.resident), town.resident.asks()
    answer = phone.says(question, text)
    assert answer.status_code == 422
    assert "form-error" in text_of(answer)
    assert phone.fetches(f"{path_of(question)}/say", text, KEY).status_code == 422
    assert Message.objects.filter(conversation=question.conversation).count() == 1


def test_a_closed_question_opens_again_within_seven_days_and_not_after(town: Town) -> None:
    phone, question = Phone(town, town.resident), town.resident.asks()
    town.medic.claims(question)
    town.medic.answers(question)
    town.medic.closes(question, Outcome.ANSWERED, at=nine + hours(1))
    assert "Something more to say?" in text_of(phone.opens(path_of(question)))
    town.at(nine + days(2))
    assert phone.says(question, "又有点晕").status_code == 303
    assert town.fresh(question).state == State.CLAIMED
    assert "You opened the talk again" in text_of(phone.opens(path_of(question)))
    town.medic.answers(question)
    town.medic.closes(question)
    hidden = phone.fields(path_of(question), f"{path_of(question)}/say")
    town.at(nine + days(9) + hours(1))
    page = text_of(phone.opens(path_of(question)))
    assert "closed more than seven days ago" in page
    assert "<textarea" not in page
    answer = phone.client.post(f"{path_of(question)}/say", {**hidden, "text": "在吗"})
    assert answer.status_code == 409


def test_nobody_else_sees_it(town: Town) -> None:
    question = town.resident.asks()
    page, action = path_of(question), f"{path_of(question)}/say"
    for phone in (Phone(town), Phone(town, town.neighbour), Phone(town, town.outsider)):
        answer = phone.opens(page)
        assert answer.status_code == 404
        assert "血压" not in text_of(answer)
        assert "return code" in text_of(answer)
        assert phone.opens(f"{page}/thread", **{"X-Requested-With": "fetch"}).status_code == 404
        phone.opens()
        assert phone.fetches(action, "我来看看", KEY).status_code == 404
    assert Phone(town, town.resident).opens(path_of(question, "chenguang")).status_code == 404
    assert Phone(town, town.resident).opens("/c/huzhu/q/01900000-0000-7000-8000-000000000000").status_code == 404


def test_times_are_those_of_the_campaign(town: Town) -> None:
    town.campaign.zone = "Europe/Berlin"
    town.campaign.save(update_fields=["zone"])
    question = town.resident.asks(at=nine + hours(8))  # 10:00 in Berlin
    assert "10:15" in text_of(Phone(town, town.resident).opens(path_of(question)))


def test_pages_ask_the_database_little_however_much_was_asked_before(town: Town) -> None:
    phone, question = Phone(town, town.resident), town.resident.asks()
    town.medic.claims(question)

    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert phone.opens(path).status_code == 200
        return len(caught)

    phone.opens()
    few = queries("/c/huzhu"), queries(path_of(question))
    for n in range(20):
        town.resident.asks(f"问题 {n}")
        town.resident.writes_back(question, f"补充 {n}")
    assert (queries("/c/huzhu"), queries(path_of(question))) == few
    assert few[0] <= 7
    assert few[1] <= 6


def test_out_of_hours_an_owned_question_still_says_who(town: Town) -> None:
    question = town.resident.asks(at=ten_at_night - minutes(5))
    town.medic.claims(question, at=ten_at_night - minutes(4))
    town.at(ten_at_night + minutes(30))
    assert "林医生 is looking after you" in text_of(Phone(town, town.resident).opens(path_of(question)))
