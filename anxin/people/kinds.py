"""Professions and roles: what a member is trained for, and what she is trusted with."""

from enum import StrEnum

from anxin.core.words import _


class Profession(StrEnum):
    """What a member is trained for (专业); routing goes by it."""

    MEDIC = "medic"
    COUNSELLOR = "counsellor"
    SOCIAL_WORKER = "social_worker"
    VOLUNTEER = "volunteer"
    NEWS = "news"


class Role(StrEnum):
    """What a member is trusted with beside serving on duty. She may hold several, or none."""

    HELPER = "helper"
    COORDINATOR = "coordinator"
    SUPERVISOR = "supervisor"
    EDITOR = "editor"
    APPROVING_EDITOR = "approving_editor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Standing(StrEnum):
    """Where a member stands between the day she is taken on and the day she leaves. Only who serves can be on duty."""

    LEARNING = "learning"  # taken on: lessons, quiz, credentials and pledge lie before her
    SERVING = "serving"
    PAUSED = "paused"  # for a while, without giving a reason
    LEFT = "left"


class Applying(StrEnum):
    """Where an application stands (报名)."""

    SENT = "sent"
    SCREENING = "screening"  # somebody has it in hand
    TAKEN_ON = "taken_on"  # she has a place, and learns
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Checked(StrEnum):
    """Where a credential stands; expiry is a date beside it."""

    WAITING = "waiting"
    VALID = "valid"
    REFUSED = "refused"
    REPLACED = "replaced"  # by its renewal


class HoursFrom(StrEnum):
    """Where hours of service come from."""

    CHECK_IN = "check_in"
    BACK_FILLED = "back_filled"  # entered afterwards; they count when another person has approved them


class HoursState(StrEnum):
    """Whether hours count."""

    WAITING = "waiting"
    COUNTED = "counted"
    REFUSED = "refused"


PROFESSION_NAMES = {
    Profession.MEDIC: _("medic"),
    Profession.COUNSELLOR: _("counsellor"),
    Profession.SOCIAL_WORKER: _("social worker"),
    Profession.VOLUNTEER: _("volunteer"),
    Profession.NEWS: _("news"),
}

ROLE_NAMES = {
    Role.HELPER: _("helper"),
    Role.COORDINATOR: _("coordinator"),
    Role.SUPERVISOR: _("supervisor"),
    Role.EDITOR: _("editor"),
    Role.APPROVING_EDITOR: _("approving editor"),
    Role.AUDITOR: _("auditor"),
    Role.ADMINISTRATOR: _("administrator"),
}

# Who can open what others may not: a second factor is required of them outside the demo town.
NEEDS_SECOND_FACTOR = frozenset({Role.COORDINATOR, Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR})
