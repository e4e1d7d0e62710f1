"""Who may be in a question beside its owner."""

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.desk.kinds import State
from anxin.desk.rules.scope import CLOSED, NOT_ON_DUTY, NOT_OWNER, UNCLAIMED, Helper, Matter
from anxin.triage import Risk

ITS_OWNER = Finding("to_herself", _("You already look after it."))
NOT_ASKED_IN = Finding(
    "not_asked_in",
    _("Nobody has asked you in."),
    next_step=_("Ask its owner to ask you in. In danger a supervisor may join by herself."),
)
NOT_IN_IT = Finding("not_in_it", _("You are not in this question."), next_step=_("Load the page again."))


def may_ask_in(helper: Helper, matter: Matter) -> Finding | None:
    """Its owner asks somebody in; so do coordinator and supervisor."""
    if matter.state is State.CLOSED:
        return CLOSED
    if not matter.owned:
        return UNCLAIMED
    return None if matter.mine or helper.coordinator or helper.supervisor else NOT_OWNER


def may_join(helper: Helper, matter: Matter, asked: bool) -> Finding | None:
    """Who was asked in joins while she is on duty; a supervisor by herself where it is dangerous, also from home."""
    if matter.state is State.CLOSED:
        return CLOSED
    if matter.mine:
        return ITS_OWNER
    if not matter.owned:
        return UNCLAIMED
    if helper.supervisor and (asked or matter.risk >= Risk.HIGH):
        return None
    if not asked:
        return NOT_ASKED_IN
    return None if helper.on_duty else NOT_ON_DUTY
