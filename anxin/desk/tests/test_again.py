"""The same one again: a wish that routing heeds where it can, and that never holds anybody up."""

from uuid import uuid4

import pytest

from anxin.desk.kinds import State
from anxin.desk.models import Question
from anxin.desk.rules.routing import Candidate, choose
from anxin.desk.rules.scope import Helper, Matter
from anxin.pages.tests.resident_phone import Phone, path_of, text_of
from anxin.people.kinds import Profession
from anxin.triage import Risk, Topic
from tests.caller import Caller, said
from tests.town import Town, hours, minutes, nine

WAITS = Matter(topic=Topic.MEDICAL, risk=Risk.ORDINARY, state=State.WAITING)


@pytest.fixture
def helped(town: Town) -> Question:
    """One that the second medic has answered."""
    asked = town.resident.asks("血压高")
    town.colleague.claims(asked)
    town.colleague.answers(asked)
    return asked


def asked_again(town: Town) -> Question:
    return Question.objects.order_by("-asked_at", "-id").select_related("campaign", "asks_for", "offered_to")[0]


def medic(answering: int = 0, *, full: bool = False, profession: Profession = Profession.MEDIC) -> Candidate:
    return Candidate(uuid4(), Helper(profession, on_duty=True), answering=answering, full=full)


def test_routing_prefers_whom_she_asks_for_though_she_carries_more() -> None:
    wished, free = medic(5), medic(0)
    assert choose(WAITS, [free, wished], (), wished.id) == wished
    assert choose(WAITS, [free, wished]) == free


def test_but_not_beyond_her_limit_her_scope_or_her_shift() -> None:
    free, full, counsellor = medic(), medic(full=True), medic(profession=Profession.COUNSELLOR)
    for wished in (full, counsellor):
        assert choose(WAITS, [free, wished], (), wished.id) == free
    assert choose(WAITS, [free], (), uuid4()) == free


def test_asking_anew_offers_the_one_who_helped_and_it_goes_to_her(town: Town, helped: Question) -> None:
    phone = Phone(town, town.resident)
    assert "何医生 again (on duty now)" in text_of(phone.opens())
    phone.asks("还有一个问题", again=str(town.colleague.member.pk))
    question = asked_again(town)
    assert question.asks_for == town.colleague.member
    town.ticks()
    assert town.fresh(question).offered_to == town.colleague.member
    page = text_of(phone.opens(path_of(question)))
    assert "Received. 何医生, on duty, answers by" in page


def test_where_she_is_not_on_duty_that_is_said_and_the_clock_runs(town: Town, helped: Question) -> None:
    town.colleague.checks_out()
    phone = Phone(town, town.resident)
    assert "何医生 again (not on duty now)" in text_of(phone.opens())
    phone.asks("还有一个问题", again=str(town.colleague.member.pk))
    question = asked_again(town)
    assert question.due_at == question.asked_at + minutes(15)
    town.ticks()
    assert town.fresh(question).offered_to == town.medic.member
    page = text_of(phone.opens(path_of(question)))
    assert "何医生 is not on duty now" in page
    assert "林医生" in page


@pytest.mark.parametrize("wish", ["nonsense", "medic", "stranger"])
def test_a_wish_that_cannot_be_meant_is_left_aside(town: Town, helped: Question, wish: str) -> None:
    again = wish if wish == "nonsense" else str(getattr(town, wish).member.pk)
    assert Phone(town, town.resident).asks("还有一个问题", again=again).status_code == 303
    assert asked_again(town).asks_for is None


def test_somebody_new_is_offered_nobody(town: Town, helped: Question) -> None:
    assert "again (on duty" not in text_of(Phone(town).opens())
    assert "again (on duty" not in text_of(Phone(town, town.neighbour).opens())


def test_the_talk_leads_there_with_the_name_chosen(town: Town, helped: Question) -> None:
    phone = Phone(town, town.resident)
    link = f"/c/huzhu?again={town.colleague.member.pk}"
    assert link in text_of(phone.opens(path_of(helped)))
    page = text_of(phone.opens(link))
    choice = page[page.index(f'value="{town.colleague.member.pk}"') :]
    assert "checked" in choice[: choice.index(">")]


def test_over_the_api(town: Town, helped: Question) -> None:
    caller = Caller(town.resident.token)
    body = {"text": "再问", "asks_for": str(town.colleague.member.pk)}
    id = said(caller.post("/c/huzhu/questions", body))["id"]
    assert Question.objects.get(pk=id).asks_for == town.colleague.member


def test_danger_goes_to_whoever_is_there(town: Town, helped: Question) -> None:
    town.colleague.checks_out()
    town.will_hear("不行了", Topic.MEDICAL, Risk.IMMINENT)
    Phone(town, town.resident).asks("不行了", again=str(town.colleague.member.pk))
    question = asked_again(town)
    town.ticks()
    assert town.fresh(question).offered_to == town.medic.member
    town.follows()
    assert "risk_3" in town.counsellor.told()


def test_busy_elsewhere_is_told_honestly(town: Town, helped: Question) -> None:
    town.colleague.checks_out()
    town.colleague.checks_in()
    for n in range(3):  # as many offers as one person is held out
        town.neighbour.asks(f"{n}")
        Question.objects.filter(asks_for=None, offered_at=None).update(asks_for=town.colleague.member)
        town.ticks()
    Phone(town, town.resident).asks("还有一个问题", again=str(town.colleague.member.pk))
    town.ticks()
    question = asked_again(town)
    assert town.fresh(question).offered_to == town.medic.member
    assert "何医生 is with others just now" in text_of(Phone(town, town.resident).opens(path_of(question)))
    assert nine + hours(1) > town.now
