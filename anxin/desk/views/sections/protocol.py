"""The protocol of a crisis beside the talk: what is next, what to do now, what was found out, who is there as the second."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.campaigns.show import said
from anxin.desk.access import has_joined
from anxin.desk.crises import joined_in, last_crisis, newest, steps_of
from anxin.desk.kinds import State
from anxin.desk.models import Joining, ProtocolStep, Question
from anxin.desk.rules.joining import may_join
from anxin.desk.rules.protocol import Variant, answer_of, following, may_record, passed_over, path, variant_of
from anxin.desk.rules.protocol_steps import STEPS, Answer
from anxin.desk.rules.scope import Helper, may_decide
from anxin.desk.words import reasons
from anxin.people.models import Member
from anxin.triage import Risk

Block = dict[str, Any]
MOST_REASONS = 2  # above the talk; all of them stand beside it


def section(question: Question, member: Member, helper: Helper, at: datetime, readable: bool) -> Block | None:
    """The protocol while it stands in danger; what was recorded, once it is over; nothing where there never was any."""
    crisis = last_crisis(question)
    if crisis is None:
        return None
    steps = steps_of(crisis)
    if crisis.ended_at is not None:
        recorded = [_line(each, question, at) for each in steps] if readable else []
        return {"template": "desk/_protocol_over.html", "recorded": recorded} if recorded else None
    standing = newest(steps)
    given = {step: row.answer for step, row in standing.items()}
    variant = variant_of(question.topic_, Risk(question.risk))
    there = joined_in(question)
    joined = has_joined(question, member)
    block = {
        "template": "desk/_protocol_side.html",
        "place": "side",
        "readable": readable,
        **progress(variant, given),
        **second(question, member, helper, there, at),
        "may": may_record(helper, question.matter(member, at, joined=joined), begun=True) is None,
        "unconfirmed": _unconfirmed(question, member, helper, at),
        "url": reverse("protocol", args=[question.campaign.slug, question.pk]),
    }
    if not readable:
        return block
    return block | {"now": _to_do(steps), "steps": _steps(variant, given, steps, question, at)}


def at_place(block: Block | None, place: str) -> Block | None:
    """The block of a crisis that is open, for one of its two places on a page: beside the talk, or above it."""
    return block | {"place": place} if block is not None and "place" in block else None


def above(blocks: Sequence[Block]) -> Block | None:
    """Out of what stands beside the talk, what stands above it on a phone."""
    return next((at_place(each, "bar") for each in blocks if "place" in each), None)


def progress(variant: Variant, given: dict[str, str]) -> Block:
    """Which protocol, the step that is next and its number, how many were passed over."""
    steps, current = path(variant, given), following(variant, given)
    return {
        "title": _("Medical emergency") if variant is Variant.BODY else _("Crisis protocol"),
        "number": steps.index(current.code) + 1 if current else len(steps),
        "of": len(steps),
        "done": len(given),
        "ask": _(current.ask) if current else "",
        "skipped": len(passed_over(variant, given)),
    }


def second(question: Question, member: Member, helper: Helper, there: Sequence[Joining], at: datetime) -> Block:
    """Who stands beside its owner, and whether this reader may come in with one tap."""
    inside = any(each.member_id == member.pk for each in there)
    may = not inside and question.owner_id is not None
    return {
        "beside": "、".join(each.member.name for each in there),
        "alone": not there and question.owner_id is not None,
        "may_join": may and may_join(helper, question.matter(member, at), asked=False) is None,
        "may_ask": question.owner_id == member.pk and question.state != State.CLOSED,
        "join_url": reverse("verb", args=[question.campaign.slug, question.pk, "join"]),
    }


def _unconfirmed(question: Question, member: Member, helper: Helper, at: datetime) -> Block | None:
    """What the machine noticed, as long as no person stands behind it; the pane beside the talk shows it above all else."""
    if not question.risk_by_machine:
        return None
    return {
        "reasons": reasons(question.signals)[:MOST_REASONS],
        "may": may_decide(helper, question.matter(member, at)) is None,
        "url": reverse("verb", args=[question.campaign.slug, question.pk, "confirm"]),
    }


def _to_do(steps: Sequence[ProtocolStep]) -> Block | None:
    """What the last answer asks for: it stays on top until the next one."""
    answer = answer_of(steps[-1].step, steps[-1].answer) if steps else None
    if answer is None:
        return None
    return {"answer": _(answer.label), "do": [_(each) for each in answer.do], "act": answer.act}


def _steps(
    variant: Variant, given: dict[str, str], rows: Sequence[ProtocolStep], question: Question, at: datetime
) -> list[Block]:
    current, skipped = following(variant, given), passed_over(variant, given)
    found = []
    for number, code in enumerate(path(variant, given), start=1):
        step = STEPS[code]
        said_here = [_line(each, question, at) for each in rows if each.step == code]
        stands = next((each for each in reversed(rows) if each.step == code), None)
        answer = answer_of(code, stands.answer) if stands else None
        found.append(
            {
                "code": code,
                "number": number,
                "ask": _(step.ask),
                "say": [_(each) for each in step.say],
                "answers": [_choice(each, stands) for each in step.answers],
                "words_for": _(step.words) if step.words else _("A few words, if they help"),
                "answer": _(answer.label) if answer else "",
                "act": answer is not None and answer.act,
                "do": [_(each) for each in answer.do] if answer else [],
                "words": (stands.words or "") if stands else "",
                "said": said_here,
                "current": current is not None and code == current.code,
                "skipped": code in skipped,
            }
        )
    return found


def _choice(answer: Answer, stands: ProtocolStep | None) -> Block:
    return {
        "code": answer.code,
        "label": _(answer.label),
        "act": answer.act,
        "chosen": stands is not None and stands.answer == answer.code,
    }


def _line(row: ProtocolStep, question: Question, at: datetime) -> Block:
    answer = answer_of(row.step, row.answer)
    return {
        "id": row.pk,
        "ask": _(STEPS[row.step].ask) if row.step in STEPS else row.step,
        "answer": _(answer.label) if answer else row.answer,
        "words": row.words or "",
        "by": f"{row.by.name} · {said(row.at, at, question.campaign)}",
    }
