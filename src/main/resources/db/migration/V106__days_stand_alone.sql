-- A day's table is no partition of invitation.record any more, which stays as the empty table that days are made like:
-- every statement names its day, and as partitions of one table the days kept each other from being removed (whoever
-- plans a query on one of them may lock all).
DO $$
DECLARE
    found record;
    day date;
BEGIN
    -- PostgreSQL takes one partition out at a time: one that was begun with and not ended comes first.
    FOR found IN SELECT inhrelid::regclass AS name, inhdetachpending AS pending, relname FROM pg_inherits
                 JOIN pg_class ON pg_class.oid = inhrelid
                 WHERE inhparent = 'invitation.record'::regclass ORDER BY inhdetachpending DESC LOOP
        EXECUTE format('ALTER TABLE invitation.record DETACH PARTITION %s %s',
                       found.name, CASE WHEN found.pending THEN 'FINALIZE' ELSE '' END);
        day := to_date(substr(found.relname, 8), 'YYYYMMDD');
        -- NOT VALID: what the bounds of the partition have said of its rows need not be read again.
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS of_day', found.name);
        EXECUTE format('ALTER TABLE %s ADD CONSTRAINT of_day CHECK (occurred_at >= %L AND occurred_at < %L) NOT VALID',
                       found.name, day || 'T00:00:00Z', (day + 1) || 'T00:00:00Z');
    END LOOP;
END $$;
