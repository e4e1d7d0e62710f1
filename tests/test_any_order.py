"""Random verbs from random people, in any order: no question is ever unowned and forgotten, doubled, or out of reach.

Hypothesis draws what is done; refusals are fine, anything else that fails is not. After every step the whole desk is looked
at (`sound`), and at the end everybody who is there works until all is over (`comes_to_its_end`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anxin.conversations.models import Message, MessageKind
from anxin.core.event import verify_chain
from anxin.core.refusal import Refused
from anxin.desk.actions.handover import take_break
from anxin.desk.crises import in_danger_now
from anxin.desk.kinds import LowerReason, Outcome, State
from anxin.desk.models import Acceptance, Crisis, FollowUp, Question, Transfer
from anxin.desk.queries import mine, waiting
from anxin.desk.rules.followup import Contact
from anxin.desk.rules.protocol_steps import STEPS
from anxin.people.kinds import Profession
from anxin.rota.actions import come_back
from anxin.rota.models import Attendance
from anxin.triage import Risk, Topic
from tests.town import Town, hours, seconds
from tests.townsfolk import Asker, Staff

OPEN = Question.objects.exclude(state=State.CLOSED)


@dataclass(frozen=True)
class Draw:
    """One draw: numbers that a verb reads as people, questions and choices, whatever there are."""

    verb: int
    who: int
    other: int
    question: int
    choice: int
    wait: int  # seconds that pass before it


@dataclass
class Scene:
    """A town, the questions asked in it, and what one draw picks."""

    town: Town
    draw: Draw
    asked: list[Question]
    said: dict[Any, int]  # texts that a resident or helper sent and that were taken, by question

    @property
    def staff(self) -> Staff:
        return self.town.staff[self.draw.who % len(self.town.staff)]

    @property
    def colleague(self) -> Staff:
        return self.town.staff[self.draw.other % len(self.town.staff)]

    @property
    def asker(self) -> Asker:
        return (self.town.resident, self.town.neighbour)[self.draw.other % 2]

    @property
    def question(self) -> Question:
        return self.town.fresh(self.asked[self.draw.question % len(self.asked)])

    @property
    def another(self) -> Question:
        return self.town.fresh(self.asked[self.draw.choice % len(self.asked)])

    def one_of(self, kinds: Any) -> Any:
        found = list(kinds)
        return found[self.draw.choice % len(found)]


Verb = Callable[[Scene], object]


def asks(scene: Scene) -> None:
    risk, topic = Risk(scene.draw.choice % 4), list(Topic)[scene.draw.who % len(Topic)]
    text = f"问题 {len(scene.asked)}"
    scene.asked.append(scene.asker.asks(text, topic=topic, risk=risk, private=bool(scene.draw.question % 2)))
    scene.said[scene.asked[-1].pk] = 1


def writes_back(scene: Scene) -> None:
    question = scene.question
    asker = next(each for each in (scene.town.resident, scene.town.neighbour) if each.resident == question.resident)
    message = asker.writes_back(question, f"又写 {scene.draw.choice}", risk=Risk(scene.draw.choice % 4))
    _count(scene, message)


def answers(scene: Scene) -> None:
    _count(scene, scene.staff.answers(scene.question))


def _count(scene: Scene, message: Message) -> None:
    said = Question.objects.get(conversation=message.conversation_id)
    scene.said[said.pk] += 1


def transfers(scene: Scene) -> None:
    to: Staff | Profession = scene.colleague if scene.draw.choice % 2 else scene.one_of(Profession)
    scene.staff.transfers(scene.question, to)


def rests(scene: Scene) -> None:
    """Take a break, or come back from one."""
    attendance = Attendance.objects.filter(member=scene.staff.member, out_at=None, resting_since__isnull=False).first()
    if attendance is not None:
        come_back(attendance=attendance, by=scene.staff.member, at=scene.town.now)
    else:
        until, back = scene.town.now + seconds(60 * (1 + scene.draw.choice)), bool(scene.draw.other % 2)
        take_break(
            campaign=scene.town.campaign, back_by=until, hand_back=back, by=scene.staff.member, at=scene.town.now
        )


def lowers(scene: Scene) -> None:
    scene.staff.lowers(scene.question, Risk(scene.draw.choice % 3), why=scene.one_of(LowerReason))


def records(scene: Scene) -> None:
    step = scene.one_of(STEPS.values())
    scene.staff.records(scene.question, step.code, step.answers[scene.draw.other % len(step.answers)].code)


def contacts(scene: Scene) -> None:
    row = FollowUp.objects.filter(question=scene.question).order_by("due_at", "id").first()
    if row is not None:
        scene.staff.contacts(scene.question, row, scene.one_of(Contact))


def goes_off(scene: Scene) -> None:
    for attendance in Attendance.objects.filter(member=scene.staff.member, out_at=None):
        assert attendance.pk
        scene.staff.checks_out()


VERBS: tuple[Verb, ...] = (
    asks,
    asks,
    writes_back,
    writes_back,
    lambda scene: scene.staff.claims(scene.question),
    lambda scene: scene.staff.claims(scene.question, reason="没有人接"),
    answers,
    answers,
    answers,
    transfers,
    lambda scene: scene.staff.puts_back(scene.question),
    lambda scene: scene.staff.accepts(scene.question),
    lambda scene: scene.staff.accepts(scene.question),
    lambda scene: scene.staff.declines(scene.question),
    lambda scene: scene.staff.takes_back(scene.question),
    lambda scene: scene.staff.asks_in(scene.question, scene.colleague),
    lambda scene: scene.staff.joins(scene.question),
    lambda scene: scene.staff.leaves(scene.question),
    rests,
    lambda scene: scene.staff.sorts(scene.question, scene.one_of(Topic)),
    lambda scene: scene.staff.raises(scene.question, Risk(1 + scene.draw.choice % 3)),
    lambda scene: scene.staff.confirms(scene.question),
    lowers,
    lambda scene: scene.staff.closes(scene.question, scene.one_of(Outcome)),
    lambda scene: scene.staff.decides(scene.question, bool(scene.draw.choice % 3)),
    lambda scene: scene.staff.reopens(scene.question),
    lambda scene: scene.staff.plans(scene.question, scene.town.now + hours(1 + scene.draw.choice)),
    lambda scene: scene.staff.checks_in(),
    goes_off,
    lambda scene: scene.town.ticks(),
    records,
    contacts,
)

DRAWS = st.builds(
    Draw,
    verb=st.integers(0, 200),
    who=st.integers(0, 20),
    other=st.integers(0, 20),
    question=st.integers(0, 10),
    choice=st.integers(0, 12),
    wait=st.sampled_from([0, 0, 5, 20, 61, 400, 1000, 4000]),
)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(draws=st.lists(DRAWS, min_size=25, max_size=60))
def test_whatever_is_done_no_question_is_lost_doubled_or_out_of_reach(
    still_clock: Callable[[Town], None], draws: list[Draw]
) -> None:
    with transaction.atomic():
        town = Town()
        still_clock(town)
        asked, said = [town.resident.asks("第一个问题")], {}
        said[asked[0].pk] = 1
        for draw in draws:
            town.now += seconds(draw.wait)
            act(Scene(town, draw, asked, said))
            town.follows()
            sound(town, asked, said)
        comes_to_its_end(town)
        sound(town, asked, said)
        verify_chain(town.organisation.pk)
        transaction.set_rollback(True)


def act(scene: Scene) -> None:
    """Do what was drawn; all of it, or, where it is refused, nothing."""
    verb = VERBS[scene.draw.verb % len(VERBS)]
    before = len(scene.asked)
    try:
        with transaction.atomic():
            verb(scene)
    except Refused:
        assert len(scene.asked) == before


def sound(town: Town, asked: list[Question], said: dict[Any, int]) -> None:
    """What holds of every question at every moment."""
    questions = list(Question.objects.select_related("owner", "conversation", "merged_into"))
    assert len(questions) == len(asked)
    in_queue = set(waiting(town.campaign).values_list("pk", flat=True))
    owners = {question.owner for question in questions if question.owner is not None and question.closed_at is None}
    lists = {owner.pk: {question.pk for question in mine(town.campaign, owner)} for owner in owners}
    accepted = set(Acceptance.objects.values_list("question", "member"))
    in_crisis = set(Crisis.objects.filter(ended_at=None).values_list("question", flat=True))
    held_out = set(Transfer.objects.filter(ended_at=None).values_list("question", flat=True))
    threads: dict[Any, list[tuple[int, str]]] = {}
    for thread, seq, kind in Message.objects.order_by("seq").values_list("conversation", "seq", "kind"):
        threads.setdefault(thread, []).append((seq, kind))
    for question in questions:
        where = f"{question.state}, risk {question.risk}, owner {question.owner}"
        lines = threads[question.conversation_id]
        assert [seq for seq, _ in lines] == list(range(1, question.conversation.seq + 1)), where
        texts = sum(kind == MessageKind.TEXT for _, kind in lines)
        assert texts == said[question.pk], f"words lost or doubled: {where}"
        assert (question.pk in in_crisis) == in_danger_now(question), f"in crisis or not: {where}"
        handed = question.handing_over or bool(question.wanted)
        assert (question.pk in held_out) == handed, f"handed over or not: {where}"
        if question.state == State.CLOSED:
            assert question.looks_at is None, where
            continue
        assert question.pk in in_queue or question.owner is not None, f"nobody has it: {where}"
        if question.owner is not None:
            assert question.pk in lists[question.owner.pk], f"not on her list: {where}"
            assert (question.pk, question.owner.pk) in accepted, where
        if question.state in (State.WAITING, State.CLAIMED, State.FOLLOW_UP):
            assert question.looks_at is not None, f"no clock will ever look at it: {where}"


def comes_to_its_end(town: Town) -> None:
    """Everybody comes on duty and works; whatever was done before, all of it ends."""
    for _ in range(40):
        for staff in town.staff:
            staff.checks_in()
        rows = list(OPEN.select_related("owner"))
        if not rows and not FollowUp.objects.filter(done_at=None, cancelled_at=None).exists():
            return
        for question in rows:
            look_after(town, town.fresh(question))
        town.now += hours(6)
        town.ticks()
    left = [(each.state, each.risk, str(each.owner)) for each in OPEN]
    raise AssertionError(f"never over: {left}")


def reaches(who: Staff, question: Question) -> None:
    """What came back after a crisis is asked after."""
    for row in FollowUp.objects.filter(question=question, came_at__isnull=False, done_at=None, cancelled_at=None):
        who.contacts(question, row, Contact.SAFE)


def look_after(town: Town, question: Question) -> None:
    """What a desk that is awake does with one question."""
    for staff in town.staff:
        for step in (
            lambda who: who.claims(question),
            lambda who: reaches(who, question),
            lambda who: who.closes(question, Outcome.REFERRED),
            lambda who: who.decides(question, True),
        ):
            try:
                with transaction.atomic():
                    step(staff)
                town.follows()
            except Refused:
                continue
            if town.fresh(question).state == State.CLOSED:
                return
