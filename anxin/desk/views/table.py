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
from anxin.desk.actions.accept import accept_question, decline_question
from anxin.desk.actions.block import ask_block, block_asker
from anxin.desk.actions.claim import claim_question, return_question
from anxin.desk.actions.close import close_question, reopen_question
from anxin.desk.actions.decide import decide_second
from anxin.desk.actions.join import ask_in, join_question, leave_question
from anxin.desk.actions.ledger import note_lateness
from anxin.desk.actions.merge import merge_question
from anxin.desk.actions.note import write_note
from anxin.desk.actions.risk import confirm_risk, lower_risk, raise_risk
from anxin.desk.actions.snooze import snooze_question, wake_question
from anxin.desk.actions.transfer import sort_question, take_back_transfer, transfer_question
from anxin.desk.kinds import LateCause, LowerReason, Outcome, TransferWhy
from anxin.desk.models import Question
from anxin.desk.rules.snooze import Until, moment_of
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
    opens: str = ""  # what the question's page shows when it has been done, as a query


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
    why = TransferWhy(said["why"] or TransferWhy.OTHER)
    transfer_question(question=question, reason=said["reason"], why=why, by=by, at=at, **aim)
    return None


def _accept(question: Question, by: Member, said: Said, at: datetime) -> object:
    accept_question(question=question, by=by, at=at)
    return None


def _decline(question: Question, by: Member, said: Said, at: datetime) -> object:
    decline_question(question=question, reason=said["reason"] or said["why"], by=by, at=at)
    return None


def _take_back(question: Question, by: Member, said: Said, at: datetime) -> object:
    take_back_transfer(question=question, by=by, at=at)
    return None


def _ask_in(question: Question, by: Member, said: Said, at: datetime) -> object:
    ask_in(question=question, member=access.colleague(question, UUID(said["member"])), by=by, at=at)
    return None


def _join(question: Question, by: Member, said: Said, at: datetime) -> object:
    join_question(question=question, by=by, at=at)
    return None


def _leave(question: Question, by: Member, said: Said, at: datetime) -> object:
    leave_question(question=question, by=by, at=at)
    return None


def _sort(question: Question, by: Member, said: Said, at: datetime) -> object:
    sort_question(question=question, topic=Topic(said["topic"]), by=by, at=at)
    return None


def _note(question: Question, by: Member, said: Said, at: datetime) -> object:
    write_note(question=question, text=said["text"], by=by, at=at)
    return None


def _merge(question: Question, by: Member, said: Said, at: datetime) -> object:
    other = access.question_beside(question, said["other"])
    merge_question(question=other, into=question, by=by, at=at)
    return None


def _snooze(question: Question, by: Member, said: Said, at: datetime) -> object:
    until = moment_of(Until(said["until"]), at, question.campaign.tz) or said["at"]
    snooze_question(question=question, until=until, reason=said["reason"], by=by, at=at)
    return None


def _wake(question: Question, by: Member, said: Said, at: datetime) -> object:
    wake_question(question=question, by=by, at=at)
    return None


def _close(question: Question, by: Member, said: Said, at: datetime) -> object:
    return close_question(question=question, outcome=Outcome(said["outcome"]), seen=said["seen"], by=by, at=at)


def _second(question: Question, by: Member, said: Said, at: datetime) -> object:
    decide_second(question=question, yes=said["yes"], by=by, at=at)
    return None


def _reopen(question: Question, by: Member, said: Said, at: datetime) -> object:
    reopen_question(question=question, by=by, at=at)
    return None


def _block(question: Question, by: Member, said: Said, at: datetime) -> object:
    block_asker(question=question, until=at + timedelta(hours=int(said["long"])), reason=said["reason"], by=by, at=at)
    return None


def _ask_block(question: Question, by: Member, said: Said, at: datetime) -> object:
    ask_block(question=question, reason=said["reason"], by=by, at=at)
    return None


def _note_late(question: Question, by: Member, said: Said, at: datetime) -> object:
    note_lateness(question=question, cause=LateCause(said["cause"]), words=said["reason"], by=by, at=at)
    return None


