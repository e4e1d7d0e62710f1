"""A question, a queue and a thread as the API says them; the pages show the same through `views`."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from anxin.campaigns.models import Campaign
from anxin.conversations.models import AuthorKind, Message, MessageKind
from anxin.core.paging import Page
from anxin.desk.access import helper_of, readable
from anxin.desk.attachments.show import attachments_out
from anxin.desk.models import Question
from anxin.desk.rules.scope import may_claim
from anxin.people.models import Member


def hotlines_of(campaign: Campaign) -> list[dict[str, str]]:
    """The campaign's hotlines, their labels in the reader's language."""
    known = [(each["number"], each["label"]) for each in campaign.hotlines]
    return [{"number": number, "label": gettext(label)} for number, label in known]


def first_words(questions: Iterable[Question]) -> dict[UUID, str]:
    """What was asked, by question: the first message of each thread."""
    by_thread = {question.conversation_id: question.pk for question in questions}
    first = Message.objects.filter(conversation__in=by_thread, kind=MessageKind.TEXT, seq=1)
    return {by_thread[message.conversation_id]: message.text or "" for message in first}


def question_out(question: Question, text: str | None) -> dict[str, Any]:
    """`QuestionOut` of a question."""
    return {
        "id": question.pk,
        "state": question.state,
        "topic": question.topic,
        "risk": question.risk,
        "private": question.private,
        "asked_at": question.asked_at,
        "due_at": question.due_at,
        "owner": question.owner.name if question.owner else None,
        "text": text,
        "outcome": question.outcome or None,
        "merged_into": question.merged_into_id,
        "hotlines": hotlines_of(question.campaign),
    }


def queue_out(found: Page[Question], campaign: Campaign, member: Member, at: datetime) -> dict[str, Any]:
    """`QueueOut`: words and handles only where she may read them."""
    helper = helper_of(member, campaign)
    # A supervisor opens a private question to read it, so that her look is kept; a list shows her no words of it.
    open_to_her = readable(found.items, member, replace(helper, supervisor=False), at)
    words = first_words(question for question in found.items if question.pk in open_to_her)
    return {
        "items": [
            {
                "id": question.pk,
                "topic": question.topic,
                "risk": question.risk,
                "state": question.state,
                "due_at": question.due_at,
                "asked_at": question.asked_at,
                "private": question.private,
                "handle": question.resident.handle if question.pk in open_to_her else None,
                "text": words.get(question.pk),
                "offered_to": question.offered_to.name if question.offered_to and question.held_out(at) else None,
                "may_claim": may_claim(helper, question.matter(member, at)) is None,
            }
            for question in found.items
        ],
        "next": found.next,
    }


def names_of(messages: Iterable[Message]) -> Mapping[UUID, str]:
    """The names of the members who wrote `messages`."""
    ids = [m.author_id for m in messages if m.author_id and m.author_kind == AuthorKind.MEMBER]
    return dict(Member.objects.filter(pk__in=ids).values_list("pk", "name"))


def message_out(message: Message, names: Mapping[UUID, str]) -> dict[str, Any]:
    """`MessageOut` of one message."""
    return {
        "id": message.pk,
        "seq": message.seq,
        "by": "resident" if message.author_kind == AuthorKind.RESIDENT else "staff",
        "name": names.get(message.author_id) if message.author_id else None,
        "text": message.text or "",
        "at": message.at,
        "attachments": attachments_out(message),
    }
