-- Process that follows a preservation letter (18 U.S.C. § 2703(f)), and the letter that it followed, of one agency.
ALTER TABLE request
    ADD COLUMN preservation text REFERENCES request,
    ADD COLUMN followed_by  text REFERENCES request;
