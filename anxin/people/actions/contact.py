"""Whom to call when something happens to a member."""

from datetime import datetime

from anxin.core.action import action, lock
from anxin.core.event import record
from anxin.core.models import Look
from anxin.core.refusal import Refused
from anxin.core.text import clean
from anxin.people.models import EmergencyContact, Member
from anxin.people.rules.contact import LOOKS, NO_CONTACT, NO_REASON
from anxin.people.rules.phones import BAD_PHONE, tidy_phone


@action
def change_contact(
    *, member: Member, name: str, relation: str, phone: str, by: Member, at: datetime
) -> EmergencyContact:
    """Who is to be called. Refused (422): empty, too_long, not_text, bad_phone."""
    member = lock(member)
    tidy = tidy_phone(phone)
    if tidy is None:
        raise Refused(BAD_PHONE, 422)
    row, _fresh = EmergencyContact.objects.update_or_create(
        member=member,
        defaults={
            "organisation_id": member.organisation_id, "name": clean(name, 40), "phone": tidy, "changed_at": at,
            "relation": clean(relation, 20) if relation.strip() else None,
        },
    )  # fmt: skip
    record("contact.changed", about=member, by=by, at=at)
    return row


@action
def remove_contact(*, member: Member, by: Member, at: datetime) -> bool:
    """Nobody is named any more; whether somebody was."""
    removed = bool(EmergencyContact.objects.filter(member=lock(member)).delete()[0])
    if removed:
        record("contact.removed", about=member, by=by, at=at)
    return removed


@action
def open_contact(*, member: Member, reason: str, by: Member, at: datetime) -> EmergencyContact:
    """Read whom to call, for a reason (a code of `LOOKS`) that is kept with who looked.

    Refused: no_contact; no_reason (422).
    """
    if reason not in LOOKS:
        raise Refused(NO_REASON, 422)
    row = EmergencyContact.objects.filter(member=member).first()
    if row is None:
        raise Refused(NO_CONTACT, 404)
    Look.objects.create(
        organisation_id=member.organisation_id, actor_id=by.pk, about_kind="people.emergencycontact", about_id=member.pk,
        reason=reason, at=at,
    )  # fmt: skip
    record("contact.opened", about=member, by=by, at=at, reason=reason)
    return row
