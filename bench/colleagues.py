"""Makes the demo town's team as large as that of Zhuzhou: more people of each profession, all on duty."""

import json
import uuid

import psycopg

# 11 medics, 16 counsellors, 8 social workers and 5 volunteers: forty (the published rota had eight volunteers).
TEAM = (("medic", 11), ("counsellor", 16), ("social_worker", 8), ("volunteer", 5))
PATTERN = """
SELECT a.id, m.id, p.id, t.id FROM people_account a JOIN people_member m ON m.account_id = a.id
JOIN campaigns_participant p ON p.member_id = m.id JOIN rota_attendance t ON t.member_id = m.id AND t.out_at IS NULL
WHERE a.username = 'lin'
"""
COPY = "INSERT INTO {table} SELECT made.* FROM {table} t, LATERAL jsonb_populate_record(t, %s::jsonb) AS made WHERE t.id = %s"


def hire(address: str) -> list[tuple[str, str]]:
    """(user name, profession) of the new ones; their password is that of `lin`, whose rows are the pattern of theirs."""
    hired = []
    with psycopg.connect(address, autocommit=True) as connection:
        row = connection.execute(PATTERN).fetchone()
        assert row is not None
        for profession, count in TEAM:
            for number in range(count):
                name = f"{profession}{number}"
                _one(connection, row, name, profession)
                hired.append((name, profession))
    return hired


def _one(
    connection: "psycopg.Connection[tuple[object, ...]]", row: tuple[object, ...], name: str, profession: str
) -> None:
    account, member, part, attendance = (str(uuid.uuid4()) for _ in range(4))
    rows = (
        ("people_account", {"id": account, "username": name}),
        ("people_member", {"id": member, "account_id": account, "name": name, "profession": profession}),
        ("campaigns_participant", {"id": part, "member_id": member}),
        ("rota_attendance", {"id": attendance, "member_id": member}),
    )
    for (table, values), pattern in zip(rows, row, strict=True):
        connection.execute(COPY.format(table=table), [json.dumps(values), pattern])
