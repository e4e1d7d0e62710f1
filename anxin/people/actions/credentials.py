"""A credential: handed in with a photo, looked at by another person, renewed before it expires."""

from datetime import date, datetime
from functools import partial
from typing import IO, Any
from zoneinfo import ZoneInfo

from django.db import transaction

from anxin.core import bell
from anxin.core.action import action, lock, save
from anxin.core.actor import MACHINE, Actor
from anxin.core.event import record
from anxin.core.files import vault
from anxin.core.refusal import Refused, refuse_if
from anxin.core.text import clean
from anxin.people.actions.notices import notify, settle_notices
from anxin.people.credential_files import Kept, received
from anxin.people.kinds import Checked, Role
from anxin.people.models import Application, Credential, CredentialKind, Member
from anxin.people.queries import active_with
from anxin.people.rules import credentials as rules

ZONE = ZoneInfo("Asia/Shanghai")  # the day on which a paper expires is a day of the country that issued it


def day_of(at: datetime) -> date:
    """The day on which papers are judged."""
    return at.astimezone(ZONE).date()


def hand_in_credential(
    *, kind: CredentialKind, file: IO[bytes] | Any | None, member: Member | None = None,
    application: Application | None = None, number: str = "", issued_on: date | None = None,
    expires_on: date | None = None, by: Actor, at: datetime,
) -> Credential:  # fmt: skip
    """A credential of `member` or of `application`, with its photo; somebody will look at it.

    The photo is made anew and sealed before the row is written, outside of the transaction, as that takes a while.
    Refused: kind_ended; no_photo, not_a_photo, file_too_big … (what `received` refuses); dates_turned, issued_later,
    too_long, not_text (422).
    """
    refuse_if(rules.judge_dates(issued_on, expires_on, today=day_of(at)), 422)
    with received(file, kind.organisation_id) as photo:
        return write_credential(
            kind=kind, photo=photo, member=member, application=application, number=number, issued_on=issued_on,
            expires_on=expires_on, by=by, at=at,
        )  # fmt: skip


@action
def write_credential(
    *, kind: CredentialKind, photo: Kept, member: Member | None, application: Application | None, number: str,
    issued_on: date | None, expires_on: date | None, by: Actor, at: datetime,
) -> Credential:  # fmt: skip
    """The row of a photo that is kept already. One of the same kind that nobody has looked at yet gives way to it; a valid
    one stays until this one is valid too."""
    kind = lock(kind)
    if kind.ended_at is not None:
        raise Refused(rules.KIND_ENDED)
    lock(member or application)  # type: ignore[type-var]  # two at once for one person come one after the other
    hers = Credential.objects.filter(kind=kind, member=member, application=application)
    _drop(hers.filter(state=Checked.WAITING), at)
    row = Credential.objects.create(
        id=photo.id, organisation_id=kind.organisation_id, kind=kind, member=member, application=application,
        number=clean(number, 60) if number.strip() else None, issued_on=issued_on, expires_on=expires_on,
        file=photo.place, type=photo.type, made_at=at,
        renews=hers.filter(state=Checked.VALID).order_by("-expires_on", "-made_at").first(),
    )  # fmt: skip
    record(
        "credential.handed_in", about=row, by=by, at=at, kind=kind.pk, member=member.pk if member else None,
        renews=row.renews_id,
    )  # fmt: skip
    return row


@action
def check_credential(
    *, credential: Credential, valid: bool, issued_on: date | None = None, expires_on: date | None = None,
    reason: str = "", by: Member, at: datetime,
) -> Credential:  # fmt: skip
    """Say that it is valid, with the dates on the paper, or refuse it with a reason that is told to her.

    Valid, it takes the place of the one before. Refused: own_credential, already_checked; needs_expiry,
    credential_expired, dates_turned, issued_later, empty (no reason), too_long (422).
    """
    credential = lock(credential)
    refuse_if(rules.may_check(own=credential.member_id == by.pk, state=Checked(credential.state)))
    if valid:
        refuse_if(
            rules.may_be_valid(
                expires=credential.kind.expires, issued_on=issued_on, expires_on=expires_on, today=day_of(at)
            ),
            422,
        )
        _replace_older(credential)
        save(
            credential, state=Checked.VALID, issued_on=issued_on, expires_on=expires_on, checked_by=by, checked_at=at,
            warned_days=None,
        )  # fmt: skip
    else:
        why = clean(reason, 300)
        save(credential, state=Checked.REFUSED, reason=why, checked_by=by, checked_at=at)
    settle_notices(about_id=credential.pk, at=at)
    topics = [bell.topic("member", credential.member_id)] if credential.member_id else []
    record(
        "credential.checked", about=credential, by=by, at=at, rings=topics, valid=valid, member=credential.member_id,
        kind=credential.kind_id,
    )  # fmt: skip
    return credential


@action
def warn_of_expiry(*, credential: Credential, at: datetime) -> int | None:
    """Warn its holder and the coordinators 30, 7 and 0 days before its last day, once each; which warning it was."""
    credential = lock(credential)
    member = credential.member
    if credential.state != Checked.VALID or credential.expires_on is None or member is None or not member.active:
        return None
    days = rules.warning_due(credential.expires_on, day_of(at), credential.warned_days)
    if days is None:
        return None
    save(credential, warned_days=days)
    settle_notices(about_id=credential.pk, at=at)  # the warning before gives way to this one
    notify(member=member, code="credential_expires", about=credential.pk, at=at)
    for each in active_with(credential.organisation_id, Role.COORDINATOR):
        if each.pk != member.pk:
            notify(member=each, code="credential_of_expires", about=credential.pk, at=at)
    record("credential.expires", about=credential, by=MACHINE, at=at, days=days, member=member.pk)
    return days


def _replace_older(credential: Credential) -> None:
    if credential.member_id is None:
        older = Credential.objects.filter(application=credential.application_id)
    else:
        older = Credential.objects.filter(member=credential.member_id)
    for row in older.filter(kind=credential.kind_id, state=Checked.VALID).exclude(pk=credential.pk):
        save(row, state=Checked.REPLACED)
        settle_notices(about_id=row.pk, at=row.made_at)


def _drop(rows: Any, at: datetime) -> None:
    """Papers that nobody looked at and that gave way to a better photo: the photo goes once that is certain."""
    for row in rows:
        place = row.file
        save(row, state=Checked.REPLACED, file="", type="", number=None)
        settle_notices(about_id=row.pk, at=at)
        if place:
            transaction.on_commit(partial(vault.drop, place))
