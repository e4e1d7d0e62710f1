"""The promise, whatever people do: nobody who asks stands unowned past the clock without the coordinator being told.

Random verbs by random people at random moments; after each tick everything that is late has been told, and everything that
waits for somebody will be looked at again.
"""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from anxin.core.event import verify_chain
from anxin.core.models import Event
from anxin.core.refusal import Refused
from anxin.desk.kinds import Feeling, LowerReason, Outcome, State
from anxin.desk.models import Question, SecondYes
from anxin.people.kinds import Profession, Role
from anxin.people.models import Notice
from anxin.rota.models import Attendance
from anxin.triage import Risk, Topic
from tests.town import Town, days, nine, seconds

STEPS = 60


def act(dice: random.Random, town: Town) -> str:
    """One thing somebody may do; gives its name, or the code of the refusal."""
    asked = list(Question.objects.select_related("campaign", "resident", "owner", "conversation"))
    if not asked or dice.random() < 0.12:
        risk = dice.choices(list(Risk), weights=[6, 2, 1, 1])[0]
        try:
            town.resident.asks(
                f"问{len(asked)}", topic=dice.choice(list(Topic)), risk=risk, private=dice.random() < 0.7
            )
        except Refused as refused:
            return refused.finding.code  # the campaign is over
        return "asks"
    who, question = dice.choice(town.staff), dice.choice(asked)
    there = Attendance.objects.filter(member=who.member, out_at=None).exists()
    verbs: dict[str, Callable[[], object]] = {
        "claims": lambda: who.claims(question, reason=dice.choice(["", "", "接手"])),
        "answers": lambda: who.answers(question),
        "writes_back": lambda: town.resident.writes_back(
            question, risk=dice.choices(list(Risk), weights=[8, 1, 1, 1])[0]
        ),
        "puts_back": lambda: who.puts_back(question),
        "transfers": lambda: who.transfers(question, dice.choice([*town.staff, *Profession])),
        "sorts": lambda: who.sorts(question, dice.choice(list(Topic))),
        "raises": lambda: who.raises(question, dice.choice(list(Risk))),
        "confirms": lambda: who.confirms(question),
        "lowers": lambda: who.lowers(question, dice.choice(list(Risk)), why=dice.choice(list(LowerReason))),
        "closes": lambda: who.closes(question, dice.choice(list(Outcome))),
        "decides": lambda: who.decides(question, dice.random() < 0.6),
        "reopens": lambda: who.reopens(question),
        "merges": lambda: who.merges(question, dice.choice(asked)),
        "notes": lambda: who.notes(question),
        "wakes": lambda: who.wakes(question),
        "says": lambda: town.resident.says(question, feeling=dice.choice(list(Feeling))),
        "plans": lambda: who.plans(question, town.now + timedelta(hours=dice.randrange(1, 40))),
        "duty": lambda: who.checks_out() if there else who.checks_in(),
    }
    name = dice.choice(list(verbs))
    try:
        verbs[name]()
    except Refused as refused:
        return refused.finding.code
    return name


def later(dice: random.Random) -> timedelta:
    return dice.choice(
        [seconds(1), seconds(20), timedelta(minutes=4), timedelta(minutes=16), timedelta(hours=9), days(2)]
    )


def check(town: Town, at: datetime) -> None:
    """What must hold after a tick at `at`."""
    coordinators = [each.member.pk for each in town.staff if Role.COORDINATOR in each.member.roles]
    for question in Question.objects.select_related("campaign"):
        state, risk = State(question.state), Risk(question.risk)
        unowned = question.owner_id is None and state != State.CLOSED
        if unowned and question.due_at is not None and question.due_at <= at:
            told = Notice.objects.filter(member__in=coordinators, about_id=question.pk, code="late", seen_at=None)
            assert told.exists(), f"{question.pk} is late and nobody was told"
        if unowned:
            assert state == State.WAITING, "nobody's, and in no queue"
        if state in (State.WAITING, State.CLAIMED):
            assert question.looks_at is not None
            assert question.looks_at > at, "its clock ran out and nothing happened"
        assert (question.owner_id is None) <= (state in (State.WAITING, State.CLOSED))
        assert question.private or risk < Risk.HIGH
        if state == State.CLOSED and risk >= Risk.HIGH:
            assert SecondYes.objects.filter(question=question, agreed=True).exists(), "danger was closed by one person"
    assert verify_chain(town.organisation.pk) == Event.objects.filter(organisation_id=town.organisation.pk).count()


@pytest.mark.parametrize("seed", range(3))
def test_whatever_people_do_nobody_is_left_behind(town: Town, seed: int) -> None:
    dice, done = random.Random(seed), []
    town.at(nine)
    for _ in range(STEPS):
        done.append(act(dice, town))
        if dice.random() < 0.4:
            town.at(town.now + later(dice))
            for _ in range(3):  # warn, return, offer: one move a second
                town.ticks(town.now + seconds(1))
            check(town, town.now)
    town.ticks(town.now + days(4))
    assert len(set(done)) > 12
