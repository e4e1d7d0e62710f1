"""Messages and notices of a thread, as the people on duty read them (parts/message.html, parts/notice.html)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from anxin.campaigns.show import said
from anxin.conversations.models import AuthorKind, Message, MessageKind
from anxin.conversations.queries import whole_thread
from anxin.desk.models import Question
from anxin.desk.views.rows import who
from anxin.desk.words import happened
from anxin.people.models import Member


def talk(question: Question, at: datetime) -> list[dict[str, Any]]:
    """The whole thread: the resident's words to the left, the team's to the right."""
    messages = whole_thread(question.conversation)
    names = names_in(messages)
    return [line for line in (_line(each, question, names, at) for each in messages) if line is not None]


def names_in(messages: Iterable[Message]) -> dict[Any, str]:
    """The names of the members who wrote, or whom notices are about."""
    ids = {each.author_id for each in messages if each.author_kind == AuthorKind.MEMBER and each.author_id}
    return dict(Member.objects.filter(pk__in=ids).values_list("pk", "name"))


def _line(message: Message, question: Question, names: dict[Any, str], at: datetime) -> dict[str, Any] | None:
    when = said(message.at, at, question.campaign)
    by_resident = message.author_kind == AuthorKind.RESIDENT
    name = names.get(message.author_id)
    if message.kind == MessageKind.NOTICE:
        words = happened(message.code, name, by_resident)
        return {"id": message.pk, "notice": True, "words": f"{when} {words}"} if words else None
    first = not by_resident and message.at == question.first_answer_at
    waited = question.waited()
    minutes = max(1, round(waited.total_seconds() / 60)) if waited is not None else 0
    return {
        "id": message.pk,
        "notice": False,
        "side": "you" if by_resident else "me",
        "who": who(question) if by_resident else name,
        "text": message.text or "",
        "when": when,
        "state": _("first answer after %(minutes)s min") % {"minutes": minutes} if first else "",
    }
