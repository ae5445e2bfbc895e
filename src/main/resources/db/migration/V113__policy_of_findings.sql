-- The version of the policy that a finding was made under: the policy changes, what was decided under it stays.
-- None for the findings of before.
ALTER TABLE request_finding ADD COLUMN policy text;
