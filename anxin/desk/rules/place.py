"""Where somebody stands who waits, told honestly: how many are before her, and how many people work for them."""

from dataclasses import dataclass

from anxin.desk.rules.scope import ANSWERS, Matter
from anxin.people.kinds import Profession
from anxin.triage import Risk, Topic

MOST_BEFORE = 100  # nobody is told a longer line than this; counting further would cost and say nothing


@dataclass(frozen=True, slots=True)
class Place:
    """`before` wait longer or in greater need, for the same people; `people` of these professions are there now."""

    before: int
    people: tuple[tuple[Profession, int], ...]


def has_place(matter: Matter) -> bool:
    """Nobody in danger is told a place in a line: people are coming to her."""
    return matter.risk < Risk.HIGH


def answered_by(matter: Matter) -> tuple[Profession, ...]:
    """The professions that answer it."""
    return (matter.wanted,) if matter.wanted is not None else ANSWERS[matter.topic, matter.risk]


def rivals(matter: Matter) -> list[tuple[Topic, Risk]]:
    """The topics and levels that any of its professions answers, too; a danger calls on all of them."""
    hers = set(answered_by(matter))
    return [key for key, professions in ANSWERS.items() if hers & set(professions)]
