"""What is done about organisations, members and their tokens."""

from anxin.people.actions.accounts import open_account
from anxin.people.actions.members import add_member, change_roles, deactivate_member
from anxin.people.actions.notices import call_people, notify, see_notice, settle_notices
from anxin.people.actions.organisations import found_organisation
from anxin.people.actions.tokens import make_token, revoke_token

__all__ = [
    "add_member",
    "call_people",
    "change_roles",
    "deactivate_member",
    "found_organisation",
    "make_token",
    "notify",
    "open_account",
    "revoke_token",
    "see_notice",
    "settle_notices",
]
