-- A decision keeps what was said with it: the note for the provider's staff, why each part was not granted, why a
-- finding that says Refuse was accepted. These words may name people, so they are sealed like the granted terms. A
-- confirmation names the decision that its reviewer looked at. Rows from before have neither.
ALTER TABLE review_decision
    ADD COLUMN words_sealed bytea,
    ADD COLUMN confirms     integer;
