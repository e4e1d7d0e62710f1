"""By which ways a notice goes to a member."""

from collections.abc import Collection
from dataclasses import dataclass

from anxin.people.reach.way import Way

ALL_WAYS = frozenset(Way)


@dataclass(frozen=True, slots=True)
class Reachable:
    """What she has (browsers that take messages, an address for mail), what she chose, and whether it is her hour."""

    has_push: bool
    has_email: bool
    push: bool = True
    email: bool = False
    only_urgent: bool = False
    there: bool = False  # on duty, or on call


def ways(her: Reachable, *, urgent: bool, danger: bool, allowed: Collection[Way] = ALL_WAYS) -> tuple[Way, ...]:
    """Ways of `allowed` for one notice, the page first.

    Danger uses all that she has, at any hour. All else is quiet outside her hours, and as quiet as she chose within them.
    """
    has = {Way.PAGE: True, Way.PUSH: her.has_push, Way.EMAIL: her.has_email}
    wants = {Way.PAGE: True, Way.PUSH: her.push, Way.EMAIL: her.email}
    calm = not her.there or (her.only_urgent and not urgent)
    return tuple(
        way for way in Way if way in allowed and has[way] and (danger or way == Way.PAGE or (wants[way] and not calm))
    )
