-- A recalled disclosure can be followed by a corrected one: what was one row a request is one row an edition, and what
-- belongs to a disclosure names its edition. Every row there is belongs to the first. A second signature on an edition
-- still has no place.
ALTER TABLE disclosure_file DROP CONSTRAINT disclosure_file_reference_fkey;
ALTER TABLE disclosure_receipt DROP CONSTRAINT disclosure_receipt_reference_fkey;
ALTER TABLE disclosure_stamp DROP CONSTRAINT disclosure_stamp_reference_fkey;

ALTER TABLE disclosure
    ADD COLUMN edition integer NOT NULL DEFAULT 1 CHECK (edition > 0),
    DROP CONSTRAINT disclosure_pkey,
    ADD PRIMARY KEY (reference, edition);
ALTER TABLE disclosure_file
    ADD COLUMN edition integer NOT NULL DEFAULT 1,
    DROP CONSTRAINT disclosure_file_pkey,
    ADD PRIMARY KEY (reference, edition, kind),
    ADD FOREIGN KEY (reference, edition) REFERENCES disclosure;
ALTER TABLE disclosure_receipt
    ADD COLUMN edition integer NOT NULL DEFAULT 1,
    ADD FOREIGN KEY (reference, edition) REFERENCES disclosure;
ALTER TABLE disclosure_stamp
    ADD COLUMN edition integer NOT NULL DEFAULT 1,
    DROP CONSTRAINT disclosure_stamp_pkey,
    ADD PRIMARY KEY (reference, edition, position),
    ADD FOREIGN KEY (reference, edition) REFERENCES disclosure;

-- One edition of a request stands at a time: while one is neither recalled nor the last, there is no next.
CREATE UNIQUE INDEX disclosure_standing ON disclosure (reference) WHERE recalled_at IS NULL;
