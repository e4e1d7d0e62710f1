"""An application as lists and pages show it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from anxin.core.templatetags.parts import when
from anxin.people.kinds import PROFESSION_NAMES, Applying, Profession
from anxin.people.models import Application
from anxin.people.rules.joining import ANSWERED_WITHIN, OPEN
from anxin.people.spoken import SPOKEN_NAMES
from anxin.people.views.joining.forms import DAYS, PART_NAMES


def state_name(state: str) -> str:
    """Where it stands, to coordinators."""
    return {
        Applying.SENT: _("new"),
        Applying.SCREENING: _("in hand"),
        Applying.TAKEN_ON: _("accepted"),
        Applying.REFUSED: _("refused"),
        Applying.WITHDRAWN: _("withdrawn"),
    }[Applying(state)]


def application_row(row: Application, at: datetime) -> dict[str, Any]:
    """A line of a list: who, as what, since when; late where the promised three days are over."""
    waits = row.state in OPEN
    return {
        "id": row.pk,
        "name": row.name or _("(erased)"),
        "profession": _(PROFESSION_NAMES[Profession(row.profession)]),
        "drive": row.drive.title,
        "when": when(row.sent_at, at),
        "state": state_name(row.state),
        "waits": waits,
        "late": waits and at - row.sent_at > ANSWERED_WITHIN,
        "screener": row.screener.name if row.screener else "",
    }


def times_in_words(times: list[list[Any]]) -> list[str]:
    """ "Mon: morning, evening", one for each day on which she can."""
    by_day: dict[int, list[str]] = {}
    for day, part in times:
        by_day.setdefault(day, []).append(str(PART_NAMES[part]))
    return [f"{DAYS[day]}: {_(', ').join(parts)}" for day, parts in sorted(by_day.items())]


def spoken_in_words(codes: list[str]) -> list[str]:
    """Languages in the reader's language."""
    return [_(SPOKEN_NAMES[code]) if code in SPOKEN_NAMES else code for code in codes]
