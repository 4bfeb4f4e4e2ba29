-- Head office's database. Times are UTC milliseconds. Every key of a store-scoped table starts with store_id, so that
-- it can be partitioned by it. JSON is kept as text: jsonb would refuse the character U+0000 and reorder keys.

-- Which data set this is. A new one is begun when head office was set back; laptops then push again what it lacks.
CREATE TABLE epoch (
  only_one integer PRIMARY KEY CHECK (only_one = 1),
  epoch uuid NOT NULL,
  begun_at bigint NOT NULL
);

CREATE TABLE store (
  store_id uuid PRIMARY KEY,
  code text NOT NULL,
  name text NOT NULL,
  registered_at bigint NOT NULL
);

CREATE TABLE device (
  store_id uuid NOT NULL REFERENCES store (store_id),
  device_id uuid NOT NULL,
  registered_at bigint NOT NULL,
  last_handshake_at bigint NOT NULL,
  PRIMARY KEY (store_id, device_id)
);

-- The newest feed position of a store and the running hash up to it. Whoever writes for a store holds this row.
CREATE TABLE store_counter (
  store_id uuid PRIMARY KEY REFERENCES store (store_id),
  seq bigint NOT NULL,
  hash text NOT NULL
);

-- What became of each change set: its receipt is answered word for word when it is pushed again.
CREATE TABLE change_set (
  store_id uuid NOT NULL REFERENCES store (store_id),
  change_set_id uuid NOT NULL,
  device_id uuid NOT NULL,
  author_id uuid,
  occurred_at bigint NOT NULL,
  business_day date NOT NULL,
  content_hash text NOT NULL,
  receipt text NOT NULL,
  PRIMARY KEY (store_id, change_set_id)
);

CREATE TABLE change (
  store_id uuid NOT NULL,
  change_id uuid NOT NULL,
  change_set_id uuid NOT NULL,
  entity text NOT NULL,
  row_id uuid NOT NULL,
  fields text NOT NULL,
  PRIMARY KEY (store_id, change_id),
  FOREIGN KEY (store_id, change_set_id) REFERENCES change_set (store_id, change_set_id)
);

-- Which changes follow which, field by field: one that is followed is history and shows nothing.
CREATE TABLE change_parent (
  store_id uuid NOT NULL,
  parent_id uuid NOT NULL,
  field text NOT NULL,
  change_id uuid NOT NULL,
  PRIMARY KEY (store_id, parent_id, field, change_id)
);

-- Each row as it is now, at its latest seq; `place` orders the rows of one seq.
CREATE TABLE feed_row (
  store_id uuid NOT NULL,
  entity text NOT NULL,
  row_id uuid NOT NULL,
  seq bigint NOT NULL,
  place integer NOT NULL,
  fields text NOT NULL,
  PRIMARY KEY (store_id, entity, row_id)
);
CREATE UNIQUE INDEX feed_row_in_order ON feed_row (store_id, seq, place);

-- One entry a feed position, with the running hash up to it: what a laptop's cursor is checked against.
CREATE TABLE feed_log (
  store_id uuid NOT NULL,
  seq bigint NOT NULL,
  hash text NOT NULL,
  change_set_id uuid NOT NULL,
  PRIMARY KEY (store_id, seq)
);

-- Each side of a conflict beside the value shown, and when it was settled.
CREATE TABLE conflict (
  store_id uuid NOT NULL,
  entity text NOT NULL,
  row_id uuid NOT NULL,
  field text NOT NULL,
  change_id uuid NOT NULL,
  shown_change_id uuid NOT NULL,
  raised_seq bigint NOT NULL,
  settled_seq bigint,
  PRIMARY KEY (store_id, entity, row_id, field, change_id)
);
