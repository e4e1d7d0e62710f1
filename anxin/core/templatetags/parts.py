"""Tags for the shared parts that need more than an include: clocks, times, charts, initials."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django import template
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from anxin.core.chart import LineChart, Wait
from anxin.core.chart import wait_chart as lay_out

register = template.Library()


@register.filter
def initial(name: str) -> str:
    """The sign on a person's round picture: the first letter or character of `name`."""
    return name.strip()[:1].upper() or "·"


@register.filter
def when(moment: datetime, now: datetime) -> str:
    """`moment` as people say it: 14:30 today, "yesterday 14:30", else with its date; in the current time zone."""
    moment, today = timezone.localtime(moment), timezone.localdate(now)
    hour = f"{moment:%H:%M}"
    if moment.date() == today:
        return hour
    if moment.date() == today - timedelta(days=1):
        return _("yesterday %(time)s") % {"time": hour}
    pattern = "MONTH_DAY_FORMAT" if moment.year == today.year else "DATE_FORMAT"
    return f"{formats.date_format(moment, pattern)} {hour}"


def clock_value(left: timedelta, *, seconds: bool) -> str:
    """A clock's figure: "9 min", "+3 min", "2 h", or "0:12" counting seconds. As js/clockwords.mjs."""
    late, span = left < timedelta(0), abs(left).total_seconds()
    sign = "+" if late else ""
    if seconds and span < 3600:
        whole = int(span) if late else -int(-span // 1)
        return f"{sign}{whole // 60}:{whole % 60:02d}"
    minutes = max(1, int(span // 60)) if late else -int(-span // 60)
    if minutes < 100:
        return sign + _("%(minutes)s min") % {"minutes": minutes}
    return sign + _("%(hours)s h") % {"hours": (minutes + 30) // 60}


@register.inclusion_tag("parts/clock.html")
def clock(
    due: datetime, now: datetime, kind: str = "", seconds: bool = False, plain: bool = False
) -> dict[str, object]:
    """A clock that counts to `due` and past it.

    `kind`: "" or "crisis"; `seconds` counts as m:ss; `plain` sits in a line of words.
    """
    minutes = _("%(minutes)s min") % {"minutes": "%m"}
    hours = _("%(hours)s h") % {"hours": "%h"}
    return {
        "due": due.isoformat(),
        "now": now.isoformat(),
        "kind": kind,
        "late": due < now,
        "seconds": seconds,
        "plain": plain,
        "value": clock_value(due - now, seconds=seconds),
        "minutes": minutes,
        "hours": hours,
    }


@register.inclusion_tag("parts/wait_chart.html")
def wait_chart(waits: Sequence[Wait], opens: float, closes: float, limit: int) -> dict[str, object]:
    """Waiting times through the day as a line with its table. `waits` in order; hours and minutes as in core.chart."""
    chart: LineChart = lay_out(waits, opens=opens, closes=closes, limit=limit)
    longest = max((wait.minutes for wait in waits), default=0.0)
    return {
        "chart": chart,
        "waits": waits,
        "limit": limit,
        "longest": round(longest),
        "last": round(waits[-1].minutes) if waits else None,
    }
