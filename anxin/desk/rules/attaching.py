"""How many photos and voice notes a question holds."""

from anxin.core.finding import Finding
from anxin.core.words import _

MUCH = _("This talk holds %(most)s photos and voice notes; it has %(has)s already.")
MUCH_LATELY = _("In one hour a talk takes %(most)s photos and voice notes; it had %(has)s.")


def may_attach(more: int, has: int, lately: int, most: int, most_lately: int) -> Finding | None:
    """Whether `more` go on top of the `has` that are there, `lately` of them within the last hour."""
    if not more:
        return None
    if has + more > most:
        step = _("Write what the others show; your helper tells you how to send more if it is needed.")
        return Finding("attached_much", MUCH, {"most": most, "has": has}, step)
    if lately + more > most_lately:
        step = _("Send the most important first, the others later; you can always write.")
        return Finding("attached_much", MUCH_LATELY, {"most": most_lately, "has": lately}, step)
    return None
