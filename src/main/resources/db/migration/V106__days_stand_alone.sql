-- A day's table is no partition of invitation.record any more, which stays as the empty table that days are made like:
-- every statement names its day, and as partitions of one table the days kept each other from being removed (whoever
-- plans a query on one of them may lock all).
DO $$
DECLARE
    found record;
    day date;
    tries integer := 0;
BEGIN
    LOOP
        BEGIN
            -- All days at once, or none yet: whoever reads one of them for long is waited for without keeping the others.
            SET LOCAL lock_timeout = '2s';
            LOCK TABLE invitation.record IN ACCESS EXCLUSIVE MODE;
            -- One whose detachment was broken off stays as it is: to end it would wait for Flyway's own transaction. Nobody
            -- minds; it is exchanged or dropped like any other.
            FOR found IN SELECT inhrelid::regclass AS name, relname FROM pg_inherits
                         JOIN pg_class ON pg_class.oid = inhrelid
                         WHERE inhparent = 'invitation.record'::regclass AND NOT inhdetachpending ORDER BY relname LOOP
                EXECUTE format('ALTER TABLE invitation.record DETACH PARTITION %s', found.name);
                day := to_date(substr(found.relname, 8), 'YYYYMMDD');
                -- NOT VALID: what the bounds of the partition have said of its rows need not be read again.
                EXECUTE format('ALTER TABLE %s ADD CONSTRAINT of_day CHECK (occurred_at >= %L AND occurred_at < %L) NOT VALID',
                               found.name, day || 'T00:00:00Z', (day + 1) || 'T00:00:00Z');
            END LOOP;
            EXIT;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            tries := tries + 1;
            IF tries = 240 THEN
                RAISE;
            END IF;
            PERFORM pg_sleep(0.5);
        END;
    END LOOP;
END $$;
