"""Which credentials an organisation asks for, and of whom."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from anxin.core.action import action, lock, save
from anxin.core.event import record
from anxin.core.refusal import Refused
from anxin.core.text import clean
from anxin.people.kinds import Profession
from anxin.people.models import CredentialKind, Member, Organisation
from anxin.people.rules import credentials as rules


@action
def add_credential_kind(
    *, organisation: Organisation, name: str, professions: Iterable[Profession], required: bool, expires: bool,
    by: Member, at: datetime,
) -> CredentialKind:  # fmt: skip
    """Ask members of `professions` for a credential from now on. Refused: kind_named; no_profession, empty,
    too_long (422)."""
    codes = _codes(professions)
    kind = CredentialKind(
        organisation=organisation,
        name=clean(name, 60),
        professions=codes,
        required=required,
        expires=expires,
        made_at=at,
    )
    _write(kind)
    record("credential_kind.added", about=kind, by=by, at=at, professions=codes, required=required, expires=expires)
    return kind


@action
def add_starter_kinds(*, organisation: Organisation, by: Member, at: datetime) -> int:
    """The kinds that most organisations ask for, in one tap; those that are there already stay. How many are new."""
    known = set(CredentialKind.objects.filter(organisation=organisation).values_list("name", flat=True))
    fresh = [each for each in rules.STARTERS if each.name not in known]
    for each in fresh:
        add_credential_kind(
            organisation=organisation, name=each.name, professions=each.professions, required=True, expires=each.expires,
            by=by, at=at,
        )  # fmt: skip
    return len(fresh)


@action
def change_credential_kind(
    *, kind: CredentialKind, name: str, professions: Iterable[Profession], required: bool, expires: bool, by: Member,
    at: datetime,
) -> CredentialKind:  # fmt: skip
    """Ask others for it, or call it otherwise. Refused: kind_named; no_profession, empty, too_long (422)."""
    kind = lock(kind)
    kind.name, kind.professions, kind.required, kind.expires = clean(name, 60), _codes(professions), required, expires
    _write(kind)
    record(
        "credential_kind.changed", about=kind, by=by, at=at, professions=kind.professions, required=required,
        expires=expires,
    )  # fmt: skip
    return kind


@action
def end_credential_kind(*, kind: CredentialKind, by: Member, at: datetime) -> CredentialKind:
    """It is no longer asked for; what was handed in stays. Twice is once."""
    kind = lock(kind)
    if kind.ended_at is None:
        save(kind, ended_at=at)
        record("credential_kind.ended", about=kind, by=by, at=at)
    return kind


@action
def take_up_credential_kind(*, kind: CredentialKind, by: Member, at: datetime) -> CredentialKind:
    """It is asked for again. Twice is once."""
    kind = lock(kind)
    if kind.ended_at is not None:
        save(kind, ended_at=None)
        record("credential_kind.taken_up", about=kind, by=by, at=at)
    return kind


def _codes(professions: Iterable[Profession]) -> list[str]:
    chosen = set(professions)
    codes = [each.value for each in Profession if each in chosen]
    if not codes:
        raise Refused(rules.NO_PROFESSION, 422)
    return codes


def _write(kind: CredentialKind) -> None:
    try:
        with transaction.atomic():
            kind.save()
    except IntegrityError as error:
        raise Refused(rules.KIND_NAMED) from error
