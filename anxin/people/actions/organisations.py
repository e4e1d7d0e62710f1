"""Organisations."""

from datetime import datetime

from anxin.core.action import action
from anxin.core.actor import Actor
from anxin.core.event import record
from anxin.core.text import clean
from anxin.people.models import Organisation


@action
def found_organisation(*, name: str, short_name: str, by: Actor, at: datetime) -> Organisation:
    """A new organisation, without anyone in it yet. Refused: empty, too_long, not_text."""
    organisation = Organisation.objects.create(name=clean(name, 120), short_name=clean(short_name, 40), made_at=at)
    record("organisation.founded", about=organisation, by=by, at=at)
    return organisation
