"""Two questions of one person become one: the higher level, the earlier clock, every word, and nobody left alone."""

from typing import Any

import pytest

from anxin.conversations.models import Conversation, Message
from anxin.desk.kinds import Outcome, State
from anxin.desk.models import Acceptance, Crisis, Note, Question, Room, SecondYes
from anxin.pages.tests.resident_phone import Phone, path_of
from anxin.triage import Risk, Topic
from tests.caller import Caller, said
from tests.town import Town, days, hours, minutes, nine, refused


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.DEMO = True


def text_of(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def two(town: Town) -> tuple[Question, Question]:
    """What she asked first, which waits, and what she asked then, which the medic has taken."""
    first = town.resident.asks("头有点晕")
    second = town.resident.asks("血压150/95要紧吗？", at=nine + minutes(3))
    town.medic.claims(second, at=nine + minutes(4))
    return first, second


def test_the_merged_one_ends_and_the_other_keeps_the_earlier_clock(town: Town, two: tuple[Question, Question]) -> None:
    first, second = two
    due = first.due_at
    town.medic.merges(first, second, at=nine + minutes(5))
    assert (first.state, first.outcome, first.merged_into_id) == (State.CLOSED, Outcome.MERGED, second.pk)
    assert (second.state, second.owner, second.due_at) == (State.CLAIMED, town.medic.member, due)
    assert town.names_of(first)[-1] == "question.closed"
    assert town.names_of(second)[-1] == "question.merged"
    assert town.events_of(second)[-1].data == {"merged": str(first.pk)}


def test_the_higher_level_stays_and_its_people_are_paged(town: Town) -> None:
    danger = town.resident.asks("不想活了", topic=Topic.PSYCHOLOGICAL, risk=Risk.IMMINENT)
    calm = town.resident.asks("血压高", private=False, at=nine + minutes(1))
    town.supervisor.merges(danger, calm, at=nine + minutes(1))
    assert (calm.risk, calm.private, calm.due_at) == (Risk.IMMINENT, True, danger.asked_at + minutes(0.5))
    assert calm.state == State.WAITING
    assert calm.risk_by_machine
    town.follows()
    assert any(code.startswith("risk_3") for code in town.counsellor.told())
    assert "question.risk_raised" in town.names_of(calm)


def test_an_equal_danger_that_waits_is_not_hidden_in_one_that_was_answered(town: Town) -> None:
    answered = town.resident.asks("不想活了", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH)
    town.counsellor.claims(answered)
    town.counsellor.answers(answered)
    town.counsellor.checks_out()
    again = town.resident.asks("还是不想活", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH, at=nine + minutes(5))
    town.supervisor.merges(again, answered)
    assert (answered.state, answered.due_at) == (State.WAITING, nine + minutes(7))
    town.follows()
    assert "risk_2" in town.supervisor.told()


def test_merging_into_one_that_was_answered_opens_it_for_its_owner(town: Town, two: tuple[Question, Question]) -> None:
    first, second = two
    town.medic.answers(second)
    town.medic.plans(second, nine + days(1))
    town.medic.merges(first, second)
    assert (second.state, second.due_at, second.comes_back_at) == (State.CLAIMED, nine + minutes(15), None)


def test_the_owner_of_the_merged_one_takes_on_one_that_waits(town: Town, two: tuple[Question, Question]) -> None:
    first, second = two
    town.medic.merges(second, first)
    assert (first.state, first.owner) == (State.CLAIMED, town.medic.member)
    assert Acceptance.objects.filter(question=first, member=town.medic.member).exists()


def test_two_answered_ones_need_no_clock(town: Town, two: tuple[Question, Question]) -> None:
    first, second = two
    town.medic.claims(first)
    town.medic.answers(first)
    town.medic.answers(second)
    town.medic.merges(first, second)
    assert (second.state, second.due_at) == (State.AWAITING_RESIDENT, None)


def test_itself_strangers_and_closed_ones_are_refused(town: Town, two: tuple[Question, Question]) -> None:
    first, second = two
    with refused("into_itself"):
        town.medic.merges(first, first)
    with refused("another_resident"):
        town.medic.merges(town.neighbour.asks(), second)
    closed = town.resident.asks("第三个")
    town.medic.claims(closed)
    town.medic.answers(closed)
    town.medic.closes(closed)
    with refused("already_closed"):
        town.medic.merges(closed, second)
    with refused("already_closed"):
        town.medic.merges(second, closed)
    sister = town.opens(town.organisation, "ganxi")
    town.staff[0].campaign = town.campaign
    with refused("another_campaign"):
        town.medic.merges(town.resident.asks("那边", campaign=sister), second)


def test_who_has_neither_of_them_or_is_off_duty_may_not(town: Town, two: tuple[Question, Question]) -> None:
    first, second = two
    with refused("not_yours"):
        town.colleague.merges(first, second)
    with refused("not_yours"):
        town.social_worker.merges(first, second)
    town.medic.checks_out()
    with refused("not_on_duty"):
        town.medic.merges(first, second)
    town.coordinator.merges(first, second)
    assert first.merged_into_id == second.pk


def test_private_words_do_not_go_into_the_room(town: Town, two: tuple[Question, Question]) -> None:
    first, second = two
    thread = Conversation.objects.create(organisation=town.organisation)
    room = Room.objects.create(
        organisation=town.organisation, campaign=town.campaign, conversation=thread, name="群", opened_at=nine
    )
    Question.objects.filter(pk=second.pk).update(room=room, private=False)
    with refused("asked_in_the_room"):
        town.medic.merges(first, second)
    town.medic.merges(second, first)
    assert first.private


def test_a_merge_of_merged_questions_follows_to_the_root(town: Town, two: tuple[Question, Question]) -> None:
    first, second = two
    third = town.resident.asks("还想问", at=nine + minutes(6))
    town.medic.merges(first, second)
    assert town.medic.merges(third, first).pk == first.pk
    assert town.fresh(third).merged_into_id == second.pk
    with refused("into_itself"):
        town.medic.merges(second, first)
    with refused("into_itself"):
        town.medic.merges(first, second)


def test_every_word_is_shown_in_order_to_both_sides(town: Town, two: tuple[Question, Question]) -> None:
    first, second = two
    town.resident.writes_back(first, "补充一句", at=nine + minutes(4))
    town.medic.answers(second, "先躺下", at=nine + minutes(5))
    town.medic.merges(first, second, at=nine + minutes(6))
    pages = [
        text_of(Phone(town, town.resident).opens(path_of(second))),
        text_of(town.browser(town.medic).get(f"/desk/huzhu/q/{second.pk}/messages")),
    ]
    for page in pages:
        places = [page.index(words) for words in ("头有点晕", "血压150/95要紧吗？", "补充一句", "先躺下")]
        assert places == sorted(places)
    assert Message.objects.filter(kind="text").count() == 4


def test_who_opens_or_writes_to_the_merged_one_is_led_to_the_other(town: Town, two: tuple[Question, Question]) -> None:
    first, second = two
    phone = Phone(town, town.resident)
    hidden = phone.fields(path_of(first), f"{path_of(first)}/say")
    town.medic.merges(first, second)
    for path in ("", "/thread"):
        assert phone.opens(path_of(first) + path)["Location"].startswith(path_of(second))
    answer = phone.client.post(f"{path_of(first)}/say", {**hidden, "text": "写在旧的页面上"})
    assert answer["Location"].startswith(path_of(second))
    assert "写在旧的页面上" in text_of(phone.opens(path_of(second)))
    assert Message.objects.filter(conversation=second.conversation, author_kind="resident").count() == 2
    home = text_of(phone.opens())
    assert path_of(second) in home
    assert path_of(first) not in home
    browser = town.browser(town.medic)
    for path in ("", "/messages"):
        assert str(second.pk) in browser.get(f"/desk/huzhu/q/{first.pk}{path}")["Location"]


def test_over_the_api_it_names_where_it_goes_on(town: Town, two: tuple[Question, Question]) -> None:
    first, second = two
    caller = Caller(town.medic.token())
    done = caller.post(f"/questions/{first.pk}/merge", {"into": str(second.pk)})
    assert (done.status_code, said(done)["state"]) == (200, "closed")
    hers = Caller(town.resident.token)
    assert said(hers.get(f"/questions/{first.pk}"))["merged_into"] == str(second.pk)
    assert said(hers.get(f"/questions/{second.pk}"))["merged_into"] is None
    assert hers.post(f"/questions/{first.pk}/messages", {"text": "还在"}).status_code == 201
    assert len(said(hers.get(f"/questions/{second.pk}/messages"))["items"]) == 2
    assert len(said(hers.get(f"/questions/{first.pk}/messages"))["items"]) == 1
    assert len(said(caller.get(f"/questions/{first.pk}/messages"))["items"]) == 1
    stranger = Caller(town.stranger.token())
    assert stranger.post(f"/questions/{first.pk}/merge", {"into": str(second.pk)}).status_code == 404
    outside = town.outsider.asks("别的机构", campaign=town.elsewhere)
    assert caller.post(f"/questions/{second.pk}/merge", {"into": str(outside.pk)}).status_code == 404
    assert caller.post(f"/questions/{second.pk}/merge", {"into": "x"}).status_code == 422


def test_who_read_either_reads_both_and_notes_go_along(town: Town, two: tuple[Question, Question]) -> None:
    first, second = two
    town.colleague.claims(first)
    town.colleague.notes(first, "她怕去医院")
    town.coordinator.merges(first, second)
    for member in (town.medic.member, town.colleague.member):
        assert Acceptance.objects.filter(question__in=[first, second], member=member).count() == 2
    assert "她怕去医院" in text_of(town.browser(town.medic).get(f"/desk/huzhu/q/{second.pk}/about"))
    assert Note.objects.get().question_id == first.pk


def test_what_was_open_about_it_ends_or_goes_along(town: Town) -> None:
    first = town.resident.asks("不想活", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH)
    town.counsellor.claims(first)
    town.counsellor.answers(first)
    town.counsellor.closes(first)
    Crisis.objects.all().delete()
    Crisis.objects.create(organisation=town.organisation, question=first, began_at=nine, highest=2)
    second = town.resident.asks("还有一个", at=nine + minutes(1))
    town.supervisor.merges(first, second)
    assert not SecondYes.objects.filter(decided_at=None).exists()
    assert Crisis.objects.get(ended_at=None).question_id == second.pk
    assert second.risk == Risk.HIGH


def test_a_merged_one_is_not_opened_again_nor_let_go_of(town: Town, two: tuple[Question, Question]) -> None:
    first, second = two
    town.medic.merges(first, second)
    with refused("merged"):
        town.medic.reopens(first)
    town.ticks(nine + days(4))
    assert town.fresh(first).state == State.CLOSED
    with refused("not_an_outcome", 422):
        town.medic.closes(second, Outcome.MERGED)


def test_one_tap_beside_the_question(town: Town, two: tuple[Question, Question]) -> None:
    first, second = two
    browser = town.browser(town.medic)
    beside = text_of(browser.get(f"/desk/huzhu/q/{second.pk}/about"))
    assert "这位居民还有 1 个未结束的提问" in beside
    assert f'name="merge-other" value="{first.pk}"' in beside
    assert "头有点晕" not in beside
    done = browser.post(f"/desk/huzhu/q/{second.pk}/merge", {"merge-other": str(first.pk)})
    assert done["Location"] == f"/desk/huzhu/q/{second.pk}"
    assert town.fresh(first).merged_into_id == second.pk
    for other in ("nonsense", str(town.outsider.asks("别处", campaign=town.elsewhere).pk)):
        assert browser.post(f"/desk/huzhu/q/{second.pk}/merge", {"merge-other": other}).status_code in (404, 422)


def test_nothing_is_said_of_other_questions_to_who_may_not_read(town: Town, two: tuple[Question, Question]) -> None:
    assert "未结束的提问" not in text_of(town.browser(town.colleague).get(f"/desk/huzhu/q/{two[1].pk}/about"))


def test_a_word_after_the_end_of_seven_days_counts_from_the_root(town: Town, two: tuple[Question, Question]) -> None:
    first, second = two
    town.medic.merges(first, second)
    town.medic.answers(second, at=nine + days(4))
    town.medic.closes(second, at=nine + days(5))
    town.resident.writes_back(first, "又晕了", at=nine + days(8) + hours(1))
    assert town.fresh(second).state == State.CLAIMED
