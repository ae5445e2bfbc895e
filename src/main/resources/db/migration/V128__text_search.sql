-- A search by a part of a reference, docket, agency, case number or court goes through all requests (100,000 of them: a second
-- on a busy machine). Trigrams find them in milliseconds. The extension comes with PostgreSQL and the owner of a database may
-- create it (it is trusted); where it is not installed or not allowed everything works as before, only slower.
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX request_text ON request USING gin (
        lower(reference) gin_trgm_ops, lower(docket) gin_trgm_ops, lower(agency_name) gin_trgm_ops,
        lower(agency_case_number) gin_trgm_ops, lower(court_name) gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR feature_not_supported OR undefined_file OR undefined_object THEN
    RAISE NOTICE 'Requests are searched by text without an index: %', SQLERRM;
END $$;
