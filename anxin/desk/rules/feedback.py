"""When a resident may say whether an answer helped, and what follows from what she says."""

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.desk.kinds import Feeling, Helped

NOTHING_SAID = Finding("nothing_said", _("Tap one of them first."))
TOO_SOON = Finding(
    "not_answered",
    _("Nobody has answered yet."),
    next_step=_("You can say whether it helped once there is an answer. You can write more at any time."),
)


def may_say(answered: bool, helped: Helped | None, feeling: Feeling | None) -> Finding | None:
    """Of an answer, not of waiting; one of the two is enough."""
    if not answered:
        return TOO_SOON
    return NOTHING_SAID if helped is None and feeling is None else None


def needs_somebody(before: Feeling | None, now: Feeling | None) -> bool:
    """Whether her helper is called: she feels worse, and had not said so before."""
    return now is Feeling.WORSE and before is not Feeling.WORSE
