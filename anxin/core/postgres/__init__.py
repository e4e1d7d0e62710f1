"""The embedded PostgreSQL: a real server from a wheel, one per data folder, reached through a Unix socket alone.

`with running(home) as url:` starts it or joins the one that runs, and stops it when the last process that uses it is
done. Nothing here knows Django. Production gives DATABASE_URL and never comes here.
"""

from anxin.core.postgres.place import PostgresError, discard, orphans
from anxin.core.postgres.server import Status, revive, running, start, status, stop

__all__ = ["PostgresError", "Status", "discard", "orphans", "revive", "running", "start", "status", "stop"]
