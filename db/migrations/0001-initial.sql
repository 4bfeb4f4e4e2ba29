-- The laptop's database. Times are UTC milliseconds, business days are the store's, money is integer minor units.

-- "NSTR": this file is Northstar's, and no other program's.
PRAGMA application_id = 0x4e535452;

CREATE TABLE device (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  device_id TEXT NOT NULL,
  store_id TEXT NOT NULL,
  store_name TEXT NOT NULL,
  store_code TEXT NOT NULL,
  market TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  language TEXT NOT NULL,
  colour_scheme TEXT NOT NULL DEFAULT 'auto' CHECK (colour_scheme IN ('auto', 'light', 'dark')),
  headoffice_url TEXT,
  consultant_id TEXT
) STRICT;

-- What one user action wrote. `position` is this laptop's own order of writing.
CREATE TABLE change_set (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  author_id TEXT,
  occurred_at INTEGER NOT NULL,
  business_day TEXT NOT NULL
) STRICT;

CREATE TABLE change (
  change_set_position INTEGER NOT NULL REFERENCES change_set (position),
  ordinal INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  entity TEXT NOT NULL,
  row_id TEXT NOT NULL,
  fields TEXT NOT NULL CHECK (json_valid(fields)),
  -- 1 for entities of kind `row`: only their fields can be changed again, and only those changes are looked for by row.
  can_follow INTEGER NOT NULL CHECK (can_follow IN (0, 1)),
  PRIMARY KEY (change_set_position, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_by_row ON change (entity, row_id) WHERE can_follow = 1;

-- A change set waits here until head office has given its receipt, and is never taken out before.
CREATE TABLE outbox (
  change_set_position INTEGER PRIMARY KEY REFERENCES change_set (position),
  visit_id TEXT
) STRICT;

CREATE TABLE receipt (
  change_set_id TEXT PRIMARY KEY REFERENCES change_set (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'conflict', 'refused')),
  seq INTEGER,
  mark TEXT NOT NULL CHECK (mark IN ('durable', 'trial')),
  epoch TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  words TEXT NOT NULL,
  -- As the outbox had it, for the case that the change set must wait again.
  visit_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_by_time ON receipt (received_at);
CREATE INDEX receipt_by_seq ON receipt (epoch, seq);
CREATE INDEX receipt_refused ON receipt (change_set_id) WHERE outcome = 'refused';

-- The change whose value each field now shows: the parent of the next edit. Only entities of kind `row` have them.
CREATE TABLE field_version (
  entity TEXT NOT NULL,
  row_id TEXT NOT NULL,
  field TEXT NOT NULL,
  change_id TEXT NOT NULL,
  PRIMARY KEY (entity, row_id, field)
) STRICT, WITHOUT ROWID;

-- Values kept beside a field: head office's, masked by an unsent change of our own, or the other sides of a conflict.
CREATE TABLE field_beside (
  entity TEXT NOT NULL,
  row_id TEXT NOT NULL,
  field TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('masked', 'conflict')),
  value TEXT NOT NULL CHECK (json_valid(value)),
  change_id TEXT NOT NULL,
  PRIMARY KEY (entity, row_id, field, reason, change_id)
) STRICT, WITHOUT ROWID;

-- Fed rows that wait for the row they hang on, or cannot be applied at all; kept whole, tried again.
CREATE TABLE feed_aside (
  entity TEXT NOT NULL,
  row_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'quarantined')),
  reason TEXT NOT NULL,
  row TEXT NOT NULL CHECK (json_valid(row)),
  PRIMARY KEY (entity, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE feed_position (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  epoch TEXT,
  mark TEXT CHECK (mark IN ('durable', 'trial')),
  cursor INTEGER NOT NULL,
  hash TEXT NOT NULL,
  synced_at INTEGER,
  stopped TEXT
) STRICT;
INSERT INTO feed_position (only, cursor, hash) VALUES (1, 0, '');

CREATE TABLE consultant (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('consultant', 'manager')),
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE customer (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT,
  phone TEXT CHECK (phone GLOB '+[0-9]*'),
  language TEXT NOT NULL
) STRICT;
CREATE INDEX customer_by_phone ON customer (phone) WHERE phone IS NOT NULL;

-- Rows are keyed by customer.position; names are folded, phones stand as E.164 digits.
CREATE VIRTUAL TABLE customer_search USING fts5 (name, phone, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
INSERT INTO customer_search (customer_search, rank) VALUES ('secure-delete', 1);

CREATE TABLE consent (
  id TEXT PRIMARY KEY,
  customer_id TEXT NOT NULL REFERENCES customer (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('follow-up', 'marketing', 'share-with-maker')),
  granted INTEGER NOT NULL CHECK (granted IN (0, 1)),
  wording_id TEXT NOT NULL,
  wording TEXT NOT NULL,
  language TEXT NOT NULL,
  withdraws_id TEXT,
  follows_id TEXT,
  author_id TEXT NOT NULL REFERENCES consultant (id),
  occurred_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX consent_by_customer ON consent (customer_id);

CREATE TABLE opportunity (
  id TEXT PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES consultant (id),
  customer_id TEXT REFERENCES customer (id),
  state TEXT NOT NULL CHECK (state IN ('open', 'lost', 'booked', 'delivered')),
  lost_reason TEXT,
  lost_note TEXT,
  lost_visit_id TEXT,
  lost_business_day TEXT,
  opened_at INTEGER NOT NULL,
  CHECK ((state = 'lost') = (lost_reason IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX opportunity_by_customer ON opportunity (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX opportunity_by_lost_day ON opportunity (lost_business_day) WHERE lost_business_day IS NOT NULL;

CREATE TABLE visit (
  id TEXT PRIMARY KEY,
  opportunity_id TEXT NOT NULL REFERENCES opportunity (id),
  owner_id TEXT NOT NULL REFERENCES consultant (id),
  arrival TEXT NOT NULL CHECK (arrival IN ('first-time', 'be-back', 'unknown')),
  started_at INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  ended_at INTEGER,
  left_before_contact INTEGER NOT NULL CHECK (left_before_contact IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_by_business_day ON visit (business_day);
CREATE INDEX visit_by_opportunity ON visit (opportunity_id);
CREATE INDEX visit_open ON visit (started_at) WHERE ended_at IS NULL;

CREATE TABLE answer (
  id TEXT PRIMARY KEY,
  opportunity_id TEXT NOT NULL REFERENCES opportunity (id),
  visit_id TEXT NOT NULL REFERENCES visit (id),
  question_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('answered', 'unsure', 'declined')),
  value TEXT CHECK (json_valid(value)),
  own_words TEXT NOT NULL,
  language TEXT NOT NULL,
  bank_version TEXT NOT NULL,
  -- Ids of answers, which may come later than this one.
  supersedes_ids TEXT NOT NULL CHECK (json_type(supersedes_ids) = 'array'),
  author_id TEXT NOT NULL REFERENCES consultant (id),
  occurred_at INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  CHECK ((state = 'answered') = (value IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_by_opportunity ON answer (opportunity_id, question_id);

-- What stands now: the answers that none of the same opportunity and question supersedes.
CREATE VIEW current_answer AS
  SELECT * FROM answer a
  WHERE NOT EXISTS (
    SELECT 1 FROM answer later, json_each(later.supersedes_ids) superseded
    WHERE later.opportunity_id = a.opportunity_id AND later.question_id = a.question_id
      AND superseded.value = a.id
  );

-- Text being typed, and the question last open, on this laptop only.
CREATE TABLE answer_draft (
  opportunity_id TEXT NOT NULL REFERENCES opportunity (id),
  question_id TEXT NOT NULL,
  text TEXT NOT NULL,
  kept_at INTEGER NOT NULL,
  PRIMARY KEY (opportunity_id, question_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE discovery_place (
  opportunity_id TEXT PRIMARY KEY REFERENCES opportunity (id),
  question_id TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE shortlist (
  id TEXT PRIMARY KEY,
  opportunity_id TEXT NOT NULL REFERENCES opportunity (id),
  visit_id TEXT NOT NULL REFERENCES visit (id),
  author_id TEXT NOT NULL REFERENCES consultant (id),
  occurred_at INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  language TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content))
) STRICT;
CREATE INDEX shortlist_by_opportunity ON shortlist (opportunity_id);
CREATE INDEX shortlist_by_business_day ON shortlist (business_day);

CREATE TABLE booking (
  id TEXT PRIMARY KEY,
  opportunity_id TEXT NOT NULL REFERENCES opportunity (id),
  visit_id TEXT NOT NULL REFERENCES visit (id),
  variant_id TEXT NOT NULL,
  vehicle_name TEXT NOT NULL,
  amount TEXT NOT NULL CHECK (json_valid(amount)),
  payment_mode TEXT NOT NULL,
  promised_day TEXT,
  author_id TEXT NOT NULL REFERENCES consultant (id),
  occurred_at INTEGER NOT NULL,
  business_day TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX booking_by_business_day ON booking (business_day);
CREATE INDEX booking_by_opportunity ON booking (opportunity_id);

CREATE TABLE daily_summary (
  id TEXT PRIMARY KEY,
  business_day TEXT NOT NULL,
  revision INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('closed', 'restated')),
  author_id TEXT NOT NULL REFERENCES consultant (id),
  occurred_at INTEGER NOT NULL,
  figures TEXT NOT NULL CHECK (json_valid(figures)),
  difference TEXT NOT NULL CHECK (json_valid(difference)),
  basis TEXT NOT NULL CHECK (json_valid(basis)),
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX daily_summary_by_day ON daily_summary (business_day, revision);

-- The catalogue in use: whole versions, the latest import on top; a quote keeps the version it used.
CREATE TABLE catalogue (
  version TEXT PRIMARY KEY,
  imported_at INTEGER NOT NULL,
  origin TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  in_use INTEGER NOT NULL CHECK (in_use IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX catalogue_in_use ON catalogue (in_use) WHERE in_use = 1;
