-- The bytes of pictures, and documents that head office published. Hashes are SHA-256 in hexadecimal.

-- As far as the bytes came, in order. What no picture names any more goes. `at_headoffice`: the epoch in which head
-- office was known to have it whole.
CREATE TABLE blob (
  hash TEXT PRIMARY KEY,
  total INTEGER NOT NULL CHECK (total BETWEEN 1 AND 300000),
  content BLOB NOT NULL CHECK (octet_length(content) <= total),
  state TEXT NOT NULL CHECK (state IN ('partial', 'whole')),
  at_headoffice TEXT
) STRICT;

-- `refused`: whole, and not usable here for the `reason`; what was in force before stays so.
CREATE TABLE document (
  hash TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('catalogue', 'questions', 'market')),
  total INTEGER NOT NULL CHECK (total > 0),
  content BLOB NOT NULL CHECK (octet_length(content) <= total),
  state TEXT NOT NULL CHECK (state IN ('partial', 'whole', 'refused')),
  reason TEXT CHECK ((reason IS NOT NULL) = (state = 'refused')),
  in_force INTEGER NOT NULL DEFAULT 0 CHECK (in_force IN (0, 1)),
  -- When it came into force here, UTC milliseconds.
  since INTEGER CHECK ((since IS NOT NULL) OR in_force = 0)
) STRICT;
CREATE UNIQUE INDEX document_in_force ON document (kind) WHERE in_force = 1;
