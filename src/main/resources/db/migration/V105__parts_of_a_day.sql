-- The tables that the rows of a day of PostgreSQL lie in: the day's own and, where the day has parts, one for each. A
-- partition of a partition, the application makes them and drops them with the day. Nothing where there is no table.
CREATE FUNCTION invitation.day_tables(day date) RETURNS SETOF regclass LANGUAGE sql STABLE AS $$
    SELECT own FROM (SELECT to_regclass('invitation.record_' || to_char($1, 'YYYYMMDD')) AS own) t WHERE own IS NOT NULL
    UNION ALL
    SELECT inhrelid::regclass FROM pg_inherits
    WHERE inhparent = to_regclass('invitation.record_' || to_char($1, 'YYYYMMDD'))
$$;
