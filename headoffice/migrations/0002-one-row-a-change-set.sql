-- The second version of the protocol. One row keeps a change set, its receipt and its feed position; a row of the feed
-- that one change set wrote and nobody changed since is not kept a second time. Hashes are bytes.
--
-- What the first version kept comes along. Its feed had another running hash, so a new epoch begins: every laptop reads
-- the feed anew and pushes again what head office may lack. What takes more than SQL, the hashes of the rows, is
-- filled in by headoffice/complete-rows.ts in the same transaction.

DELETE FROM epoch;

ALTER TABLE change_set RENAME TO old_change_set;
ALTER TABLE old_change_set RENAME CONSTRAINT change_set_pkey TO old_change_set_pkey;
ALTER TABLE change_parent RENAME TO old_change_parent;
ALTER TABLE old_change_parent RENAME CONSTRAINT change_parent_pkey TO old_change_parent_pkey;
ALTER TABLE feed_row RENAME TO old_feed_row;
ALTER TABLE old_feed_row RENAME CONSTRAINT feed_row_pkey TO old_feed_row_pkey;

-- The newest feed position of a store, the running hash up to it and the digest of its rows. Whoever writes for a store
-- holds this row. What is asked of every page stands here too: a query beside the lock would see the time before it.
ALTER TABLE store_counter ADD COLUMN digest text NOT NULL DEFAULT '00000000000000000000000000000000';
ALTER TABLE store_counter ADD COLUMN has_erased boolean NOT NULL DEFAULT false;

-- What became of each change set: its receipt is answered word for word when it is pushed again. `content` is its
-- canonical JSON, less the words of customers erased since (`is_stripped`), while `content_hash` stays that of what was
-- received; it is NULL where refused.
CREATE TABLE change_set (
  store_id uuid NOT NULL,
  change_set_id uuid NOT NULL,
  device_id uuid NOT NULL,
  seq bigint,
  running_hash bytea,
  content_hash bytea NOT NULL,
  outcome text NOT NULL,
  mark text NOT NULL,
  received_at bigint NOT NULL,
  reason text,
  is_stripped boolean NOT NULL DEFAULT false,
  content text,
  PRIMARY KEY (store_id, change_set_id)
);

WITH RECURSIVE chain (store_id, seq, change_set_id, hash) AS (
  SELECT store_id, 0::bigint, NULL::uuid, '' FROM store_counter
  UNION ALL
  SELECT log.store_id, log.seq, log.change_set_id,
    encode(sha256(convert_to(chain.hash || E'\n' || log.change_set_id || E'\n' || kept.content_hash, 'UTF8')), 'hex')
  FROM chain
  JOIN feed_log log ON log.store_id = chain.store_id AND log.seq = chain.seq + 1
  JOIN old_change_set kept ON kept.store_id = log.store_id AND kept.change_set_id = log.change_set_id
), said (store_id, change_set_id, changes) AS (
  SELECT store_id, change_set_id, string_agg(
    '{"entity":"' || entity || '","fields":' || fields || ',"id":"' || change_id || '","rowId":"' || row_id || '"}',
    ',' ORDER BY change_id)
  FROM change GROUP BY store_id, change_set_id
)
INSERT INTO change_set
SELECT kept.store_id, kept.change_set_id, kept.device_id, chain.seq, decode(chain.hash, 'hex'),
  decode(kept.content_hash, 'hex'), kept.receipt::json ->> 'outcome', kept.receipt::json ->> 'mark',
  (kept.receipt::json ->> 'receivedAt')::bigint,
  CASE WHEN kept.receipt::json ->> 'outcome' = 'refused' THEN 'written-before' END, false,
  '{"authorId":' || coalesce('"' || kept.author_id || '"', 'null') || ',"businessDay":"' || kept.business_day
    || '","changes":[' || said.changes || '],"id":"' || kept.change_set_id
    || '","occurredAt":' || kept.occurred_at || '}'
