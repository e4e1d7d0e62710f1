"""What follows from recruiting and training, and what happens to it every night."""

from datetime import datetime
from uuid import UUID

from anxin.core import clock
from anxin.core.jobs import DEFAULT, RETRY, app
from anxin.core.models import Event
from anxin.people.actions.applying import forget_applications
from anxin.people.actions.learning import begin_if_ready
from anxin.people.actions.notices import notify, settle_notices
from anxin.people.kinds import Role, Standing
from anxin.people.models import Application, Credential, Member
from anxin.people.rules.joining import OPEN
from anxin.people.standing import unpledged


@app.task(name="people.tell_application", queue=DEFAULT, retry=RETRY)
def tell_application(event: int) -> None:
    """Somebody applied: the coordinators know."""
    row = Application.objects.filter(pk=_about(event)).first()
    if row is None or row.state not in OPEN or row.screener_id is not None:
        return
    for member in _coordinators(row.organisation_id):
        notify(member, "application_sent", row.pk, at=clock.now())


@app.task(name="people.begin_if_checked", queue=DEFAULT, retry=RETRY)
def begin_if_checked(event: int) -> None:
    """A credential was checked: who is in training serves now, if it was the last thing missing."""
    credential = Credential.objects.select_related("member").filter(pk=_about(event)).first()
    if credential is not None and credential.member is not None:
        begin_if_ready(member=credential.member, at=clock.now())


@app.task(name="people.begin_if_opened", queue=DEFAULT, retry=RETRY)
def begin_if_opened(event: int) -> None:
    """An account was opened: where the organisation asks for nothing more, she serves at once."""
    account = Event.objects.get(pk=event).data.get("account")
    for member in Member.objects.filter(account=account, standing=Standing.LEARNING, active=True):
        begin_if_ready(member=member, at=clock.now())


@app.task(name="people.tell_serves", queue=DEFAULT, retry=RETRY)
def tell_serves(event: int) -> None:
    """She can be on duty: she is told."""
    member = Member.objects.filter(pk=_about(event), active=True, standing=Standing.SERVING).first()
    if member is not None:
        notify(member, "may_serve", member.pk, at=clock.now())


@app.task(name="people.ask_pledges", queue=DEFAULT, retry=RETRY)
def ask_pledges(event: int) -> None:
    """The pledge has other words: whoever serves is asked; nobody is taken off duty."""
    row = Event.objects.get(pk=event)
    serving = Member.objects.filter(organisation=row.organisation_id, active=True, standing=Standing.SERVING)
    lacking = unpledged(serving)
    for member in serving.select_related("account"):
        if member.account.is_active and member.pk in lacking:
            settle_notices(member.pk, code="pledge_asked", member=member, at=clock.now())
            notify(member, "pledge_asked", member.pk, at=clock.now())


@app.task(name="people.settle_pledge", queue=DEFAULT, retry=RETRY)
def settle_pledge(event: int) -> None:
    """She has given it: the notice goes."""
    member = Event.objects.get(pk=event).actor_id
    if member is not None:
        settle_notices(member, code="pledge_asked", at=clock.now())


def forget_old_applications(at: datetime) -> int:
    """Words of applications that were refused or withdrawn are kept for 90 days."""
    return forget_applications(at)


def _coordinators(organisation_id: UUID) -> list[Member]:
    rows = Member.objects.filter(organisation=organisation_id, active=True, roles__contains=[Role.COORDINATOR.value])
    return list(rows.select_related("account").order_by("pk"))


def _about(event: int) -> UUID:
    return Event.objects.get(pk=event).about_id
