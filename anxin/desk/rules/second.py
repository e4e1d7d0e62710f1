"""Who may be the second person."""

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.desk.kinds import State
from anxin.desk.rules.scope import CLOSED, Helper, Matter
from anxin.people.kinds import Profession

OWN = Finding(
    "own_request",
    _("This is your own request; it takes another person."),
    next_step=_("Ask a colleague or the supervisor."),
)
NOT_A_SECOND = Finding(
    "not_a_second",
    _("The second yes is for a supervisor, a coordinator, or a counsellor or medic on duty."),
    next_step=_("Ask one of them."),
)


def may_second(helper: Helper, matter: Matter, own: bool) -> Finding | None:
    """Another person than the one who asked: supervisor, coordinator, or a counsellor or medic on duty."""
    if matter.state is State.CLOSED:
        return CLOSED
    if own:
        return OWN
    trained = helper.on_duty and helper.profession in (Profession.COUNSELLOR, Profession.MEDIC)
    return None if helper.supervisor or helper.coordinator or trained else NOT_A_SECOND
