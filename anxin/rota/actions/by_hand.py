"""Edits of a draft that are more than one shift: one person in another's place, and a cell as it was before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from anxin.core import bell
from anxin.core.action import action, lock, save
from anxin.core.event import record
from anxin.core.refusal import Refused, refuse_if
from anxin.people.models import Member
from anxin.rota.actions.draft import EDITED, NO_DRAFT, assign, unassign
from anxin.rota.kinds import VersionState
from anxin.rota.models import Assignment, Barred, ShiftKind, Version


@dataclass(frozen=True, slots=True)
class Cell:
    """One person's day in a draft: shifts as (kind, pinned, by hand), and what she is kept off (None: the whole day)."""

    member: UUID
    day: date
    shifts: tuple[tuple[UUID, bool, bool], ...]
    barred: tuple[UUID | None, ...]


def cell_now(version: Version, member: UUID, day: date) -> Cell:
    """The cell as it stands."""
    rows = Assignment.objects.filter(version=version, member=member, day=day).order_by("kind")
    barred = Barred.objects.filter(version=version, member=member, day=day).values_list("kind", flat=True)
    return Cell(member, day, tuple((row.kind_id, row.pinned, row.by_hand) for row in rows), tuple(barred))


@action
def replace(
    *, version: Version, member: Member, instead_of: Member, kind: ShiftKind, day: date, edits: int | None, by: Member,
    at: datetime, anyway: bool = False,
) -> Assignment:  # fmt: skip
    """`member` takes the shift that `instead_of` has. Refused as `assign` and `unassign` are; then neither is done."""
    unassign(version=version, member=instead_of, kind=kind, day=day, edits=edits, by=by, at=at, bar=False)
    return assign(version=version, member=member, kind=kind, day=day, by=by, at=at, anyway=anyway)


@action
def put_back(*, version: Version, cells: Sequence[Cell], edits: int | None, by: Member, at: datetime) -> None:
    """Undo: these cells become again what they were. What was there once is not judged anew; the board marks it.

    Refused: not_a_draft, edited_meanwhile.
    """
    version = lock(version)
    refuse_if(NO_DRAFT if version.state != VersionState.DRAFT else None)
    if edits is not None and edits != version.edits:
        raise Refused(EDITED)
    own = {"organisation_id": version.organisation_id, "version": version}
    for cell in cells:
        Assignment.objects.filter(version=version, member=cell.member, day=cell.day).delete()
        Barred.objects.filter(version=version, member=cell.member, day=cell.day).delete()
        Assignment.objects.bulk_create(
            Assignment(**own, member_id=cell.member, day=cell.day, kind_id=kind, pinned=pinned, by_hand=by_hand)
            for kind, pinned, by_hand in cell.shifts
        )
        Barred.objects.bulk_create(
            Barred(**own, member_id=cell.member, day=cell.day, kind_id=kind) for kind in cell.barred
        )
    save(version, edits=version.edits + 1)
    record(
        "rota.edit_undone", about=version, by=by, at=at, rings=[bell.topic("rota", version.campaign_id)],
        members=sorted({cell.member for cell in cells}),
    )  # fmt: skip
