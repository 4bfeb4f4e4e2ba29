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
