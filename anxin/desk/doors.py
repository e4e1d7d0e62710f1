"""Doors that belong to the desk."""

from django.http import HttpRequest

from anxin.clients.access import resident_of
from anxin.core.door import Door
from anxin.core.finding import Finding
from anxin.people.doors import STAFF


def _asker_or_staff(request: HttpRequest) -> Finding | None:
    return None if resident_of(request) else STAFF.lets_in(request)


ASKER_OR_STAFF = Door("asker_or_staff", _asker_or_staff)
