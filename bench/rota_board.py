"""The rota board of 150 people × 31 days: what the page costs the server, and what an edit costs and sends back.

A house of the demo town gets a campaign of its own with 150 people, three shifts a day, what everybody said of every shift,
and a draft in which each works five days of seven. Pages are asked of Django itself, with the database and without the
network; "warm" leaves the first look out, which reads templates and words.
"""

import argparse
import gc
import json
import os
import random
import re
import subprocess
import sys
import time
from datetime import date, timedelta
from typing import Any

from bench import table
from bench.house import CLONE, environment, house, stop

LIMIT = 0.3
BOSS = "bench-boss"
CANS = ("can", "rather_not", "cannot")


def fill(people: int, days: int) -> tuple[str, str, str]:
    """(slug, version, a cell) of a campaign of `people` with a draft of `days`."""
    from django.utils import timezone  # noqa: PLC0415  (Django is set up by then)

    from anxin.campaigns.models import Campaign, Participant  # noqa: PLC0415
    from anxin.people.kinds import Role  # noqa: PLC0415
    from anxin.people.models import Account, Member, Organisation  # noqa: PLC0415
    from anxin.rota.actions.cover import take_first_offer  # noqa: PLC0415
    from anxin.rota.actions.draft import begin_draft  # noqa: PLC0415
    from anxin.rota.models import Assignment, Availability  # noqa: PLC0415

    at, dice = timezone.now(), random.Random(7)
    first: date = at.date() + timedelta(days=2)
    house = Organisation.objects.create(name="大机构", short_name="大机构", made_at=at)
    professions = ["medic", "counsellor", "social_worker", "volunteer"]
    campaign = Campaign.objects.create(
        organisation=house, slug="bench-board", name="大值守表", starts_on=at.date(),
        ends_on=first + timedelta(days=days), professions=professions,
    )  # fmt: skip
    own = {"organisation": house}
    chen = Member.objects.create(
        **own, account=Account.objects.create(username=BOSS, made_at=at), name="陈姐", profession=professions[0],
        roles=[Role.COORDINATOR], joined_at=at,
    )  # fmt: skip
    members = []
    for n in range(people):
        account = Account.objects.create(username=f"bench-{n}", made_at=at)
        members.append(
            Member(**own, account=account, name=f"成员{n:03d}", profession=professions[n % 4], roles=[], joined_at=at)
        )
    Member.objects.bulk_create(members)
    Participant.objects.bulk_create(Participant(**own, campaign=campaign, member=each) for each in members)
    kinds = take_first_offer(campaign=campaign, names=("早班", "中班", "晚班"), by=chen, at=at)
    version = begin_draft(
        campaign=campaign, first_on=first, last_on=first + timedelta(days=days - 1), from_living=False, by=chen, at=at
    )
    dates = [first + timedelta(days=n) for n in range(days)]
    Availability.objects.bulk_create(
        Availability(**own, campaign=campaign, member=each, kind=kind, day=day, said_at=at,
                     can=dice.choices(("can", "want"), (6, 1))[0] if kinds[n // 4 % 3] == kind else dice.choice(CANS))
        for n, each in enumerate(members) for day in dates for kind in kinds
    )  # fmt: skip
    Assignment.objects.bulk_create(
        Assignment(**own, version=version, member=each, kind=kinds[n // 4 % 3], day=day)
        for n, each in enumerate(members) for at_day, day in enumerate(dates) if (at_day + n) % 7 < 5
    )  # fmt: skip
    free = next(n for n in range(days) if n % 7 >= 5)  # the first person's first free day
    return campaign.slug, str(version.pk), f"{members[0].pk.hex[-10:]}-{free}"


def inside(people: int, days: int, times: int) -> dict[str, Any]:
    """Fill, look and edit; what it took."""
    import django  # noqa: PLC0415

    django.setup()
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from anxin.people.models import Account  # noqa: PLC0415
    from anxin.rota.models import ShiftKind  # noqa: PLC0415

    slug, version, cell = fill(people, days)
    client = Client(HTTP_HOST="localhost")
    client.force_login(Account.objects.get(username=BOSS), backend="django.contrib.auth.backends.ModelBackend")
    gc.collect()
    gc.freeze()  # as a web process does when it starts
    base = f"/rota/{slug}/v/{version}"
    found: dict[str, Any] = {}

    def looks(name: str, path: str) -> None:
        took, worked = [], []
        for _ in range(times + 1):
            began, before = time.perf_counter(), time.process_time()
            answer = client.get(path, HTTP_HX_REQUEST="true")
            took.append(time.perf_counter() - began)
            worked.append(time.process_time() - before)
            assert answer.status_code == 200, (path, answer.status_code)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(path)
        found[name] = {
            "took": took[1:],
            "worked": worked[1:],
            "first": took[0],
            "bytes": len(answer.content),
            "queries": len(queries),
        }

    looks("board", base)
    looks("grid", f"{base}/grid")
    looks("cell", f"{base}/cell?at={cell}")
    looks("living", f"/rota/{slug}/")
    looks("print", f"/rota/{slug}/print?version={version}")
    looks("troubles", f"{base}/troubles")
    kind = ShiftKind.objects.filter(campaign__slug=slug).order_by("begins").first()
    assert kind is not None
    took, size, refused = [], 0, 0
    for n in range(times * 2):
        answer = client.get(f"{base}/cell?at={cell}", HTTP_HX_REQUEST="true")
        edits = re.search(r'name="edits" value="(\d+)"', answer.content.decode())
        assert edits is not None
        said = {"do": "unassign" if n % 2 else "assign-anyway", "at": cell, "kind": str(kind.pk), "edits": edits[1]}
        began = time.perf_counter()
        answer = client.post(f"{base}/edit", said, HTTP_HX_REQUEST="true")
        took.append(time.perf_counter() - began)
        size, refused = len(answer.content), refused + (answer.status_code != 200)
    found["edit"] = {"took": took, "first": took[0], "bytes": size, "queries": 0, "refused": refused}
    return found


def main(options: argparse.Namespace) -> int:
    """A house, the measuring process beside its database, and the table; 1 where the board is slower than LIMIT."""
    with house() as here:
        stop(here.process)
        env = environment(here.home) | {
            "DATABASE_URL": here.database, "ANXIN_DEMO": "1", "DJANGO_SETTINGS_MODULE": "anxin.settings",
        }  # fmt: skip
        sizes = [str(each) for each in (options.people, options.days, options.times)]
        ran = subprocess.run(
            [sys.executable, "-m", "bench.rota_board", "--inside", *sizes], cwd=CLONE, env=os.environ | env,
            stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    for name, each in found.items():
        rows: list[tuple[str, object]] = [("server time, warm", table.spread(each["took"]))]
        rows += [
            ("the first look", table.ms(each["first"])),
            ("sent", f"{each['bytes'] / 1000:,.0f} kB before packing"),
        ]
        rows += [("queries", each["queries"])] if each["queries"] else []
        rows += [("refused", each["refused"])] if each.get("refused") else []
        if "worked" in each:
            rows.insert(1, ("of it, the processor's own", table.spread(each["worked"])))
        table.show(f"{name}: {options.people} × {options.days}", rows)
    slow = table.share(found["board"]["took"], 0.5) >= LIMIT
    table.show("figure", [("the board opens in under 300 ms", "NO" if slow else "yes")])
    return int(slow)


def parse() -> argparse.Namespace:
    """The options; the defaults are the figure's sizes."""
    parser = argparse.ArgumentParser(prog="python -m bench rota-board", description=__doc__)
    parser.add_argument("--people", type=int, default=150)
    parser.add_argument("--days", type=int, default=31)
    parser.add_argument("--times", type=int, default=15)
    return parser.parse_args()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        print(json.dumps(inside(*(int(each) for each in sys.argv[2:5]))))
    else:
        chosen = parse()
        print(table.machine())
        raise SystemExit(main(chosen))
