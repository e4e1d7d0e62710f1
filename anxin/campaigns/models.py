from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import models

from anxin.campaigns.rules.hours import Hours, read_spans
from anxin.core.ids import new_id
from anxin.core.models import list_of
from anxin.core.words import _
from anxin.people.kinds import Profession
from anxin.people.models import Member, Organisation

EVERY_DAY = [["08:00", "22:00"]]


def default_hours() -> dict[str, object]:
    """8:00-22:00 every day."""
    return {"weekly": [EVERY_DAY] * 7, "exceptions": {}}


def default_clocks() -> list[int]:
    """Seconds to the first human answer, by risk 0-3."""
    return [15 * 60, 10 * 60, 2 * 60, 30]


def default_hotlines() -> list[dict[str, str]]:
    """Numbers that are always shown; labels are words of the catalogue."""
    return [
        {"number": "110", "label": _("police")},
        {"number": "120", "label": _("ambulance")},
        {"number": "12356", "label": _("psychological aid")},
    ]


class Campaign(models.Model):
    """One time-limited service (服务行动): its page is /c/<slug>."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    welcome = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    zone = models.CharField(max_length=40, default="Asia/Shanghai")
    hours = models.JSONField(default=default_hours)
    clocks = list_of(models.IntegerField())
    professions = list_of(models.CharField(max_length=20, choices=[(p.value, p.value) for p in Profession]))
    hotlines = models.JSONField(default=default_hotlines)
    on_call = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

    @property
    def tz(self) -> ZoneInfo:
        """The zone in which its days are cut and its times shown."""
        return ZoneInfo(self.zone)

    @property
    def service_hours(self) -> Hours:
        """Its hours as the rules read them."""
        exceptions = self.hours.get("exceptions", {})
        return Hours(
            zone=self.tz,
            first=self.starts_on,
            last=self.ends_on,
            weekly=tuple(read_spans(day) for day in self.hours["weekly"]),
            exceptions={date.fromisoformat(day): read_spans(spans) for day, spans in exceptions.items()},
        )

    @property
    def ends_at(self) -> datetime:
        """When it is over: at the end of its last day, or when it was closed before."""
        last = datetime.combine(self.ends_on + timedelta(days=1), time(0), self.tz)
        return last if self.closed_at is None else min(last, self.closed_at)

    def clock(self, risk: int) -> timedelta:
        """How long a question of this risk may wait for an answer."""
        return timedelta(seconds=(self.clocks or default_clocks())[risk])


class Participant(models.Model):
    """That a member serves in a campaign."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="participants")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="participations")
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "member"], name="participant_once")]
