"""A quiz: what a question may look like, and how answers are judged."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from anxin.core.finding import Finding
from anxin.core.words import _

MOST_CHOICES = 8
NO_RIGHT = Finding(
    "no_right_choice", _("No choice is marked as right."), next_step=_("Mark the right one, or several.")
)
TOO_FEW = Finding("too_few_choices", _("A question needs two choices at least."), next_step=_("Write another one."))
NO_WHY = Finding(
    "no_why",
    _("A wrong choice needs its why: it is told to who chose it."),
    next_step=_("Write one sentence beside each wrong choice."),
)
UNANSWERED = Finding(
    "unanswered",
    _("Some questions have no answer yet."),
    next_step=_("They are marked below; what you chose is kept."),
)
BARE = Finding(
    "course_bare",
    _("A course needs a lesson and a quiz question before it is published."),
    next_step=_("Write the missing one first."),
)
FULL_ENOUGH = 100


@dataclass(frozen=True, slots=True)
class Judged:
    """How many answers were right, of how many, and whether that passes."""

    right: int
    of: int
    passed: bool


def may_ask(choices: Sequence[Mapping[str, Any]]) -> Finding | None:
    """Whether a question with these choices can be asked."""
    if len(choices) < 2:
        return TOO_FEW
    if not any(each["right"] for each in choices):
        return NO_RIGHT
    return NO_WHY if any(not each["right"] and not each["why"].strip() for each in choices) else None


def is_right(choices: Sequence[Mapping[str, Any]], chosen: Collection[int]) -> bool:
    """All right ones were chosen, and no wrong one."""
    return set(chosen) == {place for place, each in enumerate(choices) if each["right"]}


def judge(rights: Sequence[bool], pass_mark: int) -> Judged:
    """`rights` is one a question; `pass_mark` is in percent. A quiz without questions is passed by reading."""
    right, of = sum(rights), len(rights)
    return Judged(right, of, right * FULL_ENOUGH >= pass_mark * of)


def shuffled(count: int, seed: str) -> list[int]:
    """Places 0 … count-1 in an order that is the same for the same seed (a member, a question, a try)."""
    order = list(range(count))
    random.Random(seed).shuffle(order)  # noqa: S311 - hides nothing
    return order
