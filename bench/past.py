"""Fills a database with past questions: closed, answered, spread over half a year, each of a resident of her own.

A row that the demo town's own actions have written is the pattern of each, so that the tables may change. Events of past
questions are left out: nothing that is measured here reads them, and their chain would take an hour to write.
"""

import psycopg

PATTERN = (
    "SELECT id, conversation_id, resident_id FROM desk_question WHERE state = 'closed' AND owner_id IS NOT NULL LIMIT 1"
)
TABLES = ("clients_resident", "conversations_conversation", "conversations_message", "desk_question", "desk_acceptance")

PAST = """
CREATE TEMP TABLE past AS
SELECT number, uuidv7(-age) AS question, uuidv7(-age) AS conversation, uuidv7(-age) AS resident, now() - age AS at,
       members[1 + number %% cardinality(members)] AS member
FROM (SELECT number, %(oldest)s * random() * interval '1 day' + %(newest)s * interval '1 hour' AS age
      FROM generate_series(1, %(count)s) AS number) AS ages,
     (SELECT array_agg(DISTINCT member_id) AS members FROM rota_attendance WHERE out_at IS NULL) AS there
ORDER BY at
"""
COPY = """
INSERT INTO {table} SELECT made.* FROM past p, {table} t,
LATERAL jsonb_populate_record(t, {values}) AS made WHERE {which}
"""
VALUES = {
    "clients_resident": "jsonb_build_object('id', p.resident, 'return_code', NULL, 'came_at', p.at)",
    "conversations_conversation": "jsonb_build_object('id', p.conversation)",
    "conversations_message": "jsonb_build_object('id', uuidv7(p.at - now()), 'conversation_id', p.conversation, 'at', p.at)",
    "desk_question": (
        "jsonb_build_object('id', p.question, 'resident_id', p.resident, 'conversation_id', p.conversation,"
        " 'owner_id', p.member, 'asked_at', p.at, 'starts_at', p.at, 'claimed_at', p.at + interval '2 min',"
        " 'first_answer_at', p.at + interval '4 min', 'answered_at', p.at + interval '4 min',"
        " 'closed_at', p.at + interval '9 min')"
    ),
    "desk_acceptance": "jsonb_build_object('id', uuidv7(p.at - now()), 'question_id', p.question, 'member_id', p.member)",
}


def fill(address: str, count: int, *, newest_hours: float = 36, oldest_days: float = 180) -> None:
    """Put `count` of them into the database at `address`, and let it look at its tables anew."""
    with psycopg.connect(address, autocommit=True) as connection:
        question, conversation, resident = connection.execute(PATTERN).fetchone() or (None, None, None)
        which = {
            "clients_resident": "t.id = %(resident)s",
            "conversations_conversation": "t.id = %(conversation)s",
            "conversations_message": "t.conversation_id = %(conversation)s AND t.kind = 'text'",
            "desk_question": "t.id = %(question)s",
            "desk_acceptance": "t.question_id = %(question)s",
        }
        # Only what the pattern allows is written, so its keys need not be looked up a million times.
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET synchronous_commit = off")
        connection.execute(PAST, {"count": count, "newest": newest_hours, "oldest": oldest_days})
        for table in TABLES:
            statement = COPY.format(table=table, values=VALUES[table], which=which[table])
            connection.execute(statement, {"question": question, "conversation": conversation, "resident": resident})
        connection.execute("DROP TABLE past")
        connection.execute("VACUUM (ANALYZE)")
