"""Messages that were sent, as pages show them: when, what about, by which way, whether it arrived. No words of people."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from anxin.core.templatetags.parts import when
from anxin.people.models import Delivery
from anxin.people.reach.way import FAULTS, SENT_NAMES, WAY_NAMES, Sent, Way, What
from anxin.people.wording import wording_of

KINDS = {Sent.ARRIVED: "good", Sent.SENT: "good", Sent.FAILED: "late", Sent.GIVEN_UP: "late"}
SIGNS = {Sent.ARRIVED: "check", Sent.SENT: "check", Sent.FAILED: "alert", Sent.GIVEN_UP: "alert"}


def message_rows(rows: Iterable[Delivery], at: datetime) -> list[dict[str, Any]]:
    """`rows` for people/_messages.html."""
    return [_row(row, at) for row in rows]


def _row(row: Delivery, at: datetime) -> dict[str, Any]:
    state = Sent(row.state)
    by = gettext(WAY_NAMES[Way(row.way)])
    label = row.push_address.label if row.push_address is not None else ""
    return {
        "id": row.pk,
        "who": row.member.name,
        "what": _what(row),
        "when": when(row.made_at, at),
        "by": f"{by} ({label})" if label else by,
        "chip": {"words": gettext(SENT_NAMES[state]), "kind": KINDS.get(state, ""), "icon": SIGNS.get(state, "")},
        "fault": gettext(FAULTS[row.fault]) if row.fault in FAULTS else "",
        "tries": row.tries if row.tries > 1 else 0,
    }


def _what(row: Delivery) -> str:
    if row.what == What.TEST:
        return gettext("A test")
    if row.what == What.IN_HAND:
        return gettext("It is in hand")
    return gettext(wording_of(row.notice.code if row.notice else "").sentence)
