"""Certificates of service: made from hours that count, and withdrawn."""

from datetime import date, datetime

from anxin.core.action import action, lock, save
from anxin.core.event import record
from anxin.core.refusal import refuse_if
from anxin.people.hours_queries import total_of
from anxin.people.models import Certificate, Member
from anxin.people.rules.certificate import may_certify, new_number


@action
def make_certificate(*, member: Member, first: date, last: date, by: Member, at: datetime) -> Certificate:
    """Certify what counts of her hours from `first` to `last`. The same days and hours give the same certificate again.

    Refused (422): days_turned, no_hours.
    """
    member = lock(member)
    minutes = total_of(member, first, last).minutes if first <= last else 0
    refuse_if(may_certify(first=first, last=last, minutes=minutes), 422)
    same = Certificate.objects.filter(
        member=member, first_on=first, last_on=last, minutes=minutes, withdrawn_at=None
    ).first()
    if same is not None and same.name == member.name:
        return same
    row = Certificate.objects.create(
        organisation_id=member.organisation_id, member=member, number=new_number(), name=member.name, first_on=first,
        last_on=last, minutes=minutes, made_at=at,
    )  # fmt: skip
    record("certificate.made", about=row, by=by, at=at, member=member.pk, minutes=minutes)
    return row


@action
def withdraw_certificate(*, certificate: Certificate, by: Member, at: datetime) -> Certificate:
    """From now on whoever looks its number up reads that it does not count. Twice is once."""
    certificate = lock(certificate)
    if certificate.withdrawn_at is None:
        save(certificate, withdrawn_at=at)
        record("certificate.withdrawn", about=certificate, by=by, at=at, member=certificate.member_id)
    return certificate
