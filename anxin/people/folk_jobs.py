"""What follows from credentials and hours, and what the timetable does about them; each may run twice and does its thing
once."""

from datetime import datetime, timedelta

from anxin.core import clock
from anxin.core.actor import MACHINE
from anxin.core.jobs import DEFAULT, RETRY, app
from anxin.core.models import Event
from anxin.people import stray_files
from anxin.people.actions.credentials import day_of, warn_of_expiry
from anxin.people.actions.notices import notify
from anxin.people.actions.pause import begin_pause, end_pause
from anxin.people.kinds import Checked, HoursState, Role, Standing
from anxin.people.models import Credential, HoursEntry, Member, Pause, PeopleSheet
from anxin.people.queries import active_with
from anxin.people.rules.credentials import WARNINGS

SHEETS_KEPT = timedelta(days=1)


@app.task(queue=DEFAULT, retry=RETRY)
def tell_checkers(event: int) -> None:
    """Somebody handed in a credential: the coordinators know that it waits to be looked at."""
    row = Credential.objects.filter(pk=Event.objects.get(pk=event).about_id, state=Checked.WAITING).first()
    if row is None:
        return
    for each in active_with(row.organisation_id, Role.COORDINATOR):
        if each.pk != row.member_id:
            notify(member=each, code="credential_waits", about=row.pk, at=clock.now())


@app.task(queue=DEFAULT, retry=RETRY)
def tell_checked(event: int) -> None:
    """Somebody looked at a credential: its holder knows what came of it."""
    found = Event.objects.get(pk=event)
    member = Member.objects.filter(pk=found.data["member"], active=True).first()
    if member is not None and member.pk != found.actor_id:
        code = "credential_valid" if found.data["valid"] else "credential_refused"
        notify(member=member, code=code, about=found.about_id, at=clock.now())


def mind_credentials(at: datetime) -> int:
    """Every hour: those whose last day comes near are warned, once for each step; how many were."""
    last = day_of(at) + timedelta(days=max(WARNINGS))
    rows = Credential.objects.filter(state=Checked.VALID, expires_on__lte=last, member__active=True)
    # Zero is the last step: who was warned on the last day is not asked about again.
    due = rows.exclude(warned_days=min(WARNINGS)).select_related("member__account").order_by("expires_on", "id")
    return sum(warn_of_expiry(credential=row, at=at) is not None for row in due)


@app.task(queue=DEFAULT, retry=RETRY)
def tell_hours_wait(event: int) -> None:
    """Hours were entered afterwards: the other coordinators know that they wait."""
    row = HoursEntry.objects.filter(pk=Event.objects.get(pk=event).about_id, state=HoursState.WAITING).first()
    if row is None:
        return
    for each in active_with(row.organisation_id, Role.COORDINATOR):
        if each.pk not in (row.member_id, row.entered_by_id):
            notify(member=each, code="hours_wait", about=row.pk, at=clock.now())


@app.task(queue=DEFAULT, retry=RETRY)
def tell_hours_decided(event: int) -> None:
    """Somebody decided about hours: whose they are knows."""
    found = Event.objects.get(pk=event)
    member = Member.objects.filter(pk=found.data["member"], active=True).first()
    if member is not None:
        notify(member=member, code="hours_decided", about=found.about_id, at=clock.now())


def mind_people(at: datetime) -> None:
    """Every hour: credentials that expire, pauses that begin or are over, sheets that are older than a day."""
    mind_credentials(at)
    mind_pauses(at)
    PeopleSheet.objects.filter(made_at__lt=at - SHEETS_KEPT).delete()


def mind_pauses(at: datetime) -> None:
    """A pause that was entered before begins on its first day, and is over after its last."""
    day = day_of(at)
    over = Pause.objects.filter(ended_at=None, ends_on__lt=day).select_related("member")
    for pause in over.order_by("id"):
        end_pause(pause=pause, by=MACHINE, at=at)
    due = Pause.objects.filter(ended_at=None, begins_on__lte=day, member__standing=Standing.SERVING)
    for pause in due.select_related("member").order_by("id"):
        begin_pause(pause=pause, at=at)


def sweep_photos(at: datetime) -> int:
    """Every night: photos of credentials and pictures of courses that no row names are removed; how many."""
    return stray_files.sweep(at)
