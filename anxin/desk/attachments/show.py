"""Photos and voice notes of a message, as the API and the pages say them."""

import math
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.conversations.models import ATTACHED, Attachment, AttachmentKind, Message

SHOWN = 240  # pixels of the longest side in a thread


def attachments_out(message: Message) -> list[dict[str, Any]]:
    """`AttachmentOut` of each; none is asked for where the message has none."""
    return [_out(each) for each in _of(message)]


def attachments_shown(message: Message, who: str = "") -> list[dict[str, Any]]:
    """What parts/attachments.html reads; `who` sent them, for those who hear the page instead of seeing it."""
    return [{**_out(each), **_words(each, who)} for each in _of(message)]


def _of(message: Message) -> list[Attachment]:
    return list(message.attachments.all()) if message.code == ATTACHED else []


def _out(attachment: Attachment) -> dict[str, Any]:
    return {
        "id": attachment.pk,
        "kind": attachment.kind,
        "type": attachment.type,
        "url": reverse("attachment", args=[attachment.pk]),
        "thumb_url": reverse("attachment_thumb", args=[attachment.pk]) if attachment.thumb else None,
        "width": attachment.width,
        "height": attachment.height,
        "seconds": attachment.seconds,
    }


def _size(attachment: Attachment) -> dict[str, int]:
    """As it stands in a thread, also on a page whose stylesheet got lost."""
    width, height = attachment.width or 1, attachment.height or 1
    scale = min(1.0, SHOWN / max(width, height))
    return {"width": max(1, round(width * scale)), "height": max(1, round(height * scale))}


def _words(attachment: Attachment, who: str) -> dict[str, Any]:
    if attachment.kind == AttachmentKind.VOICE:
        seconds = max(1, math.ceil(attachment.seconds or 0))
        length = f"{seconds // 60}′{seconds % 60:02d}″" if seconds >= 60 else f"{seconds}″"
        return {"length": length, "words": _("Voice note, %(seconds)s seconds") % {"seconds": seconds}}
    return {**_size(attachment), "words": _("Photo from %(name)s") % {"name": who} if who else _("Photo")}
