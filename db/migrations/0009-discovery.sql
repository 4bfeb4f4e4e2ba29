-- Answers that can be withdrawn, by whom in the party, and what else a conversation leaves: remarks, read-backs, how far
-- the customer felt heard, and what nothing on sale gave them.

DROP VIEW current_answer;
CREATE TABLE answer_new (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  opportunity_id TEXT NOT NULL REFERENCES opportunity (id),
  visit_id TEXT NOT NULL REFERENCES visit (id),
  question_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('answered', 'unsure', 'declined', 'withdrawn')),
  value TEXT CHECK (json_valid(value)),
  own_words TEXT NOT NULL,
  language TEXT NOT NULL,
  bank_version TEXT NOT NULL,
  -- Ids of answers, which may come later than this one.
  supersedes_ids TEXT NOT NULL CHECK (json_type(supersedes_ids) = 'array'),
  author_id TEXT NOT NULL REFERENCES consultant (id),
  occurred_at INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  -- NULL is the party as one.
  speaker TEXT CHECK (speaker IN ('driver', 'payer', 'decider', 'passenger')),
  -- Ids of a remark and of an answer, which may come later than this one.
  confirms_remark_id TEXT,
  restores_id TEXT,
  CHECK ((state = 'answered') = (value IS NOT NULL))
) STRICT;
INSERT INTO answer_new (position, id, opportunity_id, visit_id, question_id, state, value, own_words, language,
    bank_version, supersedes_ids, author_id, occurred_at, business_day)
  SELECT position, id, opportunity_id, visit_id, question_id, state, value, own_words, language,
    bank_version, supersedes_ids, author_id, occurred_at, business_day
  FROM answer;
DROP TABLE answer;
ALTER TABLE answer_new RENAME TO answer;
CREATE INDEX answer_by_opportunity ON answer (opportunity_id, question_id);
-- What stands now: the answers that none of the same opportunity and question supersedes, without those withdrawn.
CREATE VIEW current_answer AS
  SELECT * FROM answer a
  WHERE a.state <> 'withdrawn' AND NOT EXISTS (
    SELECT 1 FROM answer later, json_each(later.supersedes_ids) superseded
    WHERE later.opportunity_id = a.opportunity_id AND later.question_id = a.question_id
      AND superseded.value = a.id
  );

CREATE TABLE remark (
  id TEXT PRIMARY KEY,
  opportunity_id TEXT NOT NULL REFERENCES opportunity (id),
  visit_id TEXT NOT NULL REFERENCES visit (id),
  text TEXT NOT NULL,
  language TEXT NOT NULL,
  speaker TEXT CHECK (speaker IN ('driver', 'payer', 'decider', 'passenger')),
  topic_id TEXT,
  -- Ids of remarks, which may come later than this one.
  supersedes_ids TEXT NOT NULL CHECK (json_type(supersedes_ids) = 'array'),
  removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
  author_id TEXT NOT NULL REFERENCES consultant (id),
  occurred_at INTEGER NOT NULL,
  business_day TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX remark_by_opportunity ON remark (opportunity_id);

CREATE TABLE read_back (
  id TEXT PRIMARY KEY,
  opportunity_id TEXT NOT NULL REFERENCES opportunity (id),
  visit_id TEXT NOT NULL REFERENCES visit (id),
  language TEXT NOT NULL,
  lines TEXT NOT NULL CHECK (json_type(lines) = 'array'),
  agreed INTEGER NOT NULL CHECK (agreed IN (0, 1)),
  author_id TEXT NOT NULL REFERENCES consultant (id),
  occurred_at INTEGER NOT NULL,
  business_day TEXT NOT NULL
) STRICT;
CREATE INDEX read_back_by_opportunity ON read_back (opportunity_id);

CREATE TABLE felt_heard (
  id TEXT PRIMARY KEY,
  opportunity_id TEXT NOT NULL REFERENCES opportunity (id),
  visit_id TEXT NOT NULL REFERENCES visit (id),
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
  in_customer_view INTEGER NOT NULL CHECK (in_customer_view IN (0, 1)),
  author_id TEXT NOT NULL REFERENCES consultant (id),
  occurred_at INTEGER NOT NULL,
  business_day TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX felt_heard_by_opportunity ON felt_heard (opportunity_id);

CREATE TABLE unmet_need (
  id TEXT PRIMARY KEY,
  opportunity_id TEXT NOT NULL REFERENCES opportunity (id),
  visit_id TEXT NOT NULL REFERENCES visit (id),
  attribute TEXT NOT NULL,
  test TEXT NOT NULL CHECK (json_type(test) = 'object'),
  together TEXT NOT NULL CHECK (json_type(together) = 'array'),
  own_words TEXT NOT NULL,
  answer_id TEXT,
  stands INTEGER NOT NULL CHECK (stands IN (0, 1)),
  -- Ids of unmet needs, which may come later than this one.
  follows_ids TEXT NOT NULL CHECK (json_type(follows_ids) = 'array'),
  author_id TEXT NOT NULL REFERENCES consultant (id),
  occurred_at INTEGER NOT NULL,
  business_day TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX unmet_need_by_opportunity ON unmet_need (opportunity_id);

-- Where a conversation is on this laptop only: what is pinned and skipped, the language of the talk, who speaks.
ALTER TABLE discovery_place ADD COLUMN pinned_question_id TEXT;
ALTER TABLE discovery_place ADD COLUMN language TEXT;
ALTER TABLE discovery_place ADD COLUMN speaker TEXT
  CHECK (speaker IN ('driver', 'payer', 'decider', 'passenger'));
CREATE TABLE discovery_skip (
  opportunity_id TEXT NOT NULL REFERENCES opportunity (id),
  question_id TEXT NOT NULL,
  skipped_at INTEGER NOT NULL,
  PRIMARY KEY (opportunity_id, question_id)
) STRICT, WITHOUT ROWID;

-- The page that the screen shows to the customer; no row while it shows the consultant's.
CREATE TABLE customer_view (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  visit_id TEXT NOT NULL,
  page TEXT NOT NULL,
  language TEXT NOT NULL
) STRICT;
