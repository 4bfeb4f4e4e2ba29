-- Service advisers, sign-in, the access log, and erasure.

CREATE TABLE consultant_with_advisers (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('consultant', 'service-adviser', 'manager')),
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO consultant_with_advisers SELECT id, name, role, active FROM consultant;
DROP TABLE consultant;
ALTER TABLE consultant_with_advisers RENAME TO consultant;

-- This folder's own mark, kept outside the database as well: a database that comes to another one is a new device.
ALTER TABLE device ADD COLUMN installation_id TEXT;
ALTER TABLE device ADD COLUMN idle_lock_minutes INTEGER NOT NULL DEFAULT 10 CHECK (idle_lock_minutes BETWEEN 1 AND 120);

-- Each person's PIN as a salted verifier, on this laptop only. `wrong` counts wrong PINs since the last right one.
CREATE TABLE pin (
  consultant_id TEXT PRIMARY KEY REFERENCES consultant (id),
  verifier TEXT NOT NULL,
  set_at INTEGER NOT NULL,
  wrong INTEGER NOT NULL DEFAULT 0 CHECK (wrong >= 0)
) STRICT, WITHOUT ROWID;

-- Who saw, changed or exported which customer. Append-only; each entry's hash covers the one before.
CREATE TABLE access_log (
  position INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  person_id TEXT,
  act TEXT NOT NULL,
  customer_id TEXT,
  detail TEXT NOT NULL CHECK (json_valid(detail)),
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX access_log_by_customer ON access_log (customer_id) WHERE customer_id IS NOT NULL;
CREATE TRIGGER access_log_never_changes BEFORE UPDATE ON access_log BEGIN
  SELECT RAISE(ABORT, 'the access log is append-only');
END;
CREATE TRIGGER access_log_never_shrinks BEFORE DELETE ON access_log BEGIN
  SELECT RAISE(ABORT, 'the access log is append-only');
END;

-- A customer erased on request or by the retention clock. Ids only; the customer may be known or yet to come.
CREATE TABLE erasure (
  id TEXT PRIMARY KEY,
  customer_id TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('requested', 'retention')),
  author_id TEXT NOT NULL REFERENCES consultant (id),
  occurred_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX erasure_by_customer ON erasure (customer_id);
-- Everyone who is erased here: told by an erasure, or by the list that outlives a restored backup. `traces_left`: their
-- words may still stand in the outbox journal or the write-ahead log.
CREATE TABLE erased_customer (
  customer_id TEXT PRIMARY KEY,
  traces_left INTEGER NOT NULL CHECK (traces_left IN (0, 1))
) STRICT, WITHOUT ROWID;

-- Long rows lie in rowid tables, where one more at the end touches one page and a page can be lost without its tree;
-- `place` is change_set_position * 1024 + ordinal, so that the changes of one set are a range of it.
-- A change is looked for by its id only where it can be followed by another, so an answer's need not stand in an index.
CREATE TABLE change_by_place (
  place INTEGER PRIMARY KEY,
  change_set_position INTEGER NOT NULL REFERENCES change_set (position),
  ordinal INTEGER NOT NULL CHECK (ordinal BETWEEN 0 AND 1023),
  id TEXT NOT NULL,
  entity TEXT NOT NULL,
  row_id TEXT NOT NULL,
  fields TEXT NOT NULL CHECK (json_valid(fields)),
  can_follow INTEGER NOT NULL CHECK (can_follow IN (0, 1)),
  CHECK (place = change_set_position * 1024 + ordinal)
) STRICT;
INSERT INTO change_by_place
  SELECT change_set_position * 1024 + ordinal, change_set_position, ordinal, id, entity, row_id, fields, can_follow
  FROM change ORDER BY change_set_position, ordinal;
DROP TABLE change;
ALTER TABLE change_by_place RENAME TO change;
CREATE INDEX change_by_row ON change (entity, row_id) WHERE can_follow = 1;
CREATE UNIQUE INDEX change_by_id ON change (id) WHERE can_follow = 1;

DROP VIEW current_answer;
CREATE TABLE answer_by_position (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
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
) STRICT;
INSERT INTO answer_by_position (id, opportunity_id, visit_id, question_id, state, value, own_words, language, bank_version,
    supersedes_ids, author_id, occurred_at, business_day)
  SELECT id, opportunity_id, visit_id, question_id, state, value, own_words, language, bank_version,
    supersedes_ids, author_id, occurred_at, business_day
  FROM answer ORDER BY occurred_at, id;
DROP TABLE answer;
ALTER TABLE answer_by_position RENAME TO answer;
CREATE INDEX answer_by_opportunity ON answer (opportunity_id, question_id);
-- What stands now: the answers that none of the same opportunity and question supersedes.
CREATE VIEW current_answer AS
  SELECT * FROM answer a
  WHERE NOT EXISTS (
    SELECT 1 FROM answer later, json_each(later.supersedes_ids) superseded
    WHERE later.opportunity_id = a.opportunity_id AND later.question_id = a.question_id
      AND superseded.value = a.id
  );
