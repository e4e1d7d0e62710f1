"""One edit by hand, from what a form says to what is shown of it: its sentence, and the cells to put back if it is undone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core import signing
from django.utils.translation import gettext as _

from anxin.core.finding import Finding
from anxin.core.refusal import BAD_REQUEST, Refused
from anxin.people.models import Member
from anxin.rota.actions import by_hand, draft
from anxin.rota.actions.by_hand import Cell, cell_now
from anxin.rota.board.look import on_date
from anxin.rota.models import ShiftKind, Version

SALT = "anxin.rota.undo"
VERBS = ("assign", "unassign", "pin", "unpin", "bar", "unbar", "replace")
BAD_UNDO = Finding("nothing_to_undo", BAD_REQUEST.sentence, next_step=BAD_REQUEST.next_step)


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to be done: `do` is one of VERBS; without a kind it is about the whole day."""

    do: str
    member: Member
    day: date
    kind: ShiftKind | None
    other: Member | None = None
    anyway: bool = False


def apply(version: Version, edit: Edit, edits: int, by: Member, at: datetime) -> tuple[str, str]:
    """Do it; a sentence that says so, and the token that undoes it. Refused as the actions are."""
    before = [cell_now(version, who.pk, edit.day) for who in (edit.member, edit.other) if who is not None]
    what: dict[str, Any] = {"version": version, "member": edit.member, "kind": edit.kind, "day": edit.day, "edits": edits,
                            "by": by, "at": at}  # fmt: skip
    if edit.do == "bar":
        draft.bar(**what)
    elif edit.do == "unbar":
        draft.unbar(**what)
    elif edit.kind is None:
        raise Refused(BAD_REQUEST, 400)
    elif edit.do == "assign":
        draft.assign(**what, anyway=edit.anyway)
    elif edit.do == "unassign":
        draft.unassign(**what, bar=False)
    elif edit.do == "pin":
        draft.pin(**what)
    elif edit.do == "unpin":
        draft.unpin(**what)
    elif edit.do == "replace" and edit.other is not None:
        by_hand.replace(**{**what, "member": edit.other}, instead_of=edit.member, anyway=edit.anyway)
    else:
        raise Refused(BAD_REQUEST, 400)
    return said(edit), token(version, before)


def said(edit: Edit) -> str:
    """What was done, in words."""
    words = {
        "assign": _("%(name)s has “%(kind)s” on %(day)s."),
        "unassign": _("%(name)s no longer has “%(kind)s” on %(day)s."),
        "pin": _("%(name)s stays on “%(kind)s” on %(day)s, also when it is made anew."),
        "unpin": _("%(name)s may be moved from “%(kind)s” on %(day)s again."),
        "bar": _("%(name)s is kept off “%(kind)s” on %(day)s."),
        "unbar": _("%(name)s may have “%(kind)s” on %(day)s again."),
        "replace": _("%(other)s has “%(kind)s” on %(day)s instead of %(name)s."),
    }[edit.do]
    kind = edit.kind.name if edit.kind else _("the whole day")
    names = {"name": edit.member.name, "other": edit.other.name if edit.other else ""}
    return words % {**names, "kind": kind, "day": on_date(edit.day)}


def token(version: Version, cells: list[Cell]) -> str:
    """The cells as they were, signed: only what really was can be put back."""
    rows = [
        [cell.member.hex, cell.day.isoformat(), [[k.hex, int(p), int(h)] for k, p, h in cell.shifts],
         [kind.hex if kind else "" for kind in cell.barred]]
        for cell in cells
    ]  # fmt: skip
    return signing.dumps([version.pk.hex, rows], salt=SALT, compress=True)


def cells_in(text: str, version: Version) -> list[Cell]:
    """What a token says of `version`. Refused (400): nothing_to_undo."""
    try:
        of, rows = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        raise Refused(BAD_UNDO, 400) from None
    if of != version.pk.hex:
        raise Refused(BAD_UNDO, 400)
    return [_cell(row) for row in rows]


def _cell(row: Any) -> Cell:
    member, day, shifts, barred = row
    return Cell(
        UUID(hex=member), date.fromisoformat(day), tuple((UUID(hex=k), bool(p), bool(h)) for k, p, h in shifts),
        tuple(UUID(hex=kind) if kind else None for kind in barred),
    )  # fmt: skip


def number(data: Mapping[str, str], name: str) -> int:
    """A whole number of a form. Refused (400)."""
    text = data.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Refused(BAD_REQUEST, 400)
    return int(text)
