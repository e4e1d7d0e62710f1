"""Search and ledger over a million questions: first page and any later page, for rare words, common words and filters.

Half of the questions were asked in the open and stand in the index of words; the rest is private, where nothing but topic,
clock and state can be found. Each page is asked of Django itself, with the database and without the network; every number is
of one process that does nothing else. "Pages" counts how many were needed to a full one where a page said "further back".
"""

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

import psycopg

from anxin.core.search import learn, lexemes
from anxin.desk.search.buckets import kept
from anxin.desk.search.words import WORDS
from bench import table
from bench.house import CLONE, House, environment, house, stop
from bench.past import fill
from bench.town import texts

SEARCHES = (
    ("a word in every third question", {"words": "最近"}),
    ("two common words", {"words": "怎么 检查"}),
    ("common words that rarely meet", {"words": "乙肝 心理"}),
    ("common words that never meet", {"words": "外科口罩 癫痫"}),
    ("a word of one in two thousand", {"words": "荨麻疹"}),
    ("a word that is nowhere", {"words": "犀牛"}),
    ("a name no dictionary knows", {"words": "黄坝桥"}),
    ("a common word, medical", {"words": "医院", "topic": "medical"}),
    ("a common word, high risk", {"words": "医院", "risk": "2"}),
    ("no words: all", {}),
    ("no words: psychological", {"topic": "psychological"}),
    ("no words: distressed or more", {"risk": "1"}),
    ("no words: high risk", {"risk": "2"}),
    ("no words: late", {"late": "1"}),
    ("no words: open", {"state": "open"}),
    ("no words: spam, of which there is none", {"outcome": "spam"}),
)
LIMIT = 0.1
PLACES = (0, 1, 10, 100)  # pages that are measured, as far as the list goes


def words_rows(database: str, share: float) -> None:
    """Let `share` of the past questions stand in the open, with the words of real questions, spread over the topics."""
    learn(WORDS)
    # What people write from a phone is shorter than what consultation sites collect.
    bags = [sorted(lexemes(ask[:60])) for ask, _ in texts()]
    dice = random.Random(4)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET synchronous_commit = off")
        connection.execute(
            "UPDATE desk_question SET private = random() >= %s, topic = (ARRAY['medical', 'medical', 'medical',"
            " 'psychological', 'resource', 'information', 'other'])[1 + floor(random() * 7)::int],"
            " risk = CASE WHEN random() < 0.003 THEN 2 WHEN random() < 0.1 THEN 1 ELSE 0 END,"
            " was_late = random() < 0.03 WHERE state = 'closed'",
            [share],
        )
        # Many helpers come and go in half a year: those who look here took on 2,000 each, not all of them.
        connection.execute("DELETE FROM desk_acceptance WHERE random() > 0.012")
        connection.execute("VACUUM (ANALYZE) desk_acceptance")
        rows = connection.execute(
            "SELECT id, organisation_id, campaign_id, asked_at FROM desk_question WHERE state = 'closed' AND NOT private"
        ).fetchall()
        connection.execute("DROP INDEX question_words")
        copy = "COPY desk_questionwords (question_id, organisation_id, campaign_id, asked_at, vector) FROM STDIN"
        with connection.cursor().copy(copy) as into:
            for line in _lines(rows, bags, dice):
                into.write_row(line)
        connection.execute("SET maintenance_work_mem = '600MB'")
        connection.execute(
            "CREATE INDEX question_words ON desk_questionwords USING gin (vector) WITH (gin_pending_list_limit = 256)"
        )
        connection.execute("VACUUM (ANALYZE) desk_question")
        connection.execute("VACUUM (ANALYZE) desk_questionwords")


def _lines(
    rows: list[tuple[UUID, UUID, UUID, datetime]], bags: list[list[str]], dice: random.Random
) -> Iterator[tuple[Any, ...]]:
    for id, organisation, campaign, asked_at in rows:
        words = kept(campaign, asked_at, bags[dice.randrange(len(bags))])
        yield id, organisation, campaign, asked_at, " ".join(f"'{word}'" for word in words)


