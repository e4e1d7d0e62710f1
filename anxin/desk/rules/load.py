"""How much one person may have in hand at a time, so that each gets an answer and she keeps her head.

Only what waits for her answer counts, and never what is dangerous: nobody in danger is turned away by a number.
"""

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.triage import Risk

TOO_MANY = Finding(
    "too_many",
    _("%(count)s people already wait for your answer."),
    next_step=_("Answer one of them first, or hand one over; then take the next."),
)


def is_full(answering: int, most: int) -> bool:
    """Whether somebody with `answering` ordinary matters that wait for her answer takes no more; `most` 0 is no limit."""
    return 0 < most <= answering


def may_take_more(answering: int, most: int, risk: Risk) -> Finding | None:
    """Whether she may take on one more of this risk."""
    if risk >= Risk.HIGH or not is_full(answering, most):
        return None
    return Finding(TOO_MANY.code, TOO_MANY.sentence, {"count": answering}, TOO_MANY.next_step)
