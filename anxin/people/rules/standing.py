"""Who can be on duty, and what lies before somebody who is new."""

from collections.abc import Sequence

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.people.kinds import Standing

NO_ACCOUNT = Finding(
    "account_missing",
    _("She has not chosen her user name yet."),
    next_step=_("Remind her of the link that she got when she applied."),
)
TRAINING = Finding("training_missing", _("Training: %(title)s"), next_step=_("Read the lessons and take the quiz."))
PLEDGE = Finding("pledge_missing", _("The pledge"), next_step=_("Read it and agree to each principle."))
CREDENTIAL = Finding("credential_missing", _("Credential: %(title)s"), next_step=_("Hand it in with a photo."))
CREDENTIAL_WAITS = Finding(
    "credential_waiting", _("Credential: %(title)s"), next_step=_("Handed in. A person looks at it within three days.")
)
NOT_LEARNING = Finding("not_learning", _("%(name)s is not among those who are learning."))
WHY_MISSING = Finding("empty", _("Say why, in a few words."))
NOT_SERVING = {
    Standing.LEARNING: Finding(
        "not_serving",
        _("%(name)s is still in training and cannot be on duty yet."),
        next_step=_("What is left stands on her start page; a coordinator can let her begin with a reason."),
    ),
    Standing.PAUSED: Finding(
        "not_serving", _("%(name)s takes a pause."), next_step=_("She comes back by one tap on her own page.")
    ),
    Standing.LEFT: Finding("not_serving", _("%(name)s has left the organisation.")),
}


def may_serve(standing: str, name: str) -> Finding | None:
    """Only who serves can be on duty."""
    found = NOT_SERVING.get(Standing(standing))
    return found and Finding(found.code, found.sentence, {"name": name}, found.next_step)


def may_begin(standing: str, name: str, missing: Sequence[Finding], reason: str | None) -> Finding | None:
    """She begins when nothing is missing, or when a coordinator says why all the same (`reason`)."""
    if Standing(standing) != Standing.LEARNING:
        return Finding(NOT_LEARNING.code, NOT_LEARNING.sentence, {"name": name})
    if reason is None:
        return missing[0] if missing else None
    return None if reason.strip() else WHY_MISSING
