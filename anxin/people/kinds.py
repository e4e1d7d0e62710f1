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
