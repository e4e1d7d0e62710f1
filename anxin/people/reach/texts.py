"""What a message says outside the house: level and topic at most, never a word that a person wrote."""

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from anxin.people.models import Delivery
from anxin.people.reach.way import Way, What
from anxin.people.wording import wording_of

RECEIPT = Signer(salt="anxin.people.receipt")


@dataclass(frozen=True, slots=True)
class Text:
    """A message in its reader's language. What has the same `tag` replaces the one before on her phone."""

    title: str
    body: str
    url: str
    tag: str
    receipt: str = ""
    urgent: bool = False
    quiet: bool = False
    foot: str = ""


def text_of(delivery: Delivery) -> Text:
    """The words of `delivery`, in her language."""
    with translation.override(delivery.member.account.language or settings.LANGUAGE_CODE):
        return _said(delivery)


def _said(delivery: Delivery) -> Text:
    organisation = delivery.member.organisation.short_name
    foot = _(
        "Anxin · %(organisation)s. You get this because you serve there; choose what reaches you on your account page."
    )
    more: dict[str, Any] = {
        "receipt": reverse("arrived", args=[RECEIPT.sign(delivery.pk.hex)]) if delivery.way == Way.PUSH else "",
        "foot": foot % {"organisation": organisation},
    }
    notice = delivery.notice
    if delivery.what == What.TEST or notice is None:
        return Text(_("Anxin reaches you"), _("This is a test."), reverse("my_notices"), _tag(delivery.pk), **more)
    wording = wording_of(notice.code)
    url, tag = wording.url(notice.about_id), _tag(notice.about_id)
    if delivery.what == What.IN_HAND:
        return Text(_("It is in hand"), _("Somebody is looking after it. You can rest."), url, tag, quiet=True, **more)
    title = _("Somebody needs you") if notice.urgent else _("News from the desk")
    about = (wording.said or wording.more or _nothing)(notice.about_id)
    body = " · ".join(part for part in (_(wording.sentence), about) if part)
    return Text(title, body, url, tag, urgent=notice.urgent, **more)


def _nothing(about: UUID) -> str:
    return ""


def read_receipt(text: str) -> UUID | None:
    """The delivery that a receipt is for; None where it is not one of ours."""
    try:
        return UUID(hex=RECEIPT.unsign(text))
    except (BadSignature, ValueError):
        return None


def _tag(of: UUID) -> str:
    """The same for the same thing, of 32 letters as push services ask, and nothing that names it to them."""
    return hashlib.sha256(settings.SECRET_KEY.encode() + of.bytes).hexdigest()[:32]
