-- Two roles: migrations run as the owner; the application as ${app}, which may not alter what is here.
-- The day partitions of the invitation log come and go with the days, so that schema alone belongs to the application.
GRANT USAGE ON SCHEMA public TO ${app};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${app};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO ${app};
CREATE SCHEMA invitation AUTHORIZATION ${app};
