-- A known text under both keys of the day. A key that does not open it is not the day's: without this a search under a
-- wrong key would find nothing, and an empty answer would be taken for the truth. Empty for days opened before.
ALTER TABLE invitation.day ADD COLUMN key_check bytea;