VERBS: dict[str, Verb] = {
    verb.name: verb
    for verb in (
        Verb("claim", _("Take it"), _("Take it"), forms.ClaimForm, _claim),
        Verb("take-over", _("Take it over"), _("Take it over"), forms.TakeOverForm, _claim, "take_over", "hand",
             _("For coordinators: whoever has it is told. Your reason stays with the question.")),
        Verb("confirm", _("Confirm"), _("Confirm"), forms.TapForm, _confirm, opens="protocol=1"),
        Verb("second", _("A second yes"), _("Yes"), forms.SecondForm, _second),
        Verb("reopen", _("Open it again"), _("Open it again"), forms.TapForm, _reopen),
        Verb("transfer", _("Hand it over"), _("Hand it over"), forms.TransferForm, _transfer, "decide", "share",
             _("Its clock goes on. Held out to a person, it stays with you until she says yes."),
             _("Handed on. What you hold out to a person stays yours until she accepts.")),
        Verb("accept", _("Accept it"), _("Accept it"), forms.TapForm, _accept),
        Verb("decline", _("I cannot take it"), _("I cannot take it"), forms.DeclineForm, _decline, "decline", "",
             _("It stays with who has it; only colleagues read why."), _("Your colleague knows."), rare=True),
        Verb("take-back", _("Call it back"), _("Call it back"), forms.TapForm, _take_back),
        Verb("ask-in", _("Ask somebody in"), _("Ask in"), forms.AskInForm, _ask_in, "ask_in", "people",
             _("She reads and answers beside you; the resident sees that she is there."), rare=True),
        Verb("join", _("Join"), _("Join"), forms.TapForm, _join),
        Verb("leave", _("Leave"), _("Leave"), forms.TapForm, _leave, leaves=_("You have left it.")),
        Verb("raise", _("Raise the level"), _("Raise the level"), forms.RaiseForm, _raise, "raise", "alert",
             _("From high risk on, only those who look after it read it, and the right people are paged at once.")),
        Verb("lower", _("Lower the level"), _("Lower the level"), forms.LowerForm, _lower, "lower", "down",
             _("From high risk on, a second person has to agree."), rare=True),
        Verb("sort", _("Sort it anew"), _("Sort it anew"), forms.SortForm, _sort, "decide", "search", rare=True),
        Verb("put-back", _("Put it back"), _("Put it back"), forms.TapForm, _put_back, "put_back", "back",
             _("It goes back to the queue and is offered to somebody else; its clock goes on."),
             _("It is back in the queue."), rare=True),
        Verb("snooze", _("Set it aside"), _("Set it aside"), forms.SnoozeForm, _snooze, "snooze", "calendar",
             _("It rests until then, and comes back to you with a fresh clock; at once if the resident writes."),
             _("It comes back at that time, or when the resident writes.")),
        Verb("wake", _("Wake it now"), _("Wake it now"), forms.TapForm, _wake),
        Verb("merge", _("Merge it into this one"), _("Merge"), forms.MergeForm, _merge),
        Verb("note", _("Write a note"), _("Keep the note"), forms.NoteForm, _note, "note", "note", rare=True),
        Verb("block", _("Block who asks"), _("Block"), forms.BlockForm, _block, "block", "lock",
             _("She cannot write for that time, and reads so on her page, with the hotlines. What sounds like danger goes"
               " through all the same."), rare=True),
        Verb("ask-block", _("Ask for a block"), _("Ask"), forms.AskBlockForm, _ask_block, "ask_block", "lock",
             _("The coordinators are told, and read why."), rare=True),
        Verb("note-late", _("Note why it was late"), _("Note it"), forms.NoteLateForm, _note_late, "note_late", "clock",
             _("It stands in the ledger, beside what the facts say."), rare=True),
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
    """What stands in a form before anyone typed: tomorrow at nine, the outcome that is meant to be."""
    tomorrow = timezone.now().astimezone(question.campaign.tz) + timedelta(days=1)
    return {"at": tomorrow.replace(hour=9, minute=0, second=0, microsecond=0), "outcome": Outcome.ANSWERED.value,
            "until": Until.TWO_HOURS.value, "why": TransferWhy.EXPERTISE.value}  # fmt: skip
