"""Similar answers (相似的答复): common questions, what was answered in the open before, saved replies. Sends nothing."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.desk.kinds import TOPIC_NAMES, State
from anxin.desk.models import Question
from anxin.desk.rules.answers import Source, may_draft
from anxin.desk.rules.scope import Helper, may_answer
from anxin.desk.suggestions.kinds import SuggestionKind
from anxin.desk.suggestions.near import Suggestion, for_her, for_question
from anxin.people.models import Member
from anxin.triage import Topic


def section(question: Question, member: Member, helper: Helper, at: datetime, readable: bool) -> dict[str, Any] | None:
    """For her who answers it now; for an editor the way to a common question; nothing for others who only look on."""
    answers = question.state != State.CLOSED and may_answer(helper, question.matter(member, at)) is None
    source = Source(question.private, question.first_answer_at is not None)
    makes = may_draft(member.roles, source) is None
    if not readable or not (answers or makes):
        return None
    named = [question.campaign.slug, question.pk]
    return {
        "template": "desk/_suggest.html",
        "answers": answers,
        "hints": hints(question, member, helper) if answers else [],
        "common_url": f"{reverse('common_new', args=named[:1])}?from={question.pk}" if makes else "",
        "url": reverse("suggest", args=named),
        "used_url": reverse("suggest_used", args=named),
    }


def hints(question: Question, member: Member, helper: Helper, draft: str = "") -> list[dict[str, Any]]:
    """What is near to the question and to what she has typed so far, as desk/_hints.html shows it."""
    return [hint(each, question) for each in for_question(question, member, helper, draft)]


def hint(each: Suggestion, question: Question) -> dict[str, Any]:
    """A suggestion as desk/_hints.html shows it."""
    return {
        "id": each.id,
        "kind": each.kind.value,
        "chip": {
            "words": kind_name(each.kind),
            "kind": "good" if each.kind == SuggestionKind.COMMON else "",
            "icon": "check" if each.kind == SuggestionKind.COMMON else "",
        },
        "topic": _(TOPIC_NAMES[Topic(each.topic)]) if each.topic else "",
        "ask": each.ask or each.title,
        "answer": each.answer,
        "text": for_her(each.answer, question),
    }


def kind_name(kind: SuggestionKind) -> str:
    """What a kind of suggestion is called on the page."""
    return {
        SuggestionKind.COMMON: _("common question"),
        SuggestionKind.ANSWERED: _("answered before"),
        SuggestionKind.REPLY: _("saved reply"),
    }[kind]