@dataclass
class Visitor:
    """A `bench.visits` on the database; `took` keeps what each look cost."""

    here: House
    process: "subprocess.Popen[str]" = field(init=False)

    def __post_init__(self) -> None:
        env = environment(self.here.home) | {"DATABASE_URL": self.here.database, "ANXIN_DEMO": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.visits"], cwd=CLONE, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True,
        )  # fmt: skip

    def look(self, who: str, path: str) -> dict[str, Any]:
        """What one look at a path of the API costs, with what it said."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"as": who, "path": path, "explain": False, "body": True}) + "\n")
        self.process.stdin.flush()
        found: dict[str, Any] = json.loads(self.process.stdout.readline())
        if found["status"] != 200:
            raise RuntimeError(f"{path} answered {found['status']}")
        return found


def measure(
    visitor: Visitor, who: str, base: str, wish: dict[str, str], times: int
) -> tuple[list[tuple[str, object]], float]:
    """(rows to print, the slowest p95) of a list: its pages at PLACES, each `times` times over."""
    shown, worst, cursor = [], 0.0, None
    for number in range(max(PLACES) + 1):
        path = f"{base}?{urlencode(wish | ({'cursor': cursor} if cursor else {}), quote_via=quote)}"
        found = visitor.look(who, path)
        said = json.loads(found["body"])
        if number in PLACES:
            took = [visitor.look(who, path)["seconds"] for _ in range(times)]
            worst = max(worst, table.share(took, 0.95))
            note = f"{len(said['items'])} rows" + (
                "" if len(said["items"]) >= 50 or not said["next"] else ", and further back"
            )
            shown.append((f"page {number + 1}", f"{table.spread(took)} ({note})"))
        cursor = said["next"]
        if not cursor:
            shown.append(("pages in all", number + 1))
            break
    return shown, worst


def sizes(here: House) -> list[tuple[str, object]]:
    """How large it is."""
    [(questions, words, index, rows)] = here.sql(
        "SELECT (SELECT count(*) FROM desk_question), (SELECT count(*) FROM desk_questionwords),"
        " pg_size_pretty(pg_relation_size('question_words')), pg_size_pretty(pg_table_size('desk_questionwords'))"
    )
    return [("questions", f"{questions:,}"), ("in the index", f"{words:,}"), ("index", index), ("words", rows)]


def parse() -> argparse.Namespace:
    """The options; the defaults are the figure's sizes."""
    parser = argparse.ArgumentParser(prog="python -m bench search", description=__doc__)
    parser.add_argument("--many", type=int, default=1_000_000)
    parser.add_argument("--open", type=float, default=0.5, help="share of questions that were asked in the open")
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--keep", action="store_true", help="leave the data folder, and say where it is")
    return parser.parse_args()


def main(options: argparse.Namespace, here: House) -> int:
    """Fill, ask, print; how many lists were slower than LIMIT."""
    stop(here.process)
    began = time.monotonic()
    fill(here.database, options.many, newest_hours=0.2)
    words_rows(here.database, options.open)
    table.show("filled", [*sizes(here), ("took", f"{time.monotonic() - began:.0f} s")])
    visitor, slow = Visitor(here), 0
    for kind, who in (("search", "lin"), ("ledger", "chen")):
        for name, wish in SEARCHES:
            if kind == "ledger" and wish.get("words"):
                continue
            shown, worst = measure(visitor, who, f"/api/v1/desk/huzhu/{kind}", wish, options.times)
            slow += worst >= LIMIT
            table.show(
                f"{kind}: {name} {' '.join(wish.values())}",
                [*shown, ("under 100 ms", "yes" if worst < LIMIT else "NO")],
            )
    return slow


if __name__ == "__main__":
    chosen = parse()
    print(f"{table.machine()}; {chosen.many:,} questions")
    with house(keep=chosen.keep) as here:
        print(f"{here.home} {here.database}")
        late = main(chosen, here)
    raise SystemExit(1 if late else 0)
