"""What can be done with a swap, by name: the page and the API use the same table."""

from collections.abc import Callable, Mapping

from anxin.core.words import _
from anxin.rota.actions.swap import approve_swap, decline_swap, take_swap, undo_swap, withdraw_swap
from anxin.rota.models import Swap

VERBS: Mapping[str, Callable[..., Swap]] = {
    "take": take_swap,
    "decline": decline_swap,
    "withdraw": withdraw_swap,
    "approve": approve_swap,
    "undo": undo_swap,
}
DONE = {
    "take": _("The shift is yours."),
    "decline": _("Declined. The shift stays where it was."),
    "withdraw": _("Taken back: you keep your shift."),
    "approve": _("The shift has changed hands."),
    "undo": _("Undone: the shifts are as before."),
}
