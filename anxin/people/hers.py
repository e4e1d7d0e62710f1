"""All that we keep of a member, as a file she can take with her; other packages say once, at start, what they keep."""

import io
import json
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from anxin.core.files import vault
from anxin.core.refusal import Refused
from anxin.people.models import (
    Application,
    Attempt,
    Certificate,
    Credential,
    Delivery,
    EmergencyContact,
    HoursEntry,
    Member,
    Notice,
    Pause,
    Pledge,
)

Gather = Callable[[Member], Iterable[Any]]
_others: dict[str, Gather] = {}
PRIVATE = frozenset(
    {"organisation", "digest", "phone_blind", "file", "screener", "checked_by", "decided_by", "entered_by"}
)
ENDINGS = {"image/png": "png"}


def learn(name: str, gather: Gather) -> None:
    """From now on `gather` tells what a package keeps of a member, under `name` (called once by that package)."""
    _others[name] = gather


def kept_of(member: Member) -> dict[str, Any]:
    """All of it, by what it is."""
    account = member.account
    own: dict[str, Iterable[Model]] = {
        "application": Application.objects.filter(member=member),
        "credentials": Credential.objects.filter(member=member),
        "emergency_contact": EmergencyContact.objects.filter(member=member),
        "hours": HoursEntry.objects.filter(member=member),
        "certificates": Certificate.objects.filter(member=member),
        "pauses": Pause.objects.filter(member=member),
        "pledges": Pledge.objects.filter(member=member).select_related("text"),
        "quizzes": Attempt.objects.filter(member=member),
        "notices": Notice.objects.filter(member=member),
        "messages": Delivery.objects.filter(member=member),
    }
    found: dict[str, Any] = {
        "organisation": member.organisation.name,
        "member": _plain(member),
        "account": {"username": account.username, "email": account.email, "language": account.language},
    }
    found |= {name: [_plain(row) for row in rows] for name, rows in own.items()}
    return found | {
        name: [_plain(row) if isinstance(row, Model) else row for row in gather(member)]
        for name, gather in _others.items()
    }


def pack(member: Member, at: datetime) -> bytes:
    """A .zip: data.json, and the photos of her credentials."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as into:
        data = {"taken_at": at, **kept_of(member)}
        into.writestr("data.json", json.dumps(data, ensure_ascii=False, indent=1, default=_said))
        for row in Credential.objects.filter(member=member).exclude(file=""):
            try:
                photo = vault.read(row.file)
            except Refused:  # the file store is away: the rest is hers all the same
                continue
            into.writestr(f"credentials/{row.pk}.{ENDINGS.get(row.type, 'jpg')}", photo)
    return out.getvalue()


def _plain(row: Model) -> dict[str, Any]:
    return {
        field.name: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in PRIVATE and field.name != "member"
    }


def _said(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return bytes(value).hex()
