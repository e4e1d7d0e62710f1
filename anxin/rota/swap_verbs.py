"""What can be done with a swap, by name, and by whom: the page and the API use the same table."""

from collections.abc import Callable, Mapping

from anxin.campaigns.access import OVERSEES
from anxin.core.words import _
from anxin.people.models import Member
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


def may(verb: str, swap: Swap, member: Member) -> bool:
    """Whether it is hers to do, whatever the rules then say: the giver's, the asked one's, the taker's, the coordinator's."""
    oversees = member.holds(*OVERSEES)
    return {
        "take": True,
        "decline": swap.to_member_id == member.pk or oversees,
        "withdraw": swap.from_member_id == member.pk,
        "approve": oversees,
        "undo": oversees or member.pk in (swap.from_member_id, swap.taken_by_id),
    }[verb]
