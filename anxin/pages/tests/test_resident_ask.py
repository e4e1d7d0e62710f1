"""Asking: without an account, without scripts, once however often it is sent."""

import pytest
from django.conf import settings

from anxin.clients.models import AskerKind, Consent, Resident
from anxin.conversations.models import Message
from anxin.core import flood
from anxin.desk.models import Question
from anxin.pages.tests.resident_phone import TOO_LONG, Phone, danger, residents_of, text_of
from anxin.triage import Risk
from tests.town import Town, days, hours, nine, ten_at_night

KEY = "k" * 32


def test_somebody_new_asks_without_an_account_and_without_scripts(town: Town) -> None:
    phone, before = Phone(town), residents_of(town)
    answer = phone.asks("孩子发烧怎么办？")
    question = Question.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/c/huzhu/q/{question.pk}#next")
    assert residents_of(town) == before + 1
    page = text_of(phone.opens(f"/c/huzhu/q/{question.pk}"))
    assert "孩子发烧怎么办？" in page
    assert "Received. Someone on duty answers by 09:15." in page
    assert "林医生" in page
    assert question.private
    home = text_of(phone.opens())
    assert "孩子发烧怎么办？" in home
    assert "waiting for an answer" in home


def test_the_identity_stays_on_this_phone_and_out_of_scripts_reach(town: Town) -> None:
    cookie = next(c for name, c in Phone(town).asks("在吗").cookies.items() if name.startswith("anxin_r_"))
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_the_outbox_is_told_where_the_question_is(town: Town) -> None:
    phone = Phone(town)
    phone.opens()
    answer = phone.fetches("/c/huzhu/ask", "在吗", KEY)
    assert answer.status_code == 200
    assert answer.json() == {"location": f"/c/huzhu/q/{Question.objects.get().pk}#next"}


def test_sent_twice_with_one_key_is_one_question(town: Town) -> None:
    phone, before = Phone(town), residents_of(town)
    phone.opens()
    first = phone.fetches("/c/huzhu/ask", "在吗", KEY)
    again = phone.fetches("/c/huzhu/ask", "在吗", KEY)
    assert first.json() == again.json()
    assert (Question.objects.count(), residents_of(town)) == (1, before + 1)


def test_an_answer_lost_on_the_way_is_given_again_from_another_network(town: Town) -> None:
    phone, before = Phone(town), residents_of(town)
    phone.opens()
    lost = phone.fetches("/c/huzhu/ask", "在吗", KEY)
    for name in [name for name in phone.client.cookies if name.startswith("anxin_r_")]:
        del phone.client.cookies[name]  # the answer with the cookie never came
    phone.client.defaults["REMOTE_ADDR"] = "10.99.0.7"
    again = phone.fetches("/c/huzhu/ask", "在吗", KEY)
    assert again.json() == lost.json()
    assert (Question.objects.count(), residents_of(town)) == (1, before + 1)
    assert phone.opens(again.json()["location"].split("#")[0]).status_code == 200


def test_two_first_questions_of_a_new_phone_belong_to_one_person(town: Town) -> None:
    phone, before = Phone(town), residents_of(town)
    phone.opens()
    phone.fetches("/c/huzhu/ask", "第一个", "a" * 32)
    for name in [name for name in phone.client.cookies if name.startswith("anxin_r_")]:
        del phone.client.cookies[name]
    phone.fetches("/c/huzhu/ask", "第二个", "b" * 32)
    assert Question.objects.count() == 2
    assert residents_of(town) == before + 1


def test_one_key_for_two_texts_is_refused_and_the_text_kept(town: Town) -> None:
    phone = Phone(town)
    phone.asks("第一个", key=KEY)
    answer = phone.asks("第二个", key=KEY)
    assert answer.status_code == 422
    assert "第二个</textarea>" in text_of(answer)
    assert Question.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Please write something first."),
        (" \n\u200b", "Please write something first."),
        (TOO_LONG, "A text holds 5000 characters; this one has 5001."),
        ("a\0b", "This holds characters that are not text."),
    ],
)
def test_what_is_not_a_question_is_refused_in_the_form(town: Town, text: str, sentence: str) -> None:
    phone, before = Phone(town), residents_of(town)
    answer = phone.asks(text)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert "<textarea" in text_of(answer)
    refused = phone.fetches("/c/huzhu/ask", text, KEY)
    assert (refused.status_code, refused["Content-Type"]) == (422, "application/problem+json")
    assert refused.json()["title"] == sentence
    assert (Question.objects.count(), residents_of(town)) == (0, before)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</textarea><b>x"])
def test_html_is_shown_as_text(town: Town, text: str) -> None:
    phone = Phone(town)
    answer = phone.asks(text, handle="<i>我</i>")
    assert answer.status_code == 303
    for path in ("/c/huzhu", answer["Location"].split("#")[0]):
        page = text_of(phone.opens(path))
        assert text not in page
        assert "<i>我</i>" not in page


def test_marks_that_turn_the_direction_are_left_out(town: Town) -> None:
    Phone(town).asks("看\u202e反了")
    assert Message.objects.get().text == "看反了"


def test_she_says_who_she_is_and_takes_it_back(town: Town) -> None:
    phone = Phone(town)
    phone.asks("在吗", handle="小安", kind="home_quarantine")
    resident = Resident.objects.get(questions__isnull=False)
    assert (resident.handle, resident.kind) == ("小安", AskerKind.HOME_QUARANTINE)
    assert Consent.objects.get(resident=resident).withdrawn_at is None
    phone.asks("还在吗", handle="", kind="")
    resident.refresh_from_db()
    assert (resident.handle, resident.kind) == (None, "")
    assert Consent.objects.get(resident=resident).withdrawn_at is not None


