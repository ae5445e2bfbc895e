-- A draft that became a request keeps its row for a while, without what was typed: who goes back, or files it in a second
-- window, is led to the request, and no second one is made of it.
ALTER TABLE draft ADD COLUMN became text;
CREATE INDEX draft_updated_at ON draft (updated_at);
