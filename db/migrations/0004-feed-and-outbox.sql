-- What head office feeds of each row and its digest, folding in the outbox, receipts by reason, and a lighter search.

-- What a row is to sync. `versions` of an entity of kind `row`: for each change the fields whose value it said and that
-- are shown, which makes it the parent of their next edit. `fed_hash` is of the row as head office fed it at `fed_seq`,
-- which counts in the era of `feed_position` only: a new epoch begins another and leaves the rows as they are.
CREATE TABLE row_state (
  position INTEGER PRIMARY KEY,
  entity TEXT NOT NULL,
  row_id TEXT NOT NULL,
  versions TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(versions)),
  fed_era INTEGER,
  fed_seq INTEGER,
  fed_hash BLOB,
  UNIQUE (entity, row_id),
  CHECK ((fed_era IS NULL) = (fed_seq IS NULL) AND (fed_era IS NULL) = (fed_hash IS NULL))
) STRICT;
INSERT INTO row_state (entity, row_id, versions)
  SELECT entity, row_id, json_group_object(change_id, json(fields)) FROM (
    SELECT entity, row_id, change_id, json_group_array(field) AS fields FROM field_version
    GROUP BY entity, row_id, change_id)
  GROUP BY entity, row_id;
DROP TABLE field_version;

-- `refused`: a value of our own that head office refused. `set`: what stands beside the list shown, which has it all; the next edit names it. Who said a side and when, UTC
-- milliseconds, as head office tells, and the same of the value shown: `{ changeId, by, at }`.
CREATE TABLE field_beside_said (
  entity TEXT NOT NULL,
  row_id TEXT NOT NULL,
  field TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('masked', 'conflict', 'set', 'refused')),
  value TEXT NOT NULL CHECK (json_valid(value)),
  change_id TEXT NOT NULL,
  said_by_id TEXT,
  said_at INTEGER,
  shown TEXT CHECK (json_valid(shown)),
  PRIMARY KEY (entity, row_id, field, reason, change_id)
) STRICT, WITHOUT ROWID;
INSERT INTO field_beside_said (entity, row_id, field, reason, value, change_id)
  SELECT entity, row_id, field, reason, value, change_id FROM field_beside;
DROP TABLE field_beside;
ALTER TABLE field_beside_said RENAME TO field_beside;

-- The row that this one waits for, which may be itself; NULL where nothing is known of it.
ALTER TABLE feed_aside ADD COLUMN waits_for_id TEXT;
CREATE INDEX feed_aside_by_waits_for ON feed_aside (waits_for_id) WHERE waits_for_id IS NOT NULL;

-- A change set whose whole say a later one said again before it was sent: it is never sent.
CREATE TABLE folded (
  change_set_position INTEGER PRIMARY KEY REFERENCES change_set (position),
  into_position INTEGER NOT NULL REFERENCES change_set (position)
) STRICT;
CREATE INDEX folded_by_into ON folded (into_position);

CREATE TABLE receipt_by_reason (
  change_set_id TEXT PRIMARY KEY REFERENCES change_set (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'conflict', 'refused')),
  seq INTEGER,
  mark TEXT NOT NULL CHECK (mark IN ('durable', 'trial')),
  epoch TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  reason TEXT CHECK (reason IN ('other-content', 'written-before', 'not-readable')),
  -- As the outbox had it, for the case that the change set must wait again.
  visit_id TEXT,
  CHECK ((outcome = 'refused') = (reason IS NOT NULL))
) STRICT, WITHOUT ROWID;
-- A refusal was said in words before: only these two reasons were given.
INSERT INTO receipt_by_reason
  SELECT change_set_id, outcome, seq, mark, epoch, received_at,
    CASE WHEN outcome <> 'refused' THEN NULL WHEN words LIKE '%written before%' THEN 'written-before'
      ELSE 'other-content' END,
    visit_id
  FROM receipt;
DROP TABLE receipt;
ALTER TABLE receipt_by_reason RENAME TO receipt;
CREATE INDEX receipt_by_time ON receipt (received_at);
CREATE INDEX receipt_by_seq ON receipt (epoch, seq);
CREATE INDEX receipt_refused ON receipt (change_set_id) WHERE outcome = 'refused';

-- `stopped` is why sync stands still: `{ "type": ... }` with what there is to know. `digest` is of every row fed in
-- `era`. `sent_up_to`: change sets up to this position may be at head office, whatever came back. `allowed`: what the
-- manager has said yes to, until the next whole round.
CREATE TABLE feed_position_with_digest (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  epoch TEXT,
  mark TEXT CHECK (mark IN ('durable', 'trial')),
  cursor INTEGER NOT NULL,
  hash TEXT NOT NULL,
  synced_at INTEGER,
  stopped TEXT CHECK (json_valid(stopped)),
  era INTEGER NOT NULL,
  digest BLOB NOT NULL,
  sent_up_to INTEGER NOT NULL,
  allowed TEXT CHECK (allowed IN ('many-deletes', 'empty-headoffice'))
) STRICT;
-- The feed is read from its beginning, for the digest to know what was fed. What may have been sent is not known.
INSERT INTO feed_position_with_digest
  SELECT 1, epoch, mark, 0, '', synced_at, CASE WHEN stopped IS NULL THEN NULL ELSE '{"type":"mismatch"}' END,
    1, zeroblob(16), (SELECT coalesce(max(position), 0) FROM change_set), NULL
  FROM feed_position;
DROP TABLE feed_position;
ALTER TABLE feed_position_with_digest RENAME TO feed_position;

-- Only names: each end of a phone as a word of its own cost more than all the rest of a row, and the phones' own index
-- is read through in little time.
CREATE TABLE kept_names (position INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
INSERT INTO kept_names SELECT rowid, name FROM customer_search;
DROP TABLE customer_search;
CREATE VIRTUAL TABLE customer_search USING fts5 (name, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
INSERT INTO customer_search (customer_search, rank) VALUES ('secure-delete', 1);
INSERT INTO customer_search (rowid, name) SELECT position, name FROM kept_names ORDER BY position;
DROP TABLE kept_names;

-- Whether the network is paid for by the byte, which a person may know better than the laptop.
ALTER TABLE device ADD COLUMN metered TEXT NOT NULL DEFAULT 'auto' CHECK (metered IN ('auto', 'metered', 'unmetered'));

-- What comparing all rows with head office's last came to, and how many rows were fed again for it.
ALTER TABLE feed_position ADD COLUMN checked_at INTEGER;
ALTER TABLE feed_position ADD COLUMN checked_outcome TEXT CHECK (checked_outcome IN ('same', 'mended', 'differs'));
ALTER TABLE feed_position ADD COLUMN checked_rows INTEGER;

-- When the row was first found aside at the end of a round, UTC milliseconds; NULL where none has ended since.
ALTER TABLE feed_aside ADD COLUMN since INTEGER;

-- So many rows were fed in an earlier era, by changes of other laptops, and were not fed in this one.
ALTER TABLE feed_position ADD COLUMN only_here INTEGER NOT NULL DEFAULT 0;
