"""What stands beside a thread: level and reasons, clock, who has it and had it, what waits for a second yes."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from anxin.campaigns.show import said
from anxin.clients.models import ASKER_NAMES, AskerKind
from anxin.core.templatetags.parts import clock_value
from anxin.desk.access import has_joined
from anxin.desk.kinds import LOWER_NAMES, OUTCOME_NAMES, RISK_NAMES, STATE_NAMES, LowerReason, Outcome, State
from anxin.desk.models import Question, RiskNote, SecondYes
from anxin.desk.queries import had_it, risk_notes, second_asked, which_of_hers
from anxin.desk.rules.joining import may_ask_in
from anxin.desk.rules.opening import may_open
from anxin.desk.rules.scope import Helper, may_answer, may_claim, may_decide, may_raise
from anxin.desk.rules.second import may_second
from anxin.desk.views.rows import RISK_KINDS, can_take, due_of, in_crisis, needed, topic_chip, who
from anxin.desk.views.sections import sections
from anxin.desk.words import reasons
from anxin.people.models import Member
from anxin.triage import Risk

Context = dict[str, Any]
# The level that a one-tap correction brings it to, at most: "safe now" still wants somebody to keep an eye on it.
TAPS = {LowerReason.IDIOM: Risk.ORDINARY, LowerReason.PAST: Risk.ORDINARY, LowerReason.MISREAD: Risk.ORDINARY,
        LowerReason.SAFE_NOW: Risk.DISTRESSED}  # fmt: skip


def about(question: Question, member: Member, helper: Helper, at: datetime, *, readable: bool) -> Context:
    """Everything but the words. Reasons that people wrote, and who asked, only where she may read the words."""
    second = second_asked(question)
    can = rights(question, member, helper, at, readable=readable)
    return {
        "question": question,
        "readable": readable,
        "now": at,
        "due": due_of(question),
        "crisis": in_crisis(question),
        "chips": [risk_chip(question), topic_chip(question)],
        "state": _(STATE_NAMES[State(question.state)]),
        "can": can,
        "acts_stamp": "".join(str(int(may)) for may in can.values()),  # another one: its buttons renew themselves
        "risk": risk_note(question, at),
        "second": second_of(second, question, member, helper, at) if second else None,
        "facts": facts(question, at, readable=readable),
        "history": [history(note, question, at) for note in risk_notes(question)] if readable else [],
        "sections": sections(question, member, helper, at, readable=readable),
    }


def rights(question: Question, member: Member, helper: Helper, at: datetime, *, readable: bool) -> dict[str, bool]:
    """Which verbs the rules would let her do now; the page offers these."""
    matter = question.matter(member, at, joined=has_joined(question, member))
    return {
        "claim": can_take(question, member, helper, at),
        "check_in": not helper.on_duty and can_take(question, member, replace(helper, on_duty=True), at),
        "take_over": helper.coordinator and not matter.mine and may_claim(helper, matter, overriding=True) is None,
        "answer": may_answer(helper, matter) is None,
        "decide": may_decide(helper, matter) is None,
        "raise": may_raise(helper, matter) is None and question.risk < Risk.IMMINENT,
        "lower": may_decide(helper, matter) is None and question.risk > Risk.ORDINARY,
        "put_back": may_decide(helper, matter) is None and matter.owned,
        # Offered as soon as it is in somebody's hands: before an answer it says what to do first.
        "snooze": may_decide(helper, matter) is None and matter.owned and matter.risk < Risk.HIGH,
        "wake": may_decide(helper, matter) is None and question.state == State.FOLLOW_UP,
        "note": readable,
        "ask_in": may_ask_in(helper, matter) is None,
        "decline": question.handing_over and question.offered_to_id == member.pk,
        "reopen": question.state == State.CLOSED,
        "block": may_open(helper) is None,
        "ask_block": may_open(helper) is not None and may_raise(helper, matter) is None,
        "note_late": may_open(helper) is None and (question.was_late or (question.due_at or at) < at),
    }


def risk_chip(question: Question) -> dict[str, str]:
    """Its level in a word, also when it is ordinary."""
    risk = Risk(question.risk)
    return {"words": _(RISK_NAMES[risk]), "kind": RISK_KINDS.get(risk, ""), "icon": "alert" if risk else ""}


def risk_note(question: Question, at: datetime) -> Context | None:
    """Why its level is above ordinary, and whether a person stands behind it (parts/risk_note.html, with taps)."""
    risk = Risk(question.risk)
    if risk == Risk.ORDINARY or question.state == State.CLOSED:
        return None
    words = _(RISK_NAMES[risk])
    title = _("Noticed by the machine: %(level)s") if question.risk_by_machine else _("Level: %(level)s")
    taps = [(why, min(TAPS[why], Risk(risk - 1))) for why in TAPS]
    return {
        "id": question.pk,
        "title": title % {"level": words},
        "reasons": reasons(question.signals),
        "mild": risk < Risk.HIGH,
        "by_machine": question.risk_by_machine,
        "taps": [{"why": why.value, "risk": int(to), "words": _(LOWER_NAMES[why])} for why, to in taps],
        "two": risk >= Risk.HIGH,
    }


def second_of(second: SecondYes, question: Question, member: Member, helper: Helper, at: datetime) -> Context:
    """Who asked for what, and what this reader can say to it."""
    own = second.asked_by_id == member.pk
    if second.verb == "close":
        what = _("close it: %(outcome)s") % {"outcome": _(OUTCOME_NAMES[Outcome(second.outcome)])}
    else:
        why = _(LOWER_NAMES[LowerReason(second.why)]) if second.why else ""
        what = _("lower it to “%(level)s”: %(why)s") % {"level": _(RISK_NAMES[Risk(second.risk or 0)]), "why": why}
    return {
        "name": second.asked_by.name,
        "what": what,
        "reason": second.reason,
        "when": said(second.asked_at, at, question.campaign),
        "own": own,
        "may": may_second(helper, question.matter(member, at), own) is None,
    }


def facts(question: Question, at: datetime, *, readable: bool) -> list[tuple[str, str]]:
    """Pairs of a word and what is so."""
    asked = said(question.asked_at, at, question.campaign)
    found = [(_("State"), _(STATE_NAMES[State(question.state)])), (_("Asked"), asked)]
    if readable:
        found.insert(0, (_("Who"), who(question)))
        if question.resident.kind:
            found.insert(1, (_("Says to be"), _(ASKER_NAMES[AskerKind(question.resident.kind)])))
        found.append((_("Short number"), question.resident.short))
    if question.outcome:
        found[-2 if readable else -1] = (_("Ended"), _(OUTCOME_NAMES[Outcome(question.outcome)]))
    waited = question.waited()
    if waited is not None:
        found.append((_("First answer after"), clock_value(waited, seconds=False)))
    if question.comes_back_at:
        found.append((_("Follow-up"), said(question.comes_back_at, at, question.campaign)))
    if question.asks_for is not None and question.first_answer_at is None:
        found.append((_("Asks for"), question.asks_for.name))
    found.append((_("Looked after by"), whose(question, at)))
    before = [each.member.name for each in had_it(question) if each.member_id != question.owner_id]
    if before:
        found.append((_("Also had it"), "、".join(before)))
    return found


def whose(question: Question, at: datetime) -> str:
    """Who has it, or for whom it waits."""
    if question.owner is not None:
        return question.owner.name
    if question.offered_to is not None and question.held_out(at):
        return _("offered to %(name)s") % {"name": question.offered_to.name}
    return _("nobody yet; it waits for a %(profession)s") % {"profession": needed(question)}


def history(note: RiskNote, question: Question, at: datetime) -> dict[str, str]:
    """One change of level, hand-over or take-over, in a line."""
    name = note.by.name if note.by else _("the machine")
    when = said(note.at, at, question.campaign)
    if note.before == note.after:
        what = _("handed over or taken over")
    else:
        levels = {"before": _(RISK_NAMES[Risk(note.before)]), "after": _(RISK_NAMES[Risk(note.after)])}
        what = _("%(before)s → %(after)s") % levels
    return {"line": f"{when} · {name} · {what}", "reason": note.reason or "、".join(reasons(note.signals))}


def which(question: Question) -> int:
    """Which of her questions it is."""
    return which_of_hers(question)
