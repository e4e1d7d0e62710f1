"""Organisations and their people; a file for each thing one talks about."""

from anxin.people.models.folk import (
    Certificate,
    Credential,
    CredentialKind,
    EmergencyContact,
    HoursEntry,
    Invitation,
    Pause,
    PeopleExport,
    PeopleSheet,
)
from anxin.people.models.joining import Application, Drive, Pledge, PledgeText, ScreeningNote
from anxin.people.models.learning import Attempt, Course, Lesson, LessonRead, Picture, QuizQuestion
from anxin.people.models.place import Account, AccountManager, Member, Organisation, Token
from anxin.people.models.reach import Delivery, Notice, PushAddress, Reach

__all__ = [
    "Account", "AccountManager", "Application", "Attempt", "Certificate", "Course", "Credential", "CredentialKind",
    "Delivery", "Drive", "EmergencyContact", "HoursEntry", "Invitation", "Lesson", "LessonRead", "Member", "Notice",
    "Organisation", "Pause", "PeopleExport", "PeopleSheet", "Picture", "Pledge", "PledgeText", "PushAddress",
    "QuizQuestion", "Reach", "ScreeningNote", "Token",
]  # fmt: skip
