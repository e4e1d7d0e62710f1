"""What happens by the hour: cron lines (a sixth field counts seconds) → jobs."""

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from anxin import demo
from anxin.conversations import attachments
from anxin.core import clock, once
from anxin.core.jobs import DEFAULT, PAGES, app
from anxin.desk import jobs as desk
from anxin.desk import team_jobs as team
from anxin.desk.ledger import jobs as ledger
from anxin.people import jobs as people


@app.periodic(cron="* * * * * *", periodic_id="clocks")
@app.task(name="timetable.clocks", queue=PAGES, queueing_lock="timetable.clocks")
def clocks(timestamp: int) -> None:
    """Every second: questions are offered, and what a clock that ran out brings about is done."""
    desk.tick(clock.now())


@app.periodic(cron="* * * * *", periodic_id="breaks")
@app.task(name="timetable.breaks", queue=PAGES, queueing_lock="timetable.breaks")
def breaks(timestamp: int) -> None:
    """Every minute: whose break is over is reminded."""
    team.mind_breaks(clock.now())


@app.periodic(cron="17 * * * *", periodic_id="forget_keys")
@app.task(name="timetable.forget_keys", queue=DEFAULT, queueing_lock="timetable.forget_keys")
def forget_keys(timestamp: int) -> None:
    """Every hour: Idempotency-Keys older than two days are forgotten."""
    once.forget_old(clock.now())


@app.periodic(cron="41 3 * * *", periodic_id="forget_sessions")
@app.task(name="timetable.forget_sessions", queue=DEFAULT, queueing_lock="timetable.forget_sessions")
def forget_sessions(timestamp: int) -> None:
    """Every night: sessions that ended are forgotten."""
    SessionStore.clear_expired()


@app.periodic(cron="53 3 * * *", periodic_id="forget_messages")
@app.task(name="timetable.forget_messages", queue=DEFAULT, queueing_lock="timetable.forget_messages")
def forget_messages(timestamp: int) -> None:
    """Every night: the log of messages to members is kept for 90 days."""
    people.forget_old(clock.now())


@app.periodic(cron="47 * * * *", periodic_id="drop_sheets")
@app.task(name="timetable.drop_sheets", queue=DEFAULT, queueing_lock="timetable.drop_sheets")
def drop_sheets(timestamp: int) -> None:
    """Every hour: sheets of the ledger older than a day are dropped."""
    ledger.drop_old(clock.now())


@app.periodic(cron="29 3 * * *", periodic_id="sweep_files")
@app.task(name="timetable.sweep_files", queue=DEFAULT, queueing_lock="timetable.sweep_files")
def sweep_files(timestamp: int) -> None:
    """Every night: photos and voice notes that no message names are removed."""
    attachments.sweep(clock.now())


if settings.DEMO:

    @app.periodic(cron="* * * * *", periodic_id="demo_town")
    @app.task(name="timetable.demo_town", queue=DEFAULT, queueing_lock="timetable.demo_town")
    def demo_town(timestamp: int) -> None:
        """Every minute, in the demo town alone: it stays in the present."""
        demo.freshen(clock.now())
