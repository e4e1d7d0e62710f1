"""When her helper changes, the resident is told who, and why, in plain words; she need not say anything again."""

import pytest

from anxin.desk.actions.transfer import transfer_question
from anxin.desk.kinds import TransferWhy
from anxin.desk.models import Question
from anxin.pages.tests.resident_phone import Phone, path_of, text_of
from anxin.people.kinds import Profession
from anxin.triage import Risk
from tests.town import Town, minutes, nine

AGAIN = "What you wrote goes along; you need not say it again."


@pytest.fixture
def question(town: Town) -> Question:
    asked = town.resident.asks()
    town.medic.claims(asked, at=nine + minutes(1))
    return asked


def seen(town: Town, question: Question) -> str:
    return text_of(Phone(town, town.resident).opens(f"{path_of(question)}/thread")).replace("&#x27;", "'")


def hands_on(town: Town, question: Question, why: TransferWhy) -> None:
    transfer_question(
        question=question, reason="只有同事看", why=why, by=town.medic.member, at=town.now,
        to_profession=Profession.COUNSELLOR,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (TransferWhy.EXPERTISE, "林医生 has asked a colleague who knows more about this to go on with you."),
        (TransferWhy.SHIFT_ENDS, "林医生's shift ends, so a colleague goes on with you."),
        (TransferWhy.BREAK, "林医生 takes a break, so a colleague goes on with you."),
        (TransferWhy.ASKED_FOR, "As you asked, 林医生 has handed it to a colleague."),
        (TransferWhy.OTHER, "林医生 has asked a colleague to go on with you."),
    ],
)
def test_why_is_told_and_what_colleagues_wrote_is_not(
    town: Town, question: Question, why: TransferWhy, words: str
) -> None:
    hands_on(town, question, why)
    page = seen(town, question)
    assert words in page
    assert AGAIN in page
    assert "只有同事看" not in page


def test_who_goes_on_is_told_in_the_talk(town: Town, question: Question) -> None:
    town.medic.transfers(question, town.colleague)
    assert "林医生 is finding the right colleague for you" in seen(town, question)
    town.colleague.claims(question)
    page = seen(town, question)
    assert "何医生 looks after you from now on" in page
    assert "何医生 is looking after you" in page


def test_a_silent_helper_or_one_gone_off_duty_is_told_too(town: Town, question: Question) -> None:
    town.medic.checks_out()
    page = seen(town, question)
    assert "林医生 cannot go on at this moment, so a colleague does." in page
    assert AGAIN in page
    town.colleague.claims(question)
    assert "cannot go on" not in seen(town, question)


def test_in_danger_only_that_people_come(town: Town) -> None:
    question = town.resident.asks("喘不上气", risk=Risk.IMMINENT)
    town.medic.claims(question)
    town.medic.puts_back(question)
    page = seen(town, question)
    assert "We are calling someone to you now." in page
    assert "cannot go on" not in page


def test_somebody_new_is_told_of_no_change(town: Town) -> None:
    assert AGAIN not in seen(town, town.resident.asks())
