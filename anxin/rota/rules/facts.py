"""What the rules are told: people, kinds of shifts, who is put down for what, and what each said. Nothing here decides."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from anxin.people.kinds import Profession, Standing
from anxin.rota.kinds import Can
from anxin.rota.rules.figures import Figures

Cell = tuple[UUID, date, UUID]  # member, day, kind of shift


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of shift. One that ends at or before it begins goes past midnight; `break_minutes` are not worked."""

    id: UUID
    name: str
    begins: time
    ends: time
    break_minutes: int = 0
    professions: frozenset[str] = frozenset()  # none: all
    ended: bool = False

    def stretch(self, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Its begin and end on `day`, in UTC: so lengths are real ones, also where clocks are changed."""
        last = day if self.ends > self.begins else day + timedelta(days=1)
        return (
            datetime.combine(day, self.begins, zone).astimezone(UTC),
            datetime.combine(last, self.ends, zone).astimezone(UTC),
        )


@dataclass(frozen=True, slots=True)
class Stint:
    """A stretch for which somebody is put down. One that is not `movable` is past, entered without a kind, of other days
    or of another service: it is what others are judged against."""

    member: UUID
    day: date  # on which it begins, in the campaign's zone
    begins: datetime
    ends: datetime
    minutes: int  # that are worked
    kind: UUID | None = None
    movable: bool = True
    pinned: bool = False
    key: UUID | None = None  # of its row
    here: bool = True  # in this service


@dataclass(frozen=True, slots=True)
class Paper:
    """A credential that her profession needs, and the days on which she has a valid one (None: without an end)."""

    name: str
    valid: tuple[tuple[date | None, date | None], ...] = ()

    def holds(self, first: date, last: date) -> bool:
        """Whether one of hers is valid from `first` to `last`."""
        return any((a is None or a <= first) and (b is None or b >= last) for a, b in self.valid)


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member, as far as the rota has to know her."""

    id: UUID
    name: str
    profession: Profession
    standing: Standing = Standing.SERVING
    takes_part: bool = True
    experienced: bool = True
    pauses: tuple[tuple[date, date | None], ...] = ()  # both days included
    papers: tuple[Paper, ...] = ()
    lacks: tuple[str, ...] = ()  # titles of required courses that she has not passed
    pledged: bool = True
    strains: tuple[tuple[datetime, int], ...] = ()  # when a crisis that she carried ended, and its highest level
    beyond_minutes: int = 0  # worked or planned in this service before or after the days that are known here
    least_shifts: int = 0
    most_shifts: int | None = None
    serve_with: frozenset[UUID] = frozenset()
    train_with: frozenset[UUID] = frozenset()

    @property
    def is_new(self) -> bool:
        """A volunteer whom somebody experienced should stand beside."""
        return not self.experienced


@dataclass(frozen=True, slots=True)
class Need:
    """How many of a profession a stretch of a day needs."""

    profession: Profession
    begins: datetime
    ends: datetime
    need: int


@dataclass(frozen=True)
class Facts:
    """All that the rules know of the days `first` to `last`, and of the days around them as far as they bear on these."""

    first: date
    last: date
    zone: ZoneInfo
    figures: Figures
    people: Mapping[UUID, Colleague]
    kinds: Mapping[UUID, Kind]
    stints: tuple[Stint, ...] = ()
    said: Mapping[Cell, Can] = field(default_factory=dict)
    barred: frozenset[tuple[UUID, date, UUID | None]] = frozenset()  # without a kind: the whole day
    needs: tuple[Need, ...] = ()
    whole: bool = True  # everybody's shifts are here; else only those of some, and of who stands beside them

    @cached_property
    def by_member(self) -> Mapping[UUID, tuple[Stint, ...]]:
        """Each one's stints, the earliest first."""
        found: dict[UUID, list[Stint]] = {}
        for stint in sorted(self.stints, key=lambda each: (each.begins, each.ends)):
            found.setdefault(stint.member, []).append(stint)
        return {member: tuple(stints) for member, stints in found.items()}

    @cached_property
    def by_day(self) -> Mapping[date, tuple[Stint, ...]]:
        """The stints that begin on each day."""
        found: dict[date, list[Stint]] = {}
        for stint in self.stints:
            found.setdefault(stint.day, []).append(stint)
        return {day: tuple(stints) for day, stints in found.items()}

    def near(self, stint: Stint) -> Iterable[Stint]:
        """Those of others that overlap it."""
        for ahead in (-1, 0, 1):
            for other in self.by_day.get(stint.day + timedelta(days=ahead), ()):
                if other.begins < stint.ends and other.ends > stint.begins and other.member != stint.member:
                    yield other

    def stint(self, member: UUID, day: date, kind: UUID, *, pinned: bool = False, key: UUID | None = None) -> Stint:
        """What putting her down for a kind of shift on a day comes to."""
        begins, ends, worked = self._stretch(day, kind)
        return Stint(member, day, begins, ends, worked, kind, pinned=pinned, key=key)

    def _stretch(self, day: date, kind: UUID) -> tuple[datetime, datetime, int]:
        """Begin, end and minutes of work; kept, as it is asked of every person."""
        if (day, kind) not in self._stretches:
            of = self.kinds[kind]
            begins, ends = of.stretch(day, self.zone)
            worked = max(0, round((ends - begins).total_seconds() / 60) - of.break_minutes)
            self._stretches[day, kind] = begins, ends, worked
        return self._stretches[day, kind]

    @cached_property
    def _stretches(self) -> dict[tuple[date, UUID], tuple[datetime, datetime, int]]:
        return {}

    def but(self, *, add: Iterable[Stint] = (), drop: Iterable[Stint] = ()) -> "Facts":
        """The same with some stints more and some fewer."""
        gone = set(drop)
        return replace(self, stints=(*(each for each in self.stints if each not in gone), *add))

    def days(self) -> list[date]:
        """Those that are judged."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    def within(self, day: date) -> bool:
        """Whether it is one of them."""
        return self.first <= day <= self.last

    def is_evening(self, stint: Stint) -> bool:
        """Whether it goes on after the hour from which it counts as one."""
        if self.figures.evening_from >= 24:
            return False
        if stint.day not in self._evenings:
            self._evenings[stint.day] = datetime.combine(stint.day, self.figures.evening, self.zone).astimezone(UTC)
        return stint.ends > self._evenings[stint.day]

    @cached_property
    def _evenings(self) -> dict[date, datetime]:
        return {}

    @cached_property
    def evenings(self) -> Mapping[UUID, int]:
        """How many evenings of the judged days each has here."""
        return self._counted(self.is_evening)

    @cached_property
    def weekends(self) -> Mapping[UUID, int]:
        """How many shifts of weekends, likewise."""
        return self._counted(self.is_weekend)

    @cached_property
    def peers(self) -> Mapping[Profession, tuple[UUID, ...]]:
        """Who there is of each profession."""
        found: dict[Profession, tuple[UUID, ...]] = {}
        for who in self.people.values():
            found[who.profession] = (*found.get(who.profession, ()), who.id)
        return found

    def _counted(self, counts: Callable[[Stint], bool]) -> Mapping[UUID, int]:
        return Counter(each.member for each in self.stints if each.here and self.within(each.day) and counts(each))

    def is_weekend(self, stint: Stint) -> bool:
        """Whether it begins on a Saturday or a Sunday."""
        return stint.day.weekday() >= 5
