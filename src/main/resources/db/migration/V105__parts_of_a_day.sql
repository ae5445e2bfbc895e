-- The tables that the rows of a day of PostgreSQL lie in: the day's own and, where the day has parts, one for each. A
-- partition of a partition, the application makes them and drops them with the day. Nothing where there is no table.
CREATE FUNCTION invitation.day_tables(day date) RETURNS SETOF regclass LANGUAGE sql STABLE AS $$
    SELECT found.name
    -- OFFSET 0: the name is looked up once, not once for each row of pg_inherits.
    FROM (SELECT to_regclass('invitation.record_' || to_char($1, 'YYYYMMDD')) AS own OFFSET 0) day,
        LATERAL (SELECT day.own AS name WHERE day.own IS NOT NULL
                 UNION ALL
                 SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = day.own) found
$$;
