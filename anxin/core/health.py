"""Is it up, is it ready, how is it doing. No personal data: counts and times only."""

import hmac
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, Counter, Gauge, Histogram, generate_latest
from psycopg_pool import PoolTimeout

from anxin.core.door import PUBLIC, door

AWAY = "The database does not answer."
BEHIND = "The database has not been migrated to this version. Run: anxin migrate"
KEPT_S = 2.0
"""How long an answer of /readyz is kept, so that asking often costs nothing."""

REQUESTS = Counter("anxin_requests_total", "Requests answered", ["method", "status"])
SECONDS = Histogram(
    "anxin_request_seconds",
    "Time to answer, by view",
    ["view"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
STREAMS = Gauge("anxin_live_streams", "Open event streams of this process")
JOBS = Gauge("anxin_jobs", "Jobs in the database", ["queue", "status"])

_lock = threading.Lock()
_kept: tuple[float, str] = (0.0, AWAY)
_migrated = False


class RequestMetricsMiddleware:
    """Counts requests and their time, by the name of the view: addresses may hold ids."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        SECONDS.labels(match.view_name or match._func_path if match else "none").observe(time.perf_counter() - began)
        REQUESTS.labels(request.method or "none", f"{response.status_code // 100}xx").inc()
        return response


@door(PUBLIC)
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is up."""
    return JsonResponse({"status": "ok"})


@door(PUBLIC)
def readyz(request: HttpRequest) -> HttpResponse:
    """The process can work: its database answers and has this version's tables. Else 503 with a sentence."""
    fault = not_ready()
    return JsonResponse({"status": fault or "ok"}, status=503 if fault else 200)


@door(PUBLIC)
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus: to this machine, or to whoever bears ANXIN_METRICS_TOKEN."""
    if not _may_measure(request):
        return JsonResponse({"status": "This needs the token of ANXIN_METRICS_TOKEN."}, status=403)
    _count_jobs()
    return HttpResponse(generate_latest(REGISTRY), content_type=CONTENT_TYPE_LATEST)


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
]


def not_ready() -> str:
    """Why this process cannot work, in a sentence; empty if it can."""
    global _kept
    with _lock:
        at, fault = _kept
        if time.monotonic() - at > KEPT_S:
            fault = _look()
            _kept = (time.monotonic(), fault)
        return fault


def migrations_missing() -> list[str]:
    """The migrations that the database has not had, as "people.0002_roles"."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def _look() -> str:
    global _migrated
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        # Once applied they stay so for the life of this process, and looking takes tens of milliseconds.
        _migrated = _migrated or not migrations_missing()
    except (DatabaseError, InterfaceError, PoolTimeout):
        return AWAY
    return "" if _migrated else BEHIND


def _may_measure(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token:
        return hmac.compare_digest(given.encode(), token.encode())
    # A proxy on this machine speaks for visitors from anywhere.
    return request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"} and "HTTP_X_FORWARDED_FOR" not in request.META


def _count_jobs() -> None:
    JOBS.clear()
    with connection.cursor() as cursor:
        cursor.execute("SELECT queue_name, status::text, count(*) FROM procrastinate_jobs GROUP BY 1, 2")
        for queue, status, count in cursor.fetchall():
            JOBS.labels(queue, status).set(count)
