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
from anxin.people import folk_jobs as folk
from anxin.people import jobs as people
from anxin.people import joining_jobs as joining
from anxin.rota import minding, reminders, swap_jobs


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


@app.periodic(cron="* * * * *", periodic_id="shifts")
@app.task(name="timetable.shifts", queue=PAGES, queueing_lock="timetable.shifts")
def shifts(timestamp: int) -> None:
    """Every minute: who has not come to her shift is reminded, and whose shift is over."""
    minding.mind_shifts(clock.now())


@app.periodic(cron="*/5 * * * *", periodic_id="cover")
@app.task(name="timetable.cover", queue=DEFAULT, queueing_lock="timetable.cover")
def cover(timestamp: int) -> None:
    """Every five minutes: hours of today that have too few are told, in the morning and two hours before."""
    minding.mind_cover(clock.now())


@app.periodic(cron="* * * * *", periodic_id="shift_reminders")
@app.task(name="timetable.shift_reminders", queue=DEFAULT, queueing_lock="timetable.shift_reminders")
def shift_reminders(timestamp: int) -> None:
    """Every minute: who is on duty in an hour, and from eight in the evening who is tomorrow, is reminded."""
    reminders.remind_of_shifts(at=clock.now())


@app.periodic(cron="* * * * *", periodic_id="swaps")
@app.task(name="timetable.swaps", queue=DEFAULT, queueing_lock="timetable.swaps")
def swaps(timestamp: int) -> None:
    """Every minute: offers of shifts that have begun are over."""
    swap_jobs.lapse(clock.now())


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


@app.periodic(cron="7 * * * *", periodic_id="mind_people")
@app.task(name="timetable.mind_people", queue=DEFAULT, queueing_lock="timetable.mind_people")
def mind_people(timestamp: int) -> None:
    """Every hour: who is warned of a credential that expires, whose pause begins or is over, which sheets are dropped."""
    folk.mind_people(clock.now())


@app.periodic(cron="33 3 * * *", periodic_id="sweep_photos")
@app.task(name="timetable.sweep_photos", queue=DEFAULT, queueing_lock="timetable.sweep_photos")
def sweep_photos(timestamp: int) -> None:
    """Every night: photos of credentials and pictures of courses that no row names are removed."""
    folk.sweep_photos(clock.now())


@app.periodic(cron="13 3 * * *", periodic_id="forget_applications")
@app.task(name="timetable.forget_applications", queue=DEFAULT, queueing_lock="timetable.forget_applications")
def forget_applications(timestamp: int) -> None:
    """Every night: words of applications that were refused or withdrawn 90 days ago are erased."""
    joining.forget_old_applications(clock.now())


if settings.DEMO:

    @app.periodic(cron="* * * * *", periodic_id="demo_town")
    @app.task(name="timetable.demo_town", queue=DEFAULT, queueing_lock="timetable.demo_town")
    def demo_town(timestamp: int) -> None:
        """Every minute, in the demo town alone: it stays in the present."""
        demo.freshen(clock.now())
