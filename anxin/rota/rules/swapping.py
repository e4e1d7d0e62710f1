"""Who may give a shift away, take one over, and take that back. What the shift itself allows is judged by RULES."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anxin.core.finding import Finding
from anxin.core.refusal import NOT_YOURS
from anxin.core.words import _
from anxin.people.kinds import Profession
from anxin.rota.kinds import SwapState

BEGUN = Finding(
    "shift_begun",
    _("That shift has begun already."),
    next_step=_("If you cannot go on, tell your coordinator or take a break."),
)
NOT_HERS = Finding("not_her_shift", _("That shift is no longer hers."), next_step=_("Look at the rota again."))
OVER = Finding("swap_over", _("This offer is over."), next_step=_("Look at the list again."))
OTHER_PROFESSION = Finding(
    "other_profession", _("That shift needs another profession than yours."), next_step=_("Ask the coordinator.")
)
OWN = Finding("own_shift", _("It is your own shift."))
NOT_ASKED = Finding("not_asked", _("She asked another colleague."))
SAME_TIME = Finding("same_time", _("Both shifts begin at the same time: there is nothing to swap."))
MOVED_ON = Finding("moved_on", _("The shift has changed hands again since."), next_step=_("Undo the later swap first."))
OWN_YES = Finding(
    "own_yes", _("Nobody says yes to her own swap."), next_step=_("Another coordinator or the supervisor can.")
)


@dataclass(frozen=True, slots=True)
class Swapping:
    """A swap before somebody who wants to do something with it."""

    state: SwapState
    begins: datetime  # the earlier of its shifts
    still: bool  # its shifts are still with those from whom they would go
    giver: UUID
    asked: UUID | None
    giver_profession: Profession


def may_offer(*, begins: datetime, hers: bool, at: datetime) -> Finding | None:
    """A shift is given away by who has it, before it begins."""
    if not hers:
        return NOT_HERS
    return BEGUN if begins <= at else None


def may_take(it: Swapping, taker: UUID, profession: Profession, at: datetime) -> Finding | None:
    """By the one who was asked, or by anyone of the same profession where all are; before it begins."""
    if it.state is not SwapState.OPEN or not it.still:
        return OVER
    if taker == it.giver:
        return OWN
    if it.asked not in (None, taker):
        return NOT_ASKED
    if profession is not it.giver_profession:
        return OTHER_PROFESSION
    return BEGUN if it.begins <= at else None


def may_say_yes(it: Swapping, taker: UUID | None, who: UUID, at: datetime) -> Finding | None:
    """A coordinator says yes to others' swaps, while the shift lies ahead."""
    if it.state is not SwapState.ACCEPTED or not it.still:
        return OVER
    if who in (it.giver, taker):
        return OWN_YES
    return BEGUN if it.begins <= at else None


def may_undo(it: Swapping, at: datetime) -> Finding | None:
    """Until the shift begins, while it is with the one who took it."""
    if it.state is not SwapState.DONE:
        return OVER
    if not it.still:
        return MOVED_ON
    return BEGUN if it.begins <= at else None


def may_end(her: UUID, *whose: UUID | None, oversees: bool = False) -> Finding | None:
    """Saying no, taking back and undoing is for those whose swap it is, and for who oversees where it says so."""
    return None if oversees or her in whose else NOT_YOURS
