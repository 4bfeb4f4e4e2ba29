-- Pictures, and what head office publishes downwards. Times are UTC milliseconds, hashes SHA-256 in hexadecimal.

-- A picture's bytes as far as they came, in order. Whole when `received` is `total`, and then they have the hash.
CREATE TABLE blob (
  store_id uuid NOT NULL REFERENCES store (store_id),
  hash text NOT NULL,
  total integer NOT NULL CHECK (total BETWEEN 1 AND 300000),
  received integer NOT NULL CHECK (received BETWEEN 0 AND total),
  content bytea NOT NULL,
  changed_at bigint NOT NULL,
  PRIMARY KEY (store_id, hash)
);

-- Pictures of erased customers: a laptop that does not know of the erasure yet must not bring one back.
CREATE TABLE erased_blob (
  store_id uuid NOT NULL REFERENCES store (store_id),
  hash text NOT NULL,
  PRIMARY KEY (store_id, hash)
);

-- A reference table: what was once published never changes and is kept, for whoever used it names it.
CREATE TABLE document (
  hash text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('catalogue', 'questions', 'market')),
  content bytea NOT NULL,
  bytes integer NOT NULL CHECK (bytes > 0),
  published_at bigint NOT NULL
);

-- The newest of a kind is in force; a store's own goes before that of all stores, whose `store_id` is NULL.
CREATE TABLE document_in_force (
  place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  store_id uuid REFERENCES store (store_id),
  kind text NOT NULL,
  hash text NOT NULL REFERENCES document (hash),
  since bigint NOT NULL
);
CREATE INDEX document_in_force_by_store ON document_in_force (kind, store_id, place);
