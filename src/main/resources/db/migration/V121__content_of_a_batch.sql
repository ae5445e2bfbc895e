-- A keyed fingerprint of what a batch was read from: the same key with other content is refused, and not taken for the same
-- batch. Null for batches from before, and where the key itself names the content.
ALTER TABLE invitation.batch ADD COLUMN content bytea CHECK (octet_length(content) = 32);
