-- Who head office is, who its laptops are, and how they are let in. Times are UTC milliseconds; keys, seeds and links
-- are base64url. The tables without a store in their key are reference tables: a laptop that asks for a nonce or a
-- token has not said yet which store it is of.

-- What a laptop takes up with its store. NULL in what the first version registered at a handshake, which is enrolled
-- anew.
ALTER TABLE store ADD COLUMN market text;
ALTER TABLE store ADD COLUMN time_zone text;
ALTER TABLE store ADD COLUMN language text;
ALTER TABLE store ADD COLUMN enrolled_at bigint;
CREATE UNIQUE INDEX store_by_code ON store (code) WHERE enrolled_at IS NOT NULL;

-- Head office's own secrets: the seeds of its key pairs, and what its chain links are sealed with.
CREATE TABLE headoffice_key (
  purpose text PRIMARY KEY CHECK (purpose IN ('sign', 'box', 'chain')),
  seed text NOT NULL,
  made_at bigint NOT NULL
);

-- What tokens are signed with. One that was ended still verifies what it had signed.
CREATE TABLE token_key (
  kid uuid PRIMARY KEY,
  seed text NOT NULL,
  made_at bigint NOT NULL,
  ended_at bigint
);

-- The newest is in force; laptops pinned the one of their day.
CREATE TABLE escrow_key (
  set_at bigint PRIMARY KEY,
  public_key text NOT NULL
);

-- One-time codes, as SHA-256. What the operator said of a store that is not there yet is kept until its first laptop.
CREATE TABLE enrolment_code (
  code_hash text PRIMARY KEY,
  store_code text NOT NULL,
  name text,
  market text,
  time_zone text,
  language text,
  made_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  used_at bigint,
  device_id uuid
);

CREATE TABLE enrolled_device (
  device_id uuid PRIMARY KEY,
  store_id uuid NOT NULL REFERENCES store (store_id),
  signing_key text NOT NULL,
  box_key text NOT NULL,
  -- Before the newest rotation: a signature by it is a late one, or a copy's.
  old_signing_key text,
  enrolled_at bigint NOT NULL,
  rotated_at bigint,
  revoked_at bigint,
  -- Two copies of the laptop were about.
  cloned_at bigint,
  -- When the newest token was given; NULL until the first link of the chain was used.
  token_at bigint,
  last_link text NOT NULL,
  -- The link that the last one was the answer to.
  previous_link text
);
CREATE INDEX enrolled_device_by_store ON enrolled_device (store_id);

CREATE TABLE nonce (
  nonce text PRIMARY KEY,
  device_id uuid NOT NULL,
  serial bigint GENERATED ALWAYS AS IDENTITY,
  issued_at bigint NOT NULL
);
CREATE INDEX nonce_by_device ON nonce (device_id, serial);
CREATE INDEX nonce_by_time ON nonce (issued_at);

-- The last words of revoked laptops. Only escrow can open them.
CREATE TABLE farewell (
  store_id uuid NOT NULL REFERENCES store (store_id),
  device_id uuid NOT NULL,
  sealed_hash text NOT NULL,
  sealed text NOT NULL,
  change_sets integer NOT NULL,
  received_at bigint NOT NULL,
  PRIMARY KEY (store_id, device_id, sealed_hash)
);
