"""Who may open a photo or a voice note: those who may read the thread that it stands in. What is not hers is a 404."""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest

from anxin.clients.access import resident_here, resident_of
from anxin.clients.models import Resident
from anxin.conversations.models import Attachment
from anxin.core.models import Look
from anxin.core.refusal import Refused
from anxin.desk.access import CLOSED_BOOK, helper_of, readable
from anxin.desk.models import Post, Question, RoomMember
from anxin.desk.threads import root_id
from anxin.people.access import member_at
from anxin.people.models import Member

Visitor = Resident | Member


def attachment_for(request: HttpRequest, id: UUID, at: datetime, *, looks: bool = False) -> Attachment:
    """The attachment, where one of those who may be behind this request may open it; `looks`: it is kept that she did.

    A phone may know its resident and a member of staff too: either will do. Refused (403): private; else 404.
    """
    attachment = Attachment.objects.select_related("message").filter(pk=id).first()
    if attachment is None:
        raise Http404
    resident = resident_of(request) or resident_here(request, attachment.organisation_id)
    if resident is not None and _is_hers(attachment, resident):
        return attachment
    member = member_at(request, attachment.organisation_id)
    may_open(attachment, member, at)
    if looks:
        _look(attachment, member, at)
    return attachment


def may_open(attachment: Attachment, visitor: Visitor, at: datetime) -> None:
    """Whether she reads the thread that it stands in: her question, or a room she is in. Refused (403): private; else 404."""
    if isinstance(visitor, Resident):
        if not _is_hers(attachment, visitor):
            raise Http404
        return
    if visitor.organisation_id != attachment.organisation_id:
        raise Http404
    question = _question(attachment)
    if question is None:
        if not _in_room(attachment, member=visitor):
            raise Http404
        return
    open_to_her = readable([question, _root(question)], visitor, helper_of(visitor, question.campaign), at)
    if not open_to_her and not _in_room(attachment, member=visitor):
        raise Refused(CLOSED_BOOK, 403)


def _is_hers(attachment: Attachment, resident: Resident) -> bool:
    asked = Question.objects.filter(conversation=attachment.message.conversation_id, resident=resident)
    return asked.exists() or _in_room(attachment, resident=resident)


def _question(attachment: Attachment) -> Question | None:
    rows = Question.objects.select_related("campaign", "owner")
    return rows.filter(conversation=attachment.message.conversation_id).first()


def _root(question: Question) -> Question:
    """Where it goes on: who reads that reads what was merged into it."""
    if question.merged_into_id is None:
        return question
    return Question.objects.select_related("campaign", "owner").get(pk=root_id(question.pk))


def _in_room(attachment: Attachment, **who: Visitor) -> bool:
    """Whether it stands in a room that she is in, and was not hidden there."""
    post = Post.objects.filter(message=attachment.message_id, hidden_at=None).first()
    return post is not None and RoomMember.objects.filter(room=post.room_id, left_at=None, **who).exists()


def _look(attachment: Attachment, member: Member, at: datetime) -> None:
    Look.objects.create(
        organisation_id=attachment.organisation_id,
        actor_id=member.pk,
        about_kind=attachment._meta.label_lower,
        about_id=attachment.pk,
        reason="reads_the_thread",
        at=at,
    )
