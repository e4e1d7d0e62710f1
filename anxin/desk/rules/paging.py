"""Whom a rung of the ladder calls."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from anxin.campaigns.rules.ladder import Rung, Who
from anxin.desk.rules.scope import Helper, Matter, in_scope
from anxin.people.kinds import Profession
from anxin.people.reach.way import Way

ABLE = (Profession.MEDIC, Profession.COUNSELLOR)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes part, as the ladder sees her. Who rests is called only where nobody else would be."""

    id: UUID
    helper: Helper
    resting: bool = False


Calls = Callable[[Person, Matter], bool]

CALLS: Mapping[Who, Calls] = {
    Who.SCOPE: lambda one, matter: one.helper.on_duty and in_scope(one.helper, matter),
    Who.CAN_ACT: lambda one, matter: one.helper.on_duty and one.helper.profession in ABLE,
    Who.SUPERVISOR: lambda one, matter: one.helper.supervisor,
    Who.COORDINATOR: lambda one, matter: one.helper.on_duty and one.helper.coordinator,
    Who.EVERYONE: lambda one, matter: one.helper.on_duty or one.helper.supervisor or one.helper.coordinator,
}


def called(rung: Rung, matter: Matter, people: Iterable[Person]) -> list[Person]:
    """Those whom `rung` calls for `matter`.

    At once only those on duty, and supervisors. A later rung that means coordinators calls those at home where none is
    on duty. Who rests is left alone by all rungs but "everyone", as long as somebody on duty is called.
    """
    everybody = list(people)
    awake = everybody if Who.EVERYONE in rung.who else [one for one in everybody if not one.resting]
    found = _called(rung, matter, awake)
    if not any(one.helper.on_duty for one in found):
        found = _called(rung, matter, everybody)
    if rung.after and Who.COORDINATOR in rung.who and not any(one.helper.coordinator for one in found):
        found += [one for one in everybody if one.helper.coordinator]
    return found


def _called(rung: Rung, matter: Matter, people: Iterable[Person]) -> list[Person]:
    return [one for one in people if any(CALLS[who](one, matter) for who in rung.who)]


def ways_to(one: Person, rung: Rung, *, in_hand: bool) -> frozenset[Way]:
    """By what she is called. Where somebody has it in hand already, only supervisors are called by more than the page."""
    return rung.by if not in_hand or one.helper.supervisor else frozenset({Way.PAGE})
