"""Handing a question over: to whom it may be held out, and who may say yes, no, or take it back."""

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.desk.kinds import State, TransferWhy
from anxin.desk.rules.scope import CLOSED, NOT_ON_DUTY, NOT_OWNER, Helper, Matter
from anxin.triage import Risk

NOBODY_THERE = Finding(
    "not_on_duty", _("%(name)s is not on duty."), next_step=_("Choose someone who is, or a profession.")
)
TO_HERSELF = Finding("to_herself", _("You already look after it."))
TO_ITS_OWNER = Finding("owns_it", _("%(name)s already looks after it."), next_step=_("Choose somebody else."))
RESTS = Finding(
    "resting", _("%(name)s is taking a break."), next_step=_("Choose someone else, or wait until she is back.")
)
NOT_HELD_OUT = Finding(
    "not_held_out",
    _("This question is no longer held out to you."),
    next_step=_("Nothing is left for you to do; somebody has it, or it waits in the queue."),
)
NOTHING_TO_TAKE_BACK = Finding(
    "nothing_to_take_back", _("It is not being handed over any more."), next_step=_("Load the page again.")
)
RESTS_ON = (TransferWhy.SHIFT_ENDS, TransferWhy.BREAK)


def may_hold_out(
    name: str, *, owns_it: bool, herself: bool, on_duty: bool, resting: bool, risk: Risk
) -> Finding | None:
    """Whether a question of this risk can be held out to a person; who takes a break is asked in danger only."""
    if owns_it:
        return TO_HERSELF if herself else _about(TO_ITS_OWNER, name)
    if not on_duty:
        return _about(NOBODY_THERE, name)
    return _about(RESTS, name) if resting and risk < Risk.HIGH else None


def _about(finding: Finding, name: str) -> Finding:
    return Finding(finding.code, finding.sentence, {"name": name}, finding.next_step)


def may_accept(helper: Helper, matter: Matter) -> Finding | None:
    """The one it is held out to by name says yes while she is on duty."""
    if matter.state is State.CLOSED:
        return CLOSED
    if not matter.wanted_me:
        return NOT_HELD_OUT
    return None if helper.on_duty else NOT_ON_DUTY


def may_take_back(helper: Helper, matter: Matter, asked_for_it: bool) -> Finding | None:
    """Who held it out, its owner, the coordinator and the supervisor change their mind."""
    if asked_for_it or matter.mine or helper.coordinator or helper.supervisor:
        return None
    return NOT_OWNER


def starts_anew(why: TransferWhy, state: State) -> bool:
    """Whether its new owner owes the resident a word at once: unless hers only went home, or rests, and nothing waited."""
    return not (why in RESTS_ON and state in (State.AWAITING_RESIDENT, State.FOLLOW_UP))
