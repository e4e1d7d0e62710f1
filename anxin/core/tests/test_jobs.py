"""Jobs, run by a real worker in a process of its own."""

import os
import subprocess
import sys
import time

import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

pytestmark = pytest.mark.django_db(transaction=True)


def worker(queue: str) -> "subprocess.Popen[bytes]":
    parts = connection.get_connection_params()
    url = make_conninfo(host=parts["host"], user=parts["user"], dbname=parts["dbname"])
    command = [sys.executable, "-m", "anxin.cli", "work", "--queues", queue]
    return subprocess.Popen(command, env=os.environ | {"DATABASE_URL": url})


def status_of(job: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE id = %s", [job])
        row = cursor.fetchone()
    return row[0] if row else "gone"


def put_job(status: str, *, attempts: int = 0) -> int:
    """A job as a killed worker leaves it, in a queue that nobody works on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, attempts)"
            " VALUES ('nobody', 'nothing', %s::procrastinate_job_status, %s) RETURNING id",
            [status, attempts],
        )
        return int(cursor.fetchone()[0])


def test_a_job_of_a_dead_worker_is_given_to_another_and_one_that_kills_is_given_up() -> None:
    lost, killer = put_job("doing"), put_job("doing", attempts=99)
    process = worker("default")
    try:
        until = time.monotonic() + 40
        while (status_of(lost), status_of(killer)) != ("todo", "failed") and time.monotonic() < until:
            assert process.poll() is None, "the worker ended"
            time.sleep(0.2)
        assert (status_of(lost), status_of(killer)) == ("todo", "failed")
    finally:
        process.terminate()
    assert process.wait(15) == 0
