"""Jobs: queued in PostgreSQL, in the caller's transaction, and run by `anxin work`.

A package's `jobs.py` writes `@app.task(name="desk.page", queue=PAGES, retry=RETRY)` above a function that takes ids.
An hour is a periodic task of `timetable.py`, whose cron line may have a sixth field for seconds.
"""

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.utils import timezone
from procrastinate import App, JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import Status

__all__ = ["DEFAULT", "PAGES", "QUEUES", "REACH", "RETRY", "ROTA", "app", "run_worker"]

DEFAULT = "default"
PAGES = "pages"
"""The queue that calls people to someone in danger. It has a worker of its own, so nothing slow stands before it."""
REACH = "reach"
"""Messages to phones and mail servers, which may hang: they take up places of their own, never one of `PAGES`."""
ROTA = "rota"
"""Rotas in the making: minutes of work for the whole machine, in processes of their own that others go before."""
QUEUES = (PAGES, REACH, DEFAULT, ROTA)

# 2, 4, 8 … seconds: eight times within nine minutes, which outlasts a restart of the database.
RETRY = RetryStrategy(max_attempts=8, exponential_wait=2)

HEARTBEAT_S = 4
"""How often a worker says that it is alive."""
STALLED_S = 15
"""A worker silent for so long is taken for dead, and its jobs are given to another."""
MOST_ATTEMPTS = 12
"""A job that was under way at so many deaths of a worker may be what kills them."""

logger = logging.getLogger("anxin.jobs")


@app.periodic(cron="*/5 * * * * *", periodic_id="retry_stalled")
@app.task(name="core.retry_stalled", queue=DEFAULT, queueing_lock="core.retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Give the jobs of workers that died to those who live."""
    manager = context.app.job_manager
    for stalled in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_S):
        logger.warning("job %s (%s) lost its worker", stalled.id, stalled.task_name)
        if stalled.attempts < MOST_ATTEMPTS:
            await manager.retry_job(stalled, retry_at=timezone.now() - timedelta(seconds=1))
        else:
            await manager.finish_job(stalled, status=Status.FAILED, delete_job=False)


def run_worker(queues: Sequence[str], *, concurrency: int, wait: bool = True) -> None:
    """Run jobs of `queues`, `concurrency` at once, until SIGINT or SIGTERM (or, without `wait`, until there is none).

    The worker fetches jobs over connections of its own, while `defer` inside a job goes on using Django's: so what an
    action queues still belongs to that action's transaction.
    """
    assert isinstance(app.connector, DjangoConnector)
    worker = App(connector=app.connector.get_worker_connector(), worker_defaults=app.worker_defaults)
    worker.tasks = app.tasks
    worker.periodic_registry = app.periodic_registry

    async def work() -> None:
        # asyncio's own pool has a few threads more than there are cores, whatever `concurrency` says: on two cores the
        # seventh job would wait for the first six, also where they do nothing but wait themselves.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(concurrency + 2, thread_name_prefix="jobs"))
        async with worker.open_async():
            await worker.run_worker_async(
                queues=list(queues),
                concurrency=concurrency,
                wait=wait,
                delete_jobs="successful",
                fetch_job_polling_interval=2.0,
                shutdown_graceful_timeout=5.0,
                update_heartbeat_interval=HEARTBEAT_S,
                stalled_worker_timeout=STALLED_S,
            )

    asyncio.run(work())
