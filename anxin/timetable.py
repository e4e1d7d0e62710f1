"""What happens by the hour: cron lines (a sixth field counts seconds) → jobs."""

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from anxin import demo
from anxin.core import clock, once
from anxin.core.jobs import DEFAULT, PAGES, app
from anxin.desk import jobs as desk


@app.periodic(cron="* * * * * *", periodic_id="clocks")
@app.task(name="timetable.clocks", queue=PAGES, queueing_lock="timetable.clocks")
def clocks(timestamp: int) -> None:
    """Every second: questions are offered, and what a clock that ran out brings about is done."""
    desk.tick(clock.now())


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


if settings.DEMO:

    @app.periodic(cron="* * * * *", periodic_id="demo_town")
    @app.task(name="timetable.demo_town", queue=DEFAULT, queueing_lock="timetable.demo_town")
    def demo_town(timestamp: int) -> None:
        """Every minute, in the demo town alone: it stays in the present."""
        demo.freshen(clock.now())
