"""Events are sealed by the database as they come in, and can be neither changed nor removed.

`anxin_seal_event` takes the row of the organisation's chain head as its lock, so seqs are given in the order of commits.
`core.event.verify_chain` computes the same hash on its own.
"""

from django.db import migrations

SEAL = """
CREATE FUNCTION anxin_seal_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    head core_chainhead%ROWTYPE;
BEGIN
    SELECT * INTO head FROM core_chainhead WHERE organisation_id = NEW.organisation_id FOR UPDATE;
    IF NOT FOUND THEN
        -- Only for an organisation's first event: beside updates of the same row, ON CONFLICT can end in a deadlock.
        INSERT INTO core_chainhead (organisation_id, seq, hash) VALUES (NEW.organisation_id, 0, ''::bytea)
            ON CONFLICT (organisation_id) DO NOTHING;
        SELECT * INTO head FROM core_chainhead WHERE organisation_id = NEW.organisation_id FOR UPDATE;
    END IF;
    NEW.seq := head.seq + 1;
    NEW.hash := sha256(head.hash || convert_to(concat_ws(E'\\x1f',
        NEW.organisation_id::text, NEW.seq::text,
        to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        NEW.name, NEW.actor_kind, coalesce(NEW.actor_id::text, ''), NEW.about_kind, NEW.about_id::text, NEW.data::text
    ), 'UTF8'));
    UPDATE core_chainhead SET seq = NEW.seq, hash = NEW.hash WHERE organisation_id = NEW.organisation_id;
    RETURN NEW;
END $$;
CREATE TRIGGER anxin_seal_event BEFORE INSERT ON core_event FOR EACH ROW EXECUTE FUNCTION anxin_seal_event();

CREATE FUNCTION anxin_event_is_for_good() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events are for good: they are neither changed nor removed';
END $$;
CREATE TRIGGER anxin_event_is_for_good BEFORE UPDATE OR DELETE ON core_event
    FOR EACH ROW EXECUTE FUNCTION anxin_event_is_for_good();
"""

UNSEAL = """
DROP TRIGGER anxin_event_is_for_good ON core_event;
DROP FUNCTION anxin_event_is_for_good();
DROP TRIGGER anxin_seal_event ON core_event;
DROP FUNCTION anxin_seal_event();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunSQL(SEAL, UNSEAL)]
