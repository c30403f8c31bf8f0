-- Layout 1 for PostgreSQL. Erasing nulls everything but ledger, entry_index and leaf_hash.
CREATE TABLE IF NOT EXISTS ledger_entry (
  ledger      text COLLATE "C" NOT NULL,
  entry_index bigint           NOT NULL,
  kind        text COLLATE "C",
  id          text COLLATE "C",
  subject     text COLLATE "C",
  account     text COLLATE "C",
  time        bigint,
  leaf_hash   bytea            NOT NULL,
  salt        bytea,
  bytes       bytea,
  PRIMARY KEY (ledger, entry_index)
);
CREATE UNIQUE INDEX IF NOT EXISTS ledger_entry_by_id ON ledger_entry (ledger, id) WHERE id IS NOT NULL;
CREATE INDEX IF NOT EXISTS ledger_entry_by_kind ON ledger_entry (ledger, kind, entry_index);
CREATE INDEX IF NOT EXISTS ledger_entry_by_subject ON ledger_entry (ledger, subject, entry_index) WHERE subject IS NOT NULL;
CREATE INDEX IF NOT EXISTS ledger_entry_by_account ON ledger_entry (ledger, account, entry_index) WHERE account IS NOT NULL;
CREATE TABLE IF NOT EXISTS ledger_head (
  ledger    text COLLATE "C" NOT NULL PRIMARY KEY,
  size      bigint           NOT NULL,
  frontier  bytea            NOT NULL,
  published bigint           NOT NULL
);
CREATE TABLE IF NOT EXISTS ledger_cell (
  ledger  text COLLATE "C" NOT NULL,
  name    text COLLATE "C" NOT NULL,
  content bytea            NOT NULL,
  PRIMARY KEY (ledger, name)
);
CREATE TABLE IF NOT EXISTS ledger_layout (
  layout integer NOT NULL PRIMARY KEY
);
INSERT INTO ledger_layout (layout) SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM ledger_layout);
