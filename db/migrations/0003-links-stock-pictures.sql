-- Links between records of one person or one walk-in, stock units and claims, pictures, late entry, and what a laptop's
-- clock was worth when it wrote.

ALTER TABLE customer ADD COLUMN note TEXT;
-- More phones as E.164, without order or repeats.
ALTER TABLE customer ADD COLUMN also_phones TEXT NOT NULL DEFAULT '[]' CHECK (json_type(also_phones) = 'array');
-- Most have none: those who have are found by any of them.
CREATE INDEX customer_by_more_phones ON customer (also_phones) WHERE also_phones <> '[]';
-- What a consent was said in knowledge of beside the one it follows.
ALTER TABLE consent ADD COLUMN also_follows_ids TEXT NOT NULL DEFAULT '[]' CHECK (json_type(also_follows_ids) = 'array');
ALTER TABLE visit ADD COLUMN entered_late INTEGER NOT NULL DEFAULT 0 CHECK (entered_late IN (0, 1));

-- What the laptop's clock said, what to add to it for head office's time as last learned, and whether it was trusted;
-- NULL in what was written before they were noted.
ALTER TABLE change_set ADD COLUMN clock_at INTEGER;
ALTER TABLE change_set ADD COLUMN clock_offset_ms INTEGER;
ALTER TABLE change_set ADD COLUMN clock_trusted INTEGER CHECK (clock_trusted IN (0, 1));
ALTER TABLE change_set ADD COLUMN entered_late INTEGER NOT NULL DEFAULT 0 CHECK (entered_late IN (0, 1));

-- What this laptop's clock is worth, never synced. Head office's time as last learned: what to add to the clock for it,
-- what the clock said then, and how long the machine had been up. And what a person said of the date, in the same three,
-- with the latest time that anything had been recorded with until then, and head office's offset that they were told of.
ALTER TABLE device ADD COLUMN headoffice_offset_ms INTEGER;
ALTER TABLE device ADD COLUMN headoffice_clock_at INTEGER;
ALTER TABLE device ADD COLUMN headoffice_up_ms INTEGER;
ALTER TABLE device ADD COLUMN said_offset_ms INTEGER;
ALTER TABLE device ADD COLUMN said_clock_at INTEGER;
ALTER TABLE device ADD COLUMN said_up_ms INTEGER;
ALTER TABLE device ADD COLUMN said_newest_at INTEGER;
ALTER TABLE device ADD COLUMN said_headoffice_offset_ms INTEGER;

-- Records of one person: no row moves. `linked` 0 takes back the links that it follows.
CREATE TABLE customer_link (
  id TEXT PRIMARY KEY,
  one_id TEXT NOT NULL REFERENCES customer (id),
  other_id TEXT NOT NULL REFERENCES customer (id),
  linked INTEGER NOT NULL CHECK (linked IN (0, 1)),
  follows_ids TEXT NOT NULL CHECK (json_type(follows_ids) = 'array'),
  author_id TEXT NOT NULL REFERENCES consultant (id),
  occurred_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_link_by_one ON customer_link (one_id);
CREATE INDEX customer_link_by_other ON customer_link (other_id);

CREATE TABLE visit_link (
  id TEXT PRIMARY KEY,
  one_id TEXT NOT NULL REFERENCES visit (id),
  other_id TEXT NOT NULL REFERENCES visit (id),
  linked INTEGER NOT NULL CHECK (linked IN (0, 1)),
  follows_ids TEXT NOT NULL CHECK (json_type(follows_ids) = 'array'),
  author_id TEXT NOT NULL REFERENCES consultant (id),
  occurred_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_link_by_one ON visit_link (one_id);
CREATE INDEX visit_link_by_other ON visit_link (other_id);

CREATE TABLE stock_unit (
  id TEXT PRIMARY KEY,
  variant_id TEXT NOT NULL,
  number TEXT NOT NULL,
  colour TEXT NOT NULL,
  place TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('in-stock', 'in-transit', 'demo', 'sold')),
  -- A tombstone stays: another laptop may have changed what this one deleted.
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_unit_by_variant ON stock_unit (variant_id) WHERE deleted = 0;

CREATE TABLE claim (
  id TEXT PRIMARY KEY,
  stock_unit_id TEXT NOT NULL REFERENCES stock_unit (id),
  hour TEXT,
  opportunity_id TEXT REFERENCES opportunity (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_by_stock_unit ON claim (stock_unit_id);
CREATE INDEX claim_by_opportunity ON claim (opportunity_id) WHERE opportunity_id IS NOT NULL;

CREATE TABLE picture (
  id TEXT PRIMARY KEY,
  opportunity_id TEXT NOT NULL REFERENCES opportunity (id),
  visit_id TEXT NOT NULL REFERENCES visit (id),
  hash TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  caption TEXT NOT NULL,
  author_id TEXT NOT NULL REFERENCES consultant (id),
  occurred_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX picture_by_opportunity ON picture (opportunity_id);
CREATE INDEX picture_by_visit ON picture (visit_id);
CREATE INDEX picture_by_hash ON picture (hash);
