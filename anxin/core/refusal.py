"""A refusal becomes, in one place, a sentence in the page, a problem document in the API, an exit code on the command line."""

from anxin.core.finding import Finding
from anxin.core.words import _


class Refused(Exception):
    """What was asked for is not done, and why. `status` is the HTTP status that says so."""

    def __init__(self, finding: Finding, status: int = 409, retry_after: int | None = None) -> None:
        super().__init__(finding.code)
        self.finding = finding
        self.status = status
        self.retry_after = retry_after


def refuse_if(finding: Finding | None, status: int = 409) -> None:
    """Stop here where a rule found something."""
    if finding is not None:
        raise Refused(finding, status)


NOT_HERE = Finding(
    "not_found",
    _("There is nothing here that you can open."),
    next_step=_("Check the address, or go back to where you came from."),
)
SIGN_IN = Finding("not_signed_in", _("Please sign in first."), next_step=_("Your work is kept; sign in and try again."))
NOT_YOURS = Finding(
    "not_allowed",
    _("Your role does not open this door."),
    next_step=_("Ask your coordinator if you need it."),
)
TOO_FAST = Finding(
    "too_fast",
    _("That was a lot at once. Please wait %(seconds)s seconds; what you wrote is kept."),
    next_step=_("If someone is in danger, call 110 or 120 now."),
)
BAD_REQUEST = Finding(
    "bad_request",
    _("We could not read what was sent."),
    next_step=_("Load the page again and retry; what you wrote is kept."),
)
BUSY = Finding(
    "unavailable",
    _("The service is catching its breath."),
    next_step=_("Please try again in a few seconds; what you wrote is kept."),
)
FAULT = Finding(
    "fault",
    _("Something went wrong on our side; it has been noted."),
    next_step=_("Please try again; what you wrote is kept."),
)
