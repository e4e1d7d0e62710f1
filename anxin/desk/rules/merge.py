"""Which questions of one resident may become one."""

from dataclasses import dataclass

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.desk.kinds import State
from anxin.desk.rules.scope import CLOSED, NOT_ON_DUTY, Helper, Matter, in_scope

ITSELF = Finding("into_itself", _("These two are one question already."), next_step=_("Load the page again."))
NOT_HERS = Finding(
    "another_resident",
    _("Only questions of the same person can be merged."),
    next_step=_("Answer them one by one."),
)
ELSEWHERE = Finding(
    "another_campaign",
    _("Only questions asked in the same service can be merged."),
    next_step=_("Answer them one by one."),
)
IN_THE_ROOM = Finding(
    "asked_in_the_room",
    _("That one was asked in the room; private words may not go there."),
    next_step=_("Open the private one, and merge the other into it."),
)
NOT_YOURS_BOTH = Finding(
    "not_yours",
    _("%(name)s looks after the other one."),
    next_step=_("Hand yours over first, or ask a coordinator."),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A question that would go into another."""

    same: bool
    same_resident: bool
    same_campaign: bool
    private_into_room: bool


def fit(pair: Pair) -> Finding | None:
    """Whether the two can be one at all, whoever does it."""
    if not pair.same_resident:
        return NOT_HERS
    if not pair.same_campaign:
        return ELSEWHERE
    if pair.same:
        return ITSELF
    return IN_THE_ROOM if pair.private_into_room else None


def may_merge(helper: Helper, matter: Matter, into: Matter) -> Finding | None:
    """Each of the two has to be hers, or nobody's and within her scope; coordinator and supervisor may merge any."""
    if State.CLOSED in (matter.state, into.state):
        return CLOSED
    if helper.coordinator or helper.supervisor:
        return None
    if not helper.on_duty:
        return NOT_ON_DUTY
    reachable = all(each.mine or (not each.owned and in_scope(helper, each)) for each in (matter, into))
    return None if reachable else NOT_YOURS_BOTH
