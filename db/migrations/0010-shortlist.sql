-- What is chosen of a shortlist, and the prices that customers were quoted.

CREATE TABLE shortlist_choice (
  id TEXT PRIMARY KEY,
  opportunity_id TEXT NOT NULL REFERENCES opportunity (id),
  visit_id TEXT NOT NULL REFERENCES visit (id),
  -- Ids of choices, which may come later than this one.
  follows_ids TEXT NOT NULL CHECK (json_type(follows_ids) = 'array'),
  relaxed TEXT NOT NULL CHECK (json_type(relaxed) = 'array'),
  -- NULL is the belief's own order.
  overruled TEXT CHECK (json_type(overruled) = 'object'),
  author_id TEXT NOT NULL REFERENCES consultant (id),
  occurred_at INTEGER NOT NULL,
  business_day TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX shortlist_choice_by_opportunity ON shortlist_choice (opportunity_id);

CREATE TABLE quote (
  id TEXT PRIMARY KEY,
  opportunity_id TEXT NOT NULL REFERENCES opportunity (id),
  visit_id TEXT NOT NULL REFERENCES visit (id),
  variant_id TEXT NOT NULL,
  business_day TEXT NOT NULL,
  author_id TEXT NOT NULL REFERENCES consultant (id),
  occurred_at INTEGER NOT NULL,
  language TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_type(content) = 'object')
) STRICT;
CREATE INDEX quote_by_opportunity ON quote (opportunity_id);

-- The vehicles that the customer is shown side by side, or the price of.
ALTER TABLE customer_view ADD COLUMN variant_ids TEXT NOT NULL DEFAULT '[]' CHECK (json_type(variant_ids) = 'array');

-- What was chosen last on this laptop of what prices depend on, such as where vehicles are registered.
CREATE TABLE price_fact (
  fact TEXT PRIMARY KEY,
  code TEXT NOT NULL
) STRICT, WITHOUT ROWID;
