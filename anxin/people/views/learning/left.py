"""What is left before a member serves, step by step, with where each is done."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.people.joining_access import courses_for
from anxin.people.learning_queries import lessons_read, passed_courses
from anxin.people.models import Member
from anxin.people.standing import credentials_missing, is_for, newest_pledge_text, unpledged


def steps(member: Member, at: datetime) -> list[dict[str, Any]]:
    """Each: label, words, url (where she can do something), done; what is done first stands first."""
    found = []
    passed = passed_courses(member)
    for course in courses_for(member):
        if not course.required or not is_for(course, member):
            continue
        read, of = len(lessons_read(member, course)), course.lessons.count()
        words = _("%(read)s of %(of)s lessons read, then a short quiz") % {"read": min(read, of), "of": of}
        done = course.pk in passed
        found.append(_step(course.title, _("passed") if done else words, reverse("course", args=[course.pk]), done))
    if newest_pledge_text(member.organisation_id) is not None:
        done = member.pk not in unpledged([member])
        words = _("given") if done else _("Read it and agree to each principle.")
        found.append(_step(_("The pledge"), words, reverse("pledge"), done))
    for finding in credentials_missing(member, at):
        waits = finding.code == "credential_waiting"
        label = _("Credential: %(title)s") % finding.params
        found.append(_step(label, _(finding.next_step), "" if waits else reverse("my_credentials"), done=False))
    return found


def _step(label: str, words: str, url: str, done: bool) -> dict[str, Any]:
    return {"label": label, "words": words, "url": url, "done": done}