FROM old_change_set kept
LEFT JOIN chain USING (store_id, change_set_id)
LEFT JOIN said USING (store_id, change_set_id);
CREATE UNIQUE INDEX change_set_by_seq ON change_set (store_id, seq) WHERE seq IS NOT NULL;

UPDATE store_counter SET hash = encode(newest.running_hash, 'hex')
FROM change_set newest WHERE newest.store_id = store_counter.store_id AND newest.seq = store_counter.seq;

-- Changes whose id does not tell their change set: the first version's.
CREATE TABLE loose_change (
  store_id uuid NOT NULL,
  change_id uuid NOT NULL,
  change_set_id uuid NOT NULL,
  PRIMARY KEY (store_id, change_id)
);
INSERT INTO loose_change SELECT store_id, change_id, change_set_id FROM change;

-- Which changes follow which, with the fields of it between commas: one that is followed is history and shows nothing.
CREATE TABLE change_parent (
  store_id uuid NOT NULL,
  parent_id uuid NOT NULL,
  change_id uuid NOT NULL,
  fields text NOT NULL,
  PRIMARY KEY (store_id, parent_id, change_id)
);
INSERT INTO change_parent
SELECT store_id, parent_id, change_id, string_agg(field, ',' ORDER BY field)
FROM old_change_parent GROUP BY store_id, parent_id, change_id;

-- Each row as it is now, at its latest seq; `place` orders the rows of one seq. `state` is NULL where the row is what
-- the change at this place of the change set of this seq said, and nothing else.
CREATE TABLE feed_row (
  store_id uuid NOT NULL,
  entity text NOT NULL,
  row_id uuid NOT NULL,
  seq bigint NOT NULL,
  place integer NOT NULL,
  -- The row's hash in the digest.
  hash bytea NOT NULL,
  -- The row by which this one is about a customer.
  hangs_on uuid,
  state text,
  -- The change sets that wrote the row, so that erasing finds them; NULL beside a `state` of NULL, which tells it.
  written_by uuid[],
  PRIMARY KEY (store_id, row_id, entity)
);
INSERT INTO feed_row
SELECT row.store_id, row.entity, row.row_id, row.seq, row.place, '', NULL, row.fields,
  (SELECT array_agg(DISTINCT change_set_id) FROM change
   WHERE change.store_id = row.store_id AND change.entity = row.entity AND change.row_id = row.row_id)
FROM old_feed_row row;
CREATE UNIQUE INDEX feed_row_in_order_2 ON feed_row (store_id, seq, place);
CREATE INDEX feed_row_by_what_it_hangs_on ON feed_row (store_id, hangs_on) WHERE hangs_on IS NOT NULL;
-- The few rows that hold a value beside the one shown, for counting open conflicts (headoffice/metrics-figures.ts).
CREATE INDEX feed_row_with_others ON feed_row (store_id) WHERE state LIKE '%"others":[{%';

-- Rows that a row of an entity which this version does not know names: it hangs on all of them.
CREATE TABLE named_by (
  store_id uuid NOT NULL,
  named_id uuid NOT NULL,
  entity text NOT NULL,
  row_id uuid NOT NULL,
  PRIMARY KEY (store_id, named_id, entity, row_id)
);

-- Customers erased, by the first erasure of each.
CREATE TABLE erased_customer (
  store_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (store_id, customer_id)
);

-- Where each laptop stands, as it said last. A cursor counts in its own epoch only.
ALTER TABLE device RENAME COLUMN registered_at TO first_seen_at;
ALTER TABLE device RENAME COLUMN last_handshake_at TO last_seen_at;
ALTER TABLE device ADD COLUMN cursor bigint NOT NULL DEFAULT 0;
ALTER TABLE device ADD COLUMN cursor_epoch uuid;
ALTER TABLE device ADD COLUMN waiting integer NOT NULL DEFAULT 0;

DROP TABLE old_feed_row, old_change_parent, feed_log, conflict, change, old_change_set;
ALTER INDEX feed_row_in_order_2 RENAME TO feed_row_in_order;
