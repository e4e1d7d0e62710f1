"""What a member may not do to her own place in an organisation."""

from anxin.core.finding import Finding
from anxin.core.words import _

OWN_ROLES = Finding(
    "own_roles",
    _("Nobody gives roles to herself."),
    next_step=_("Ask another coordinator or administrator to do it."),
)
OWN_PLACE = Finding(
    "own_place",
    _("Nobody closes her own place."),
    next_step=_("Ask another coordinator or administrator to do it."),
)
NAME_TAKEN = Finding(
    "name_taken",
    _("This user name is already in use."),
    next_step=_("Choose another, for example with your family name in it."),
)
BAD_USER_NAME = Finding(
    "bad_user_name",
    _("A user name has 2 to 60 letters, digits, dots, hyphens or underscores."),
)
ALREADY_MEMBER = Finding("already_member", _("This account already has a place in this organisation."))
NOT_ACTIVE = Finding("not_active", _("This place is closed already."))


def may_change_roles(*, own: bool) -> Finding | None:
    """Roles are given by another person."""
    return OWN_ROLES if own else None


def may_deactivate(*, own: bool, active: bool) -> Finding | None:
    """A place is closed by another person, and once."""
    if own:
        return OWN_PLACE
    return None if active else NOT_ACTIVE
