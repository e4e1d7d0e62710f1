"""What the steps of a story do: each is one of the verbs that people use, as of its moment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from anxin.clients.models import Resident
from anxin.demo.stories import Step, Story
from anxin.desk.actions.answer import answer_question, write_back
from anxin.desk.actions.ask import ask_question
from anxin.desk.actions.claim import claim_question
from anxin.desk.actions.clocks import move_on
from anxin.desk.actions.close import close_question
from anxin.desk.actions.debrief import offer_debrief
from anxin.desk.actions.decide import decide_second
from anxin.desk.actions.feedback import give_feedback
from anxin.desk.actions.join import join_question
from anxin.desk.actions.ledger import note_lateness
from anxin.desk.actions.merge import merge_question
from anxin.desk.actions.note import write_note
from anxin.desk.actions.offer import offer_questions
from anxin.desk.actions.protocol import record_step
from anxin.desk.actions.risk import confirm_risk, lower_risk, raise_risk
from anxin.desk.actions.snooze import snooze_question
from anxin.desk.actions.transfer import sort_question, transfer_question
from anxin.desk.kinds import Feeling, Helped, LateCause, LowerReason, Outcome, TransferWhy
from anxin.desk.models import Question
from anxin.people.models import Member
from anxin.triage import Topic


@dataclass
class Scene:
    """A story on its stage: its question, and `also` what else its resident asked."""

    story: Story
    people: Mapping[str, Member]
    resident: Resident
    question: Question
    also: list[Question] = field(default_factory=list)


def put_right(scene: Scene, question: Question, at: datetime) -> None:
    """Where the machine misread, people correct it, as they would: the coordinator, and the supervisor as the second."""
    story, people = scene.story, scene.people
    if question.organisation_id != people["chen"].organisation_id:
        return
    question.refresh_from_db()
    if question.topic != story.topic:
        sort_question(question=question, topic=story.topic, by=people["chen"], at=at)
    if question.risk > story.risk:
        why = LowerReason.MISREAD
        if lower_risk(question=question, risk=story.risk, why=why, reason="", by=people["chen"], at=at):
            decide_second(question=question, yes=True, by=people["qin"], at=at)
    elif question.risk < story.risk:
        raise_risk(question=question, risk=story.risk, reason="值班人员判断", by=people["chen"], at=at)
    question.refresh_from_db()


def _says(scene: Scene, step: Step, at: datetime) -> None:
    write_back(question=scene.question, text=step.text, by=scene.resident, at=at)
    put_right(scene, scene.question, at)


def _asks_again(scene: Scene, step: Step, at: datetime) -> None:
    question = ask_question(
        campaign=scene.question.campaign, resident=scene.resident, text=step.text, private=scene.story.private,
        by=scene.resident, at=at,
    )  # fmt: skip
    put_right(scene, question, at)
    scene.also.append(question)


def _feels(scene: Scene, step: Step, at: datetime) -> None:
    helped, _, feeling = step.code.partition(" ")
    give_feedback(
        question=scene.question, helped=Helped(helped), feeling=Feeling(feeling), by=scene.resident, at=at
    )  # fmt: skip


def _runs_late(scene: Scene, step: Step, at: datetime) -> None:
    """Nobody took it: the machine held it out to somebody, and its clock ran out."""
    question = scene.question
    offer_questions(campaign=question.campaign, at=question.asked_at)
    move_on(question=question, at=at)


def _claims(scene: Scene, step: Step, at: datetime) -> None:
    claim_question(question=scene.question, by=scene.people[step.who], at=at)


def _answers(scene: Scene, step: Step, at: datetime) -> None:
    by = scene.people[step.who]
    scene.question.refresh_from_db()
    if scene.question.owner_id != by.pk:  # a misread level had taken it from her
        claim_question(question=scene.question, by=by, at=at)
    answer_question(question=scene.question, text=step.text, by=by, at=at)


def _closes(scene: Scene, step: Step, at: datetime) -> None:
    close_question(question=scene.question, outcome=Outcome.ANSWERED, by=scene.people[step.who], at=at)


def _agrees(scene: Scene, step: Step, at: datetime) -> None:
    decide_second(question=scene.question, yes=True, by=scene.people[step.who], at=at)


def _sets_aside(scene: Scene, step: Step, at: datetime) -> None:
    until = at + timedelta(days=1)
    snooze_question(question=scene.question, until=until, reason=step.text, by=scene.people[step.who], at=at)


def _notes(scene: Scene, step: Step, at: datetime) -> None:
    write_note(question=scene.question, text=step.text, by=scene.people[step.who], at=at)


def _merges(scene: Scene, step: Step, at: datetime) -> None:
    merge_question(question=scene.also[-1], into=scene.question, by=scene.people[step.who], at=at)


def _sorts(scene: Scene, step: Step, at: datetime) -> None:
    sort_question(question=scene.question, topic=Topic(step.code), by=scene.people[step.who], at=at)


def _holds_out(scene: Scene, step: Step, at: datetime) -> None:
    transfer_question(
        question=scene.question, why=TransferWhy.EXPERTISE, reason=step.text, to_member=scene.people[step.code],
        by=scene.people[step.who], at=at,
    )  # fmt: skip


def _joins(scene: Scene, step: Step, at: datetime) -> None:
    join_question(question=scene.question, by=scene.people[step.who], at=at)


def _confirms(scene: Scene, step: Step, at: datetime) -> None:
    """She stands behind what the machine heard, where its word is all there is."""
    scene.question.refresh_from_db()
    if scene.question.risk_by_machine:
        confirm_risk(question=scene.question, by=scene.people[step.who], at=at)


def _records(scene: Scene, step: Step, at: datetime) -> None:
    name, _, answer = step.code.partition(" ")
    by = scene.people[step.who]
    record_step(question=scene.question, step=name, answer=answer, words=step.text, by=by, at=at)


def _explains(scene: Scene, step: Step, at: datetime) -> None:
    cause, by = LateCause(step.code), scene.people[step.who]
    note_lateness(question=scene.question, cause=cause, words=step.text, by=by, at=at)


def _is_offered_a_talk(scene: Scene, step: Step, at: datetime) -> None:
    offer_debrief(question=scene.question, members=[scene.people[step.who].pk], at=at)


VERBS: Mapping[str, Callable[[Scene, Step, datetime], None]] = {
    "says": _says,
    "asks_again": _asks_again,
    "feels": _feels,
    "runs_late": _runs_late,
    "claims": _claims,
    "answers": _answers,
    "closes": _closes,
    "agrees": _agrees,
    "sets_aside": _sets_aside,
    "notes": _notes,
    "merges": _merges,
    "sorts": _sorts,
    "holds_out": _holds_out,
    "joins": _joins,
    "confirms": _confirms,
    "records": _records,
    "explains": _explains,
    "is_offered_a_talk": _is_offered_a_talk,
}
