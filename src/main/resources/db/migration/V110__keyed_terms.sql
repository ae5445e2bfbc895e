-- The hash of the terms was a plain one of text of which all but the handle can be known, so a handle could be found by
-- trying. New ones are keyed. Those that are there are hashed again with a salt a request that is kept nowhere: what was
-- equal stays equal, so approvals still bind, and nothing can be tried against them any more.
CREATE TEMPORARY TABLE salt AS
    SELECT reference, gen_random_uuid()::text || gen_random_uuid()::text AS salt FROM request;

UPDATE request r SET terms_sha256 = encode(sha256(convert_to(s.salt || r.terms_sha256, 'UTF8')), 'hex')
    FROM salt s WHERE s.reference = r.reference;

UPDATE review_decision d SET
        asked_terms_sha256 = encode(sha256(convert_to(s.salt || d.asked_terms_sha256, 'UTF8')), 'hex'),
        granted_terms_sha256 = encode(sha256(convert_to(s.salt || d.granted_terms_sha256, 'UTF8')), 'hex')
    FROM salt s WHERE s.reference = d.reference;

DROP TABLE salt;
