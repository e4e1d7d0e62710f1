"""One tap: did it help, how do you feel; changeable, told to the helper, counted for the coordinator, never in the way."""

from typing import Any

import pytest

from anxin.core.event import verify_chain
from anxin.desk.kinds import Feeling, Helped
from anxin.desk.models import Feedback, Question
from anxin.desk.rules.feedback import may_say, needs_somebody
from anxin.pages.tests.resident_phone import Phone, path_of, text_of
from tests.caller import Caller, said
from tests.town import Town, days, minutes, nine, refused


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.DEMO = True
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def question(town: Town) -> Question:
    asked = town.resident.asks()
    town.medic.claims(asked, at=nine + minutes(1))
    town.medic.answers(asked, at=nine + minutes(2))
    return asked


def taps(phone: Phone, question: Question, **what: str) -> Any:
    page, action = path_of(question), f"{path_of(question)}/feedback"
    return phone.client.post(action, {**phone.fields(page, action), **what})


def test_of_an_answer_not_of_waiting() -> None:
    assert may_say(True, Helped.NO, None) is None
    assert may_say(True, None, Feeling.SAME) is None
    assert [getattr(may_say(*each), "code", "") for each in ((False, Helped.NO, None), (True, None, None))] == [
        "not_answered", "nothing_said",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "now", "called"),
    [
        (None, Feeling.WORSE, True),
        (Feeling.BETTER, Feeling.WORSE, True),
        (Feeling.WORSE, Feeling.WORSE, False),
        (None, Feeling.SAME, False),
        (Feeling.WORSE, None, False),
    ],
)
def test_feeling_worse_is_news_once(before: Feeling | None, now: Feeling | None, called: bool) -> None:
    assert needs_somebody(before, now) == called


def test_a_tap_is_kept_and_can_be_changed(town: Town, question: Question) -> None:
    phone = Phone(town, town.resident)
    assert "Did the answer help you?" in text_of(phone.opens(path_of(question)))
    done = taps(phone, question, helped="partly")
    assert (done.status_code, done["Location"]) == (303, f"{path_of(question)}#feedback")
    page = text_of(phone.opens(path_of(question)))
    assert "How do you feel now?" in page
    assert 'value="partly" aria-pressed="true"' in page
    taps(phone, question, feeling="better")
    taps(phone, question, helped="yes")
    kept = Feedback.objects.get()
    assert (kept.helped, kept.feeling) == (Helped.YES, Feeling.BETTER)
    names = town.names_of(question)
    assert names.count("question.feedback") == 3
    assert verify_chain(town.organisation.pk)


def test_before_an_answer_nothing_is_asked(town: Town) -> None:
    asked = town.resident.asks()
    phone = Phone(town, town.resident)
    assert "Did the answer help you?" not in text_of(phone.opens(path_of(asked)))
    with refused("not_answered"):
        town.resident.says(asked, helped=Helped.YES)


def test_no_offers_to_write_again(town: Town, question: Question) -> None:
    phone = Phone(town, town.resident)
    taps(phone, question, helped="no")
    assert f'href="#box-say-{question.pk.hex}"' in text_of(phone.opens(path_of(question)))
    town.medic.closes(question)
    assert "it opens again" in text_of(phone.opens(path_of(question)))
    town.at(nine + days(8))
    page = text_of(phone.opens(path_of(question)))
    assert "Please ask again" in page
    assert "Ask a new question" in page


def test_worse_shows_the_numbers_and_calls_the_helper(town: Town, question: Question) -> None:
    phone = Phone(town, town.resident)
    taps(phone, question, feeling="worse")
    page = text_of(phone.opens(path_of(question)))
    part = page[page.index('id="feedback"') :]
    assert 'href="tel:12356"' in part[: part.index("</section>")]
    town.follows()
    assert town.medic.told() == ["feels_worse"]
    taps(phone, question, feeling="worse")
    assert town.names_of(question).count("question.feels_worse") == 1


def test_worse_while_the_helper_is_gone_calls_the_coordinator(town: Town, question: Question) -> None:
    town.medic.checks_out()
    town.resident.says(question, feeling=Feeling.WORSE)
    town.follows()
    assert "feels_worse" in town.coordinator.told()
    assert "feels_worse" not in town.medic.told()


def test_the_helper_sees_it_and_the_coordinator_counts_it(town: Town, question: Question) -> None:
    town.resident.says(question, helped=Helped.YES, feeling=Feeling.WORSE)
    beside = text_of(town.browser(town.medic).get(f"/desk/huzhu/q/{question.pk}/about"))
    assert "it helped" in beside
    assert "I feel worse" in beside
    assert "I feel worse" not in text_of(town.browser(town.colleague).get(f"/desk/huzhu/q/{question.pk}/about"))
    day = text_of(town.browser(town.coordinator).get("/day/huzhu", headers={"Accept-Language": "en"}))
    assert "1 of 1" in day
    assert "1 feels worse" in day


def test_nobody_else_says_anything_of_it(town: Town, question: Question) -> None:
    for owner in (town.neighbour, town.outsider):
        phone = Phone(town, owner)
        phone.opens()
        assert phone.fetches(f"{path_of(question)}/feedback", "", "k" * 32, helped="no").status_code == 404
        with refused("not_found", 404):
            owner.says(question, helped=Helped.NO)
    assert Feedback.objects.count() == 0


def test_what_is_none_of_the_answers_is_refused_in_the_page(town: Town, question: Question) -> None:
    phone = Phone(town, town.resident)
    answer = taps(phone, question, helped="perhaps")
    assert answer.status_code == 422
    assert "Tap one of them first." in text_of(answer)
    assert phone.opens(f"{path_of(question)}/feedback")["Location"].endswith("#feedback")


def test_over_the_api(town: Town, question: Question) -> None:
    hers = Caller(town.resident.token)
    path = f"/questions/{question.pk}/feedback"
    assert said(hers.post(path, {"helped": "yes"}))["helped"] == "yes"
    assert said(hers.post(path, {"feeling": "same"})) | {"at": ""} == {"helped": "yes", "feeling": "same", "at": ""}
    assert hers.post(path, {"helped": "maybe"}).status_code == 422
    assert hers.post(path, {}).status_code == 422
    assert Caller(town.neighbour.token).post(path, {"helped": "no"}).status_code == 404
    assert Caller(town.medic.token()).post(path, {"helped": "no"}).status_code in (401, 403)


def test_of_a_merged_one_she_speaks_where_it_goes_on(town: Town, question: Question) -> None:
    other = town.resident.asks("还有")
    town.medic.merges(other, question)
    town.medic.answers(question)
    town.resident.says(other, helped=Helped.YES)
    assert Feedback.objects.get().question_id == question.pk


def test_a_page_without_a_campaign_to_come_back_to_still_takes_it(town: Town, question: Question) -> None:
    town.campaign.closed_at = nine + minutes(5)
    town.campaign.save(update_fields=["closed_at"])
    town.at(nine + minutes(6))
    phone = Phone(town, town.resident)
    taps(phone, question, helped="no")
    assert Feedback.objects.get().helped == Helped.NO
    assert "Ask a new question" not in text_of(phone.opens(path_of(question)))
