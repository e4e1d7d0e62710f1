from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import models

from anxin.campaigns.rules.hours import Hours, read_spans
from anxin.campaigns.rules.ladder import Ladder, read_ladder
from anxin.campaigns.rules.openings import Override
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


def default_ladder() -> dict[str, list[dict[str, object]]]:
    """Whom danger calls, by level, and after how many seconds in which nobody has it in hand (escalation ladder)."""
    return {
        "2": [
            {"after": 0, "who": ["scope", "supervisor"], "by": ["page", "push"]},
            {"after": 60, "who": ["scope", "supervisor", "coordinator"], "by": ["page", "push", "email"], "again": 120},
        ],
        "3": [
            {"after": 0, "who": ["scope", "can_act", "supervisor", "coordinator"], "by": ["page", "push"]},
            {"after": 30, "who": ["everyone"], "by": ["page", "push", "email"], "again": 60},
        ],
    }


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
    most_answering = models.SmallIntegerField(
        default=8
    )  # matters that wait for one person's answer; danger never counts
    ladder = models.JSONField(default=default_ladder)

    def __str__(self) -> str:
        return self.name

    @property
    def tz(self) -> ZoneInfo:
        """The zone in which its days are cut and its times shown."""
        return ZoneInfo(self.zone)

    @property
    def service_hours(self) -> Hours:
        """Its hours as the rules read them, with the openings of these days: they are kept beside the hours too, so that
        asking costs no query more."""
        exceptions = self.hours.get("exceptions", {})
        return Hours(
            zone=self.tz,
            first=self.starts_on,
            last=self.ends_on,
            weekly=tuple(read_spans(day) for day in self.hours["weekly"]),
            exceptions={date.fromisoformat(day): read_spans(spans) for day, spans in exceptions.items()},
            overrides=tuple(
                Override(datetime.fromisoformat(begins), datetime.fromisoformat(ends), opens)
                for begins, ends, opens in self.hours.get("openings", ())
            ),
        )

    @property
    def begins_at(self) -> datetime:
        """The beginning of its first day."""
        return datetime.combine(self.starts_on, time(0), self.tz)

    @property
    def ends_at(self) -> datetime:
        """When it is over: at the end of its last day, or when it was closed before."""
        last = datetime.combine(self.ends_on + timedelta(days=1), time(0), self.tz)
        return last if self.closed_at is None else min(last, self.closed_at)

    @property
    def rungs(self) -> Ladder:
        """Its escalation ladder; the usual one where what is written cannot be read, as danger must call somebody."""
        try:
            return read_ladder(self.ladder)
        except ValueError:
            return read_ladder(default_ladder())

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


class Opening(models.Model):
    """That the desk is opened or closed for a stretch, against its usual hours (by whom and why)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="openings")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    opens = models.BooleanField()
    reason = models.CharField(max_length=200)  # residents may read it
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("begins_at")), name="opening_forward")
        ]
        indexes = [models.Index(fields=["campaign", "ends_at"])]
