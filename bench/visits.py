"""One visitor of one database, in a process of its own: asks pages of Django itself and says what each cost.

Started by `scale`: reads lines of JSON {"as", "path", "explain"} and answers each with a line {"status", "seconds",
"queries", "buffers"} (and its "body" where that is asked for); `buffers` (hit + read) by query where `explain` is set.
"""

import json
import os
import sys
import time
from typing import Any

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anxin.settings")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

BACKEND = "django.contrib.auth.backends.ModelBackend"


def browser(username: str) -> Client:
    """Signed in as somebody of the demo town."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=username), backend=BACKEND)
    return client


def look(client: Client, path: str, explain: bool, body: bool = False) -> dict[str, Any]:
    """Ask for `path` once."""
    began = time.perf_counter()
    if not explain:
        response = client.get(path)
        took = time.perf_counter() - began
        return {"status": response.status_code, "seconds": took, "body": response.content.decode() if body else ""}
    with CaptureQueriesContext(connection) as caught:
        response = client.get(path)
    asked = [each["sql"] for each in caught.captured_queries]
    return {"status": response.status_code, "queries": asked, "buffers": [buffers(sql) for sql in asked]}


def buffers(sql: str) -> int:
    """Shared buffers hit and read by a query; 0 for what is none."""
    if not sql.startswith("SELECT"):
        return 0
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + sql.replace("%", "%%"), [])
        plan = cursor.fetchone()[0]
    top = (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]
    return int(top["Shared Hit Blocks"] + top["Shared Read Blocks"])


def main() -> None:
    """Answer until the lines end."""
    settings.ALLOWED_HOSTS = ["*"]
    browsers: dict[str, Client] = {}
    for line in sys.stdin:
        wish = json.loads(line)
        client = browsers.setdefault(wish["as"], browser(wish["as"]))
        print(json.dumps(look(client, wish["path"], wish["explain"], wish.get("body", False))), flush=True)


if __name__ == "__main__":
    main()
