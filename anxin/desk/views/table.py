"""The verbs of a question as pages offer them: title, form, what is done, and where that leads."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from anxin.core.refusal import Refused
from anxin.core.web import next_step, sentence
from anxin.core.words import _
from anxin.desk import access, forms
from anxin.desk.actions.claim import claim_question, return_question
from anxin.desk.actions.close import close_question, plan_follow_up, reopen_question
from anxin.desk.actions.decide import decide_second
from anxin.desk.actions.risk import confirm_risk, lower_risk, raise_risk
from anxin.desk.actions.transfer import sort_question, transfer_question
from anxin.desk.kinds import LowerReason, Outcome
from anxin.desk.models import Question
from anxin.people.kinds import Profession
from anxin.people.models import Member
from anxin.triage import Risk, Topic

Said = Mapping[str, Any]
Do = Callable[[Question, Member, Said, datetime], object]


@dataclass(frozen=True)
class Verb:
    """One thing to do with a question. `do` gives a SecondYes where it waits for a second person.

    `title` and `label` are marked English; `right` names the right under which a page offers its form, and is empty for
    those with a button of their own; `leaves` is said on the desk, where the page goes when it has been done.
    """

    name: str
    title: str
    label: str
    form: type[forms.VerbForm]
    do: Do
    right: str = ""
    icon: str = ""
    explain: str = ""
    leaves: str = ""
    rare: bool = False  # stands behind "More"


def _claim(question: Question, by: Member, said: Said, at: datetime) -> object:
    claim_question(question=question, by=by, at=at, reason=said["reason"])
    return None


def _put_back(question: Question, by: Member, said: Said, at: datetime) -> object:
    return_question(question=question, by=by, at=at)
    return None


def _raise(question: Question, by: Member, said: Said, at: datetime) -> object:
    raise_risk(question=question, risk=Risk(int(said["risk"])), reason=said["reason"], by=by, at=at)
    return None


def _lower(question: Question, by: Member, said: Said, at: datetime) -> object:
    risk, why = Risk(int(said["risk"])), LowerReason(said["why"])
    return lower_risk(question=question, risk=risk, why=why, reason=said["reason"], by=by, at=at)


def _confirm(question: Question, by: Member, said: Said, at: datetime) -> object:
    confirm_risk(question=question, by=by, at=at)
    return None


def _transfer(question: Question, by: Member, said: Said, at: datetime) -> object:
    kind, _sep, value = said["to"].partition(":")
    aim: dict[str, Any] = {"to_profession": Profession(value)} if kind == "profession" else {}
    if kind == "member":
        aim = {"to_member": access.colleague(question, UUID(value))}
    transfer_question(question=question, reason=said["reason"], by=by, at=at, **aim)
    return None


def _sort(question: Question, by: Member, said: Said, at: datetime) -> object:
    sort_question(question=question, topic=Topic(said["topic"]), by=by, at=at)
    return None


def _follow_up(question: Question, by: Member, said: Said, at: datetime) -> object:
    plan_follow_up(question=question, comes_back_at=said["at"], by=by, at=at)
    return None


def _close(question: Question, by: Member, said: Said, at: datetime) -> object:
    return close_question(question=question, outcome=Outcome(said["outcome"]), seen=said["seen"], by=by, at=at)


def _second(question: Question, by: Member, said: Said, at: datetime) -> object:
    decide_second(question=question, yes=said["yes"], by=by, at=at)
    return None


def _reopen(question: Question, by: Member, said: Said, at: datetime) -> object:
    reopen_question(question=question, by=by, at=at)
    return None


VERBS: dict[str, Verb] = {
    verb.name: verb
    for verb in (
        Verb("claim", _("Take it"), _("Take it"), forms.ClaimForm, _claim),
        Verb("take-over", _("Take it over"), _("Take it over"), forms.TakeOverForm, _claim, "take_over", "hand",
             _("For coordinators: whoever has it is told. Your reason stays with the question.")),
        Verb("confirm", _("Confirm"), _("Confirm"), forms.TapForm, _confirm),
        Verb("second", _("A second yes"), _("Yes"), forms.SecondForm, _second),
        Verb("reopen", _("Open it again"), _("Open it again"), forms.TapForm, _reopen),
        Verb("transfer", _("Hand it over"), _("Hand it over"), forms.TransferForm, _transfer, "decide", "share",
             _("Its clock goes on. In danger it stays with you until somebody takes it."), _("Handed over.")),
        Verb("raise", _("Raise the level"), _("Raise the level"), forms.RaiseForm, _raise, "raise", "alert",
             _("From high risk on, only those who look after it read it, and the right people are paged at once.")),
        Verb("lower", _("Lower the level"), _("Lower the level"), forms.LowerForm, _lower, "lower", "down",
             _("From high risk on, a second person has to agree."), rare=True),
        Verb("sort", _("Sort it anew"), _("Sort it anew"), forms.SortForm, _sort, "decide", "search", rare=True),
        Verb("put-back", _("Put it back"), _("Put it back"), forms.TapForm, _put_back, "put_back", "back",
             _("It goes back to the queue and is offered to somebody else; its clock goes on."),
             _("It is back in the queue."), rare=True),
        Verb("follow-up", _("Plan a follow-up"), _("Plan it"), forms.FollowUpForm, _follow_up, "follow_up", "calendar",
             _("It rests until then, and comes back to you with a fresh clock."), _("It comes back at that time.")),
        Verb("close", _("Close it"), _("Close it"), forms.CloseForm, _close, "decide", "check",
             _("The resident can open it again within seven days. In danger, a second person has to agree."), _("Closed.")),
    )
}  # fmt: skip


def dialog(
    verb: Verb, question: Question, there: Iterable[Member], *, form: Any = None, refused: Refused | None = None,
    opened: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """The form of a verb for desk/_verb.html; with what was typed and why it was refused, after a refusal."""
    finding = refused.finding if refused else None
    return {
        "name": verb.name,
        "title": gettext(verb.title),
        "label": gettext(verb.label),
        "icon": verb.icon,
        "rare": verb.rare,
        "explain": gettext(verb.explain) if verb.explain else "",
        "url": reverse("verb", args=[question.campaign.slug, question.pk, verb.name]),
        "away": reverse("question", args=[question.campaign.slug, question.pk]),
        "form": form or verb.form(question=question, there=there, prefix=verb.name, initial=first_said(question)),
        "refusal": {"sentence": sentence(finding), "next_step": next_step(finding)} if finding else None,
        "opened": opened,
    }


def dialogs(
    question: Question, there: Iterable[Member], can: Mapping[str, bool], *, do: str = "", form: Any = None,
    refused: Refused | None = None,
) -> list[dict[str, Any]]:  # fmt: skip
    """The forms that a page offers: those the rules would let her send, and the one that was just refused."""
    there = list(there)
    tried = {"form": form, "refused": refused}
    return [
        dialog(verb, question, there, opened=verb.name == do, **(tried if verb.name == do else {}))
        for verb in VERBS.values()
        if verb.right and (can[verb.right] or (verb.name == do and form is not None))
    ]


def first_said(question: Question) -> dict[str, Any]:
    """What stands in a form before anyone typed: a follow-up tomorrow at nine, the outcome that is meant to be."""
    tomorrow = timezone.now().astimezone(question.campaign.tz) + timedelta(days=1)
    return {"at": tomorrow.replace(hour=9, minute=0, second=0, microsecond=0), "outcome": Outcome.ANSWERED.value}
