-- Who this laptop is to head office; never synced, and gone where the data comes to another installation.

-- `device_id`: as it was enrolled. Head office's public keys and escrow's as they were told then: pinned.
CREATE TABLE identity (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  device_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('enrolled', 'revoked', 'cloned')),
  enrolled_at INTEGER NOT NULL,
  rotated_at INTEGER,
  headoffice_signing_key TEXT NOT NULL,
  headoffice_box_key TEXT NOT NULL,
  escrow_key TEXT
) STRICT;

-- Seeds of key pairs, 32 bytes as base64url. `enrolling` and `rotating`: head office may have them, its answer has not
-- come. `code_hash`: the enrolment code that these keys went with.
CREATE TABLE device_key (
  purpose TEXT PRIMARY KEY CHECK (purpose IN ('enrolling', 'enrolled', 'rotating')),
  device_id TEXT NOT NULL,
  signing_seed TEXT NOT NULL,
  box_seed TEXT NOT NULL,
  code_hash TEXT CHECK ((code_hash IS NOT NULL) = (purpose = 'enrolling'))
) STRICT, WITHOUT ROWID;

-- Stores that this laptop was of before it took up head office's: what was journaled under them is its own.
CREATE TABLE earlier_store (
  store_id TEXT PRIMARY KEY,
  left_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who joined a store with this laptop, until they have said which of its people they are. `wrong` counts wrong PINs.
CREATE TABLE joiner (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  name TEXT NOT NULL,
  verifier TEXT NOT NULL,
  wrong INTEGER NOT NULL DEFAULT 0 CHECK (wrong >= 0),
  joined_at INTEGER NOT NULL
) STRICT;
