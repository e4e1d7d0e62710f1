"""The people sheet: brought in, looked at, taken over whole or not at all; and sheets that leave the house."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from anxin.core.action import action, lock, save
from anxin.core.event import record
from anxin.core.refusal import Refused
from anxin.core.text import clean
from anxin.people.actions.credentials import ZONE
from anxin.people.actions.invitations import blank_account
from anxin.people.actions.members import change_roles
from anxin.people.kinds import Role, Standing
from anxin.people.models import Account, Member, PeopleExport, PeopleSheet
from anxin.people.phones import phone_seal
from anxin.people.rules import sheet_faults as faults
from anxin.people.rules.sheet import Given, Judged, judge
from anxin.people.sheet.house import house_of

PLAIN = ("name", "profession", "languages", "experienced", "standing")


@action
def bring_sheet(*, name: str, rows: Sequence[Given], by: Member, at: datetime) -> PeopleSheet:
    """Keep a sheet that was read, for a day, to be looked at. Nothing of it is taken over yet."""
    judged = judge(rows, house_of(by, at))
    unfit = sum(row.kind == "unfit" for row in judged)
    kept = json.dumps([[row.row, dict(row.cells), dict(row.faults)] for row in rows], ensure_ascii=False)
    sheet = PeopleSheet.objects.create(
        organisation_id=by.organisation_id, by=by, name=clean(name, 120) if name.strip() else "-", rows=kept,
        fit=len(judged) - unfit, unfit=unfit, made_at=at,
    )  # fmt: skip
    record("people.sheet_brought", about=sheet, by=by, at=at, rows=len(judged), unfit=unfit)
    return sheet


def judged_rows(sheet: PeopleSheet, by: Member, at: datetime) -> list[Judged]:
    """What each row of `sheet` would do now, if `by` took it over."""
    rows = [Given(number, cells, wrong) for number, cells, wrong in json.loads(sheet.rows or "[]")]
    return judge(rows, house_of(by, at))


def digest_of(rows: Sequence[Judged]) -> str:
    """The same for the same judgement: what somebody looked at is what is taken over."""
    told = [[row.row, row.kind, row.known.number if row.known else "", _plain(row)] for row in rows]
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()[:32]


def _plain(row: Judged) -> Any:
    before = {name: getattr(row.known, name) for name in row.changes} if row.known else {}
    return [row.values, before, [[column, fault.code] for column, fault in row.faults]]


@action
def take_sheet(*, sheet: PeopleSheet, seen: str, by: Member, at: datetime) -> tuple[list[Member], list[Member]]:
    """Take over every fit row, all in one: (new people, changed people). `seen` is the digest of what `by` looked at.

    Refused: sheet_taken, changed_meanwhile, nothing_to_take.
    """
    sheet = lock(sheet)
    if sheet.taken_at is not None:
        raise Refused(faults.TAKEN)
    lock(by.organisation)  # two sheets of one house come one after the other
    rows = judged_rows(sheet, by, at)
    if digest_of(rows) != seen:
        raise Refused(faults.MEANWHILE)
    new = [row for row in rows if row.kind == "new"]
    changed = [row for row in rows if row.kind == "changed"]
    if not new and not changed:
        raise Refused(faults.NOTHING)
    added = _add(new, by, at)
    altered = [_change(row, by, at) for row in changed]
    save(sheet, taken_at=at, rows="[]")
    record("people.sheet_taken", about=sheet, by=by, at=at, new=len(added), changed=len(altered))
    return added, altered


def _add(rows: Sequence[Judged], by: Member, at: datetime) -> list[Member]:
    members = []
    for row in rows:
        given = row.values
        member = Member(
            organisation_id=by.organisation_id, account=blank_account(given.get("email", ""), at), name=given["name"],
            profession=given["profession"], roles=list(given.get("roles", ())),
            standing=given.get("standing", Standing.LEARNING), experienced=given.get("experienced"),
            languages=list(given.get("languages", ())), phone=given["phone"], phone_blind=phone_seal(given["phone"]),
            joined_at=_midnight(given["joined"]) if "joined" in given else at,
        )  # fmt: skip
        members.append(member)
    Account.objects.bulk_create([member.account for member in members])
    Member.objects.bulk_create(members)
    for member in members:
        record("member.added", about=member, by=by, at=at, profession=member.profession, roles=member.roles)
    return members


def _change(row: Judged, by: Member, at: datetime) -> Member:
    assert row.known is not None
    member = lock(Member.objects.get(organisation_id=by.organisation_id, pk=row.known.number))
    given = row.values
    values: dict[str, Any] = {name: _as_kept(given[name]) for name in PLAIN if name in row.changes}
    if "phone" in row.changes:
        values |= {"phone": given["phone"], "phone_blind": phone_seal(given["phone"])}
    if "joined" in row.changes:
        values["joined_at"] = _midnight(given["joined"])
    if values:
        save(member, **values)
    if "email" in row.changes:
        Account.objects.filter(pk=member.account_id).update(email=given["email"])
    if "roles" in row.changes:
        change_roles(member=member, roles=[Role(role) for role in given["roles"]], by=by, at=at)
    record("member.changed", about=member, by=by, at=at, fields=sorted(row.changes))
    return member


def _as_kept(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), ZONE)


@action
def note_export(
    *, what: str, kind: str, reason: str, with_phones: bool, rows: int, by: Member, at: datetime
) -> PeopleExport:
    """A sheet about members leaves the house: by whom, and why. Refused (422): empty (no reason), too_long."""
    export = PeopleExport.objects.create(
        organisation_id=by.organisation_id, by=by, what=what, kind=kind, reason=clean(reason, 300),
        with_phones=with_phones, rows=rows, at=at,
    )  # fmt: skip
    record(f"{what}.exported", about=export, by=by, at=at, rows=rows, kind=kind, with_phones=with_phones)
    return export
