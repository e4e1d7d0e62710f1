"""What follows when somebody comes on duty; may run twice and does its thing once."""

from anxin.core.jobs import PAGES, RETRY, app
from anxin.core.models import Event
from anxin.rota.minding import has_come
from anxin.rota.models import Attendance


@app.task(name="rota.settle_lateness", queue=PAGES, retry=RETRY)
def settle_lateness(event: int) -> None:
    """Nobody needs to know any more that she had not come."""
    row = Event.objects.get(pk=event)
    attendance = Attendance.objects.select_related("member").filter(pk=row.about_id).first()
    if attendance is not None:
        has_come(attendance.member, attendance.campaign_id, row.at)
