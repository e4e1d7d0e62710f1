"""The rota of the mutual-aid group in Zhuzhou as a problem: 43 people, 15 days, 8:00-22:00, four professions every hour.

Who can work when is drawn at random (six shifts of ten), so there are gaps that nobody can fill, and prices decide.
"""

import random
from collections.abc import Iterator
from dataclasses import replace

from anxin.rota.solver.problem import Cover, Person, Problem, Request, Roster, Share, Shift, Spell

PEOPLE = {"medic": 11, "counsellor": 16, "volunteer": 8, "social_worker": 8}
DAYS, FIRST_WEEKDAY, OPENS, CLOSES, REST = 15, 6, 8, 22, 11  # from Sunday 1 March 2020; hours
HOURS = (("early", 8, 12), ("noon", 11, 15), ("afternoon", 14, 18), ("evening", 18, 22), ("long", 9, 17))
MISSING, RATHER_NOT, WANTS = 100, 6, 3  # prices of an hour without a profession, and of two kinds of wish
AVAILABLE = 0.6


def zhuzhou(seed: int = 1) -> Problem:
    """The problem drawn by `seed`."""
    chance = random.Random(seed)
    shifts = tuple(
        Shift(
            name,
            (ends - begins) * 60,
            not_before=frozenset(other for other, start, _ends in HOURS if 24 - ends + start < REST),
            begins=begins * 60,
            ends=ends * 60,
        )
        for name, begins, ends in HOURS
    )
    people = tuple(
        _person(f"{profession}-{number}", profession, chance)
        for profession, count in PEOPLE.items()
        for number in range(1, count + 1)
    )
    return Problem(
        days=DAYS,
        shifts=shifts,
        people=people,
        requests=tuple(_wishes(people, chance)),
        cover=tuple(_cover()),
        first_weekday=FIRST_WEEKDAY,
    )


def ill(problem: Problem, person: str, first: int, last: int) -> Problem:
    """The same where she cannot come from `first` to `last`."""
    days = frozenset(range(first, last + 1))
    people = tuple(
        replace(each, days_off=each.days_off | days) if each.id == person else each for each in problem.people
    )
    return replace(problem, people=people)


def busiest(roster: Roster) -> str:
    """Who works most: her illness hurts most."""
    return max(sorted(roster), key=lambda person: len(roster[person]))


def _person(name: str, profession: str, chance: random.Random) -> Person:
    cells = [(day, shift) for day in range(DAYS) for shift, _begins, _ends in HOURS]
    weekends = frozenset((day, shift) for day, shift in cells if (FIRST_WEEKDAY + day) % 7 >= 5)
    evenings = frozenset((day, shift) for day, shift in cells if shift == "evening")
    return Person(
        id=name,
        most=dict.fromkeys((shift for shift, _begins, _ends in HOURS), DAYS),
        most_minutes=60 * 60,
        most_run=5,
        most_weekends=2,
        cannot=frozenset(cell for cell in cells if chance.random() > AVAILABLE),
        spells=(Spell(0, 6, 28 * 60), Spell(7, 13, 28 * 60)),
        shares=(
            Share("shifts", frozenset(cells), _squares(0, DAYS)),
            Share("evenings", evenings, _squares(1, DAYS)),
            Share("weekends", weekends, _squares(1, DAYS)),
        ),
        groups=frozenset({profession}),
    )


def _squares(free: int, most: int) -> tuple[int, ...]:
    """Each beyond `free` costs one more than the one before: whoever has least is asked first."""
    return tuple(max(0, count - free) * (max(0, count - free) + 1) // 2 for count in range(most + 1))


def _wishes(people: tuple[Person, ...], chance: random.Random) -> Iterator[Request]:
    for person in people:
        for day in range(DAYS):
            for shift, _begins, _ends in HOURS:
                if (day, shift) not in person.cannot and chance.random() < 0.15:
                    on = chance.random() < 0.3
                    yield Request(person.id, day, shift, WANTS if on else RATHER_NOT, on)


def _cover() -> Iterator[Cover]:
    for day in range(DAYS):
        for hour in range(OPENS, CLOSES):
            shifts = tuple(name for name, begins, ends in HOURS if begins <= hour < ends)
            for profession in PEOPLE:
                need = 2 if profession == "counsellor" and hour >= 18 else 1
                yield Cover(day, shifts, need, MISSING, group=profession, label=f"{hour:02}:00-{hour + 1:02}:00")
