"""Who may open and close the desk."""

from anxin.core.finding import Finding
from anxin.core.refusal import NOT_YOURS
from anxin.desk.rules.scope import Helper


def may_open(helper: Helper) -> Finding | None:
    """The coordinator and the supervisor."""
    return None if helper.coordinator or helper.supervisor else NOT_YOURS
