"""Saved replies (常用语): words that are said often, of one member or of everyone."""

from datetime import datetime

from anxin.core.action import action
from anxin.core.event import record
from anxin.core.refusal import refuse_if
from anxin.core.text import clean
from anxin.desk.models import SavedReply
from anxin.desk.rules.answers import LONGEST_ANSWER, LONGEST_TITLE, may_keep_reply
from anxin.people.models import Member
from anxin.triage import Topic


@action
def save_reply(
    *, title: str, text: str, by: Member, at: datetime, topic: Topic | None = None, everyones: bool = False,
    reply: SavedReply | None = None,
) -> SavedReply:  # fmt: skip
    """Keep a reply, new or (with `reply`) in the place of an older wording; `{称呼}` stands for how she is addressed.

    Refused: not_your_reply, empty, too_long, not_text.
    """
    title, text = clean(title, LONGEST_TITLE), clean(text, LONGEST_ANSWER)
    refuse_if(may_keep_reply(by.roles, everyones=everyones, mine=True), 403)
    if reply is None:
        reply = SavedReply(organisation_id=by.organisation_id, made_by=by)
    else:
        reply = SavedReply.objects.select_for_update(no_key=True).get(pk=reply.pk, removed_at=None)
        refuse_if(may_keep_reply(by.roles, everyones=reply.member_id is None, mine=reply.member_id == by.pk), 403)
    reply.member = None if everyones else by
    reply.title, reply.text, reply.topic, reply.changed_at = title, text, topic.value if topic else "", at
    reply.save()
    record("reply.saved", about=reply, by=by, at=at, everyones=everyones)
    return reply


@action
def remove_reply(*, reply: SavedReply, by: Member, at: datetime) -> SavedReply:
    """Offer it no longer. Twice is once. Refused: not_your_reply."""
    reply = SavedReply.objects.select_for_update(no_key=True).get(pk=reply.pk)
    refuse_if(may_keep_reply(by.roles, everyones=reply.member_id is None, mine=reply.member_id == by.pk), 403)
    if reply.removed_at is None:
        reply.removed_at = reply.changed_at = at
        reply.save(update_fields=["removed_at", "changed_at"])
        record("reply.removed", about=reply, by=by, at=at)
    return reply