@pytest.mark.parametrize(("field", "value"), [("handle", "名" * 21), ("handle", "a\0"), ("kind", "king")])
def test_a_bad_name_or_kind_is_told_and_the_text_kept(town: Town, field: str, value: str) -> None:
    answer = Phone(town).asks("我的问题", **{field: value})
    assert answer.status_code == 422
    page = text_of(answer)
    assert "我的问题</textarea>" in page
    assert "form-error" in page
    assert '<details class="more-of" open>' in page
    assert Question.objects.count() == 0


def test_the_switch_says_who_may_read(town: Town) -> None:
    phone = Phone(town)
    hidden = phone.fields("/c/huzhu", "/c/huzhu/ask")
    phone.client.post("/c/huzhu/ask", {**hidden, "text": "大家都可以看"})
    question = Question.objects.get()
    assert not question.private
    assert "Everyone on duty here can read this." in text_of(phone.opens(f"/c/huzhu/q/{question.pk}"))


def test_a_stale_form_is_refused_with_a_sentence(town: Town) -> None:
    phone = Phone(town)
    phone.opens()
    answer = phone.client.post("/c/huzhu/ask", {"text": "在吗", "key": KEY, "csrfmiddlewaretoken": "x" * 64})
    assert answer.status_code == 403
    assert "This page was open for too long." in text_of(answer)
    fetched = phone.client.post("/c/huzhu/ask", {"text": "在吗"}, headers={"X-Requested-With": "fetch"})
    assert fetched.json()["code"] == "stale_form"


def test_a_browser_without_cookies_is_told_so(town: Town) -> None:
    answer = Phone(town).client.post("/c/huzhu/ask", {"text": "在吗", "key": KEY})
    assert answer.status_code == 403
    assert "This browser keeps no cookies" in text_of(answer)
    assert "110" in text_of(answer)


def test_flooding_slows_only_the_one_who_floods(town: Town) -> None:
    phone = Phone(town)
    limit = flood_limit()
    answers = [phone.asks(f"问题 {n}").status_code for n in range(limit + 1)]
    assert answers == [303] * limit + [429]
    last = phone.asks("我的话")
    assert "我的话</textarea>" in text_of(last)
    assert int(last["Retry-After"]) > 0
    assert Phone(town).asks("别人的问题").status_code == 303
    flood.forget()


def flood_limit() -> int:
    return settings.QUESTIONS_PER_TEN_MINUTES


def test_out_of_hours_the_page_says_when_people_are_back_and_whom_to_call(town: Town) -> None:
    phone = Phone(town)
    town.at(ten_at_night + hours(1))
    home = text_of(phone.opens())
    assert "People are back tomorrow 08:00" in home
    assert 'href="tel:12356"' in home
    answer = phone.asks("睡不着")
    page = text_of(phone.opens(answer["Location"].split("#")[0]))
    assert "people are back tomorrow 08:00 and answer by tomorrow 08:15" in page


def test_the_page_says_todays_hours_who_is_there_and_what_is_promised(town: Town) -> None:
    page = text_of(Phone(town).opens())
    assert "08:00–22:00 today" in page
    assert "usually answered within 15 minutes" in page
    assert "林医生" in page
    assert "counsellor" in page


def test_danger_shows_the_numbers_at_once(town: Town) -> None:
    phone = Phone(town)
    answer = phone.asks(danger(town, "我要走了"))
    page = text_of(phone.opens(answer["Location"].split("#")[0]))
    assert page.index("call-now") < page.index("我要走了")
    assert "We are calling someone to you now." in page
    mild = phone.asks(danger(town, "不想活", Risk.HIGH))
    assert "You need not carry this alone." in text_of(phone.opens(mild["Location"].split("#")[0]))


def test_a_closed_campaign_takes_no_question_but_can_be_read(town: Town) -> None:
    question = town.resident.asks()
    phone = Phone(town, town.resident)
    hidden = phone.fields("/c/huzhu", "/c/huzhu/ask")
    town.at(nine + days(3))
    town.campaign.closed_at = town.now
    town.campaign.save(update_fields=["closed_at"])
    home = text_of(phone.opens())
    assert "This service has ended" in home
    assert "<textarea" not in home
    assert 'href="tel:110"' in home
    assert "血压150/95" in home
    page = text_of(phone.opens(f"/c/huzhu/q/{question.pk}"))
    assert "血压150/95" in page
    assert "<textarea" not in page
    answer = phone.client.post("/c/huzhu/ask", {**hidden, "text": "还在吗"})
    assert answer.status_code == 409
    assert Question.objects.count() == 1


def test_a_blocked_resident_is_told_and_shown_the_numbers(town: Town) -> None:
    town.resident.resident.blocked_until = nine + hours(1)
    town.resident.resident.save(update_fields=["blocked_until"])
    home = text_of(Phone(town, town.resident).opens())
    assert "You cannot write here for the moment." in home
    assert 'href="tel:120"' in home


def test_an_unknown_service_is_a_404(town: Town) -> None:
    assert Phone(town).opens("/c/nowhere").status_code == 404
    assert Phone(town).opens("/c/huzhu/").headers["Location"] == "/c/huzhu"
    assert Phone(town).opens("/c/huzhu/ask").headers["Location"] == "/c/huzhu"
