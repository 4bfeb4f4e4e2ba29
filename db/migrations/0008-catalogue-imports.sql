-- Photos of vehicles, the store's own rates, imports that can be undone, stock with its days, catalogues of any size.

CREATE TABLE stock_unit_new (
  id TEXT PRIMARY KEY,
  variant_id TEXT NOT NULL,
  number TEXT NOT NULL,
  colour TEXT NOT NULL,
  place TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('in-stock', 'in-transit', 'allocated', 'demo', 'sold')),
  -- Since when it stands here, and when it is to come: business days.
  arrived_on TEXT,
  expected_on TEXT,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO stock_unit_new (id, variant_id, number, colour, place, state, deleted)
  SELECT id, variant_id, number, colour, place, state, deleted FROM stock_unit;
DROP TABLE stock_unit;
ALTER TABLE stock_unit_new RENAME TO stock_unit;
CREATE INDEX stock_unit_by_variant ON stock_unit (variant_id) WHERE deleted = 0;
CREATE INDEX stock_unit_by_number ON stock_unit (number) WHERE deleted = 0;

CREATE TABLE vehicle_photo (
  id TEXT PRIMARY KEY,
  -- A variant's id, or brand and model of it for a photo of all its variants.
  vehicle TEXT NOT NULL,
  hash TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  caption TEXT NOT NULL,
  author_id TEXT NOT NULL REFERENCES consultant (id),
  occurred_at INTEGER NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX vehicle_photo_by_vehicle ON vehicle_photo (vehicle) WHERE deleted = 0;
CREATE INDEX vehicle_photo_by_hash ON vehicle_photo (hash) WHERE deleted = 0;

-- Every row whose bytes travel apart.
CREATE VIEW named_blob AS
  SELECT 'picture' AS entity, id, hash, bytes, occurred_at FROM picture
  UNION ALL
  SELECT 'vehiclePhoto', id, hash, bytes, occurred_at FROM vehicle_photo WHERE deleted = 0;

CREATE TABLE rate_edit (
  id TEXT PRIMARY KEY,
  rate TEXT NOT NULL,
  applies TEXT NOT NULL,
  value REAL NOT NULL,
  unit TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_until TEXT,
  source TEXT NOT NULL,
  as_of TEXT NOT NULL,
  author_id TEXT NOT NULL REFERENCES consultant (id),
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;

-- What was brought in from files, by whom, and what takes it back.
CREATE TABLE import (
  id TEXT PRIMARY KEY,
  target TEXT NOT NULL CHECK (target IN ('vehicles', 'stock')),
  file_name TEXT NOT NULL,
  author_id TEXT NOT NULL REFERENCES consultant (id),
  occurred_at INTEGER NOT NULL,
  counts TEXT NOT NULL CHECK (json_type(counts) = 'object'),
  -- Of vehicles: the catalogue before and after it; of stock: what each row was before and after it.
  before_version TEXT,
  after_version TEXT,
  edits TEXT CHECK (edits IS NULL OR json_type(edits) = 'array'),
  undone_at INTEGER
) STRICT, WITHOUT ROWID;

-- How files with the same columns were mapped last.
CREATE TABLE import_mapping (
  target TEXT NOT NULL,
  header TEXT NOT NULL,
  mapping TEXT NOT NULL CHECK (json_type(mapping) = 'object'),
  used_at INTEGER NOT NULL,
  PRIMARY KEY (target, header)
) STRICT, WITHOUT ROWID;

-- A catalogue of tens of thousands of vehicles is packed; one that was written as JSON stays as it is.
CREATE TABLE catalogue_new (
  version TEXT PRIMARY KEY,
  imported_at INTEGER NOT NULL,
  origin TEXT NOT NULL,
  content ANY NOT NULL CHECK (typeof(content) IN ('text', 'blob')),
  in_use INTEGER NOT NULL CHECK (in_use IN (0, 1))
) STRICT;
INSERT INTO catalogue_new SELECT version, imported_at, origin, content, in_use FROM catalogue;
DROP TABLE catalogue;
ALTER TABLE catalogue_new RENAME TO catalogue;
CREATE UNIQUE INDEX catalogue_in_use ON catalogue (in_use) WHERE in_use = 1;
