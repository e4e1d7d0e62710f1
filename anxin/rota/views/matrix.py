"""Who can when, as one table: person × day, a mark for each kind of shift. A string, since it has thousands of cells."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from anxin.people.kinds import PROFESSION_NAMES, Profession
from anxin.people.models import Member
from anxin.rota.board.look import CAN_NAMES, SIGNS, weekday
from anxin.rota.calls import Said
from anxin.rota.kinds import Can
from anxin.rota.models import ShiftKind


def matrix(
    people: Sequence[Member], days: Sequence[date], kinds: Sequence[ShiftKind], said: Said, answered: set[UUID]
) -> SafeString:
    """The table. Who has said nothing has her row empty, with a word."""
    head = "".join(
        f'<th scope="col"{_weekend(day)}>{day.day}<small>{escape(weekday(day))}</small></th>' for day in days
    )
    names = {can: str(name) for can, name in CAN_NAMES.items()}
    rows = "".join(_row(each, days, kinds, said, each.pk in answered, names) for each in people)
    caption = escape(_("Who can when"))
    corner = escape(_("Name"))
    return mark_safe(  # noqa: S308 - every word is escaped above
        f'<table class="rota-matrix"><caption class="unseen">{caption}</caption><thead><tr><th scope="col" class="who">'
        f"{corner}</th>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(
    member: Member, days: Sequence[date], kinds: Sequence[ShiftKind], said: Said, answered: bool, names: dict[Can, str]
) -> str:
    profession = escape(_(PROFESSION_NAMES[Profession(member.profession)]))
    begun = any((member.pk, day, kind.pk) in said for day in days for kind in kinds)
    head = f'<th scope="row" class="who">{escape(member.name)}<small>{profession}</small></th>'
    if not answered and not begun:
        return f'<tr class="silent">{head}<td colspan="{len(days)}">{escape(_("no answer yet"))}</td></tr>'
    return f"<tr>{head}{''.join(_cell(member, day, kinds, said, names) for day in days)}</tr>"


def _cell(member: Member, day: date, kinds: Sequence[ShiftKind], said: Said, names: dict[Can, str]) -> str:
    marks = []
    for kind in kinds:
        can = said.get((member.pk, day, kind.pk))
        word = names[can] if can else "–"
        sign = SIGNS[can] if can else "·"
        marks.append(f'<i class="{can or "none"}" title="{escape(kind.name)}: {escape(word)}">{sign}</i>')
    words = "、".join(
        f"{kind.name} {names[can]}" for kind in kinds if (can := said.get((member.pk, day, kind.pk))) is not None
    )
    return f'<td{_weekend(day)}>{"".join(marks)}<span class="unseen">{escape(words)}</span></td>'


def _weekend(day: date) -> str:
    return ' class="weekend"' if day.weekday() >= 5 else ""
