-- Layout 1 for H2. Erasing nulls everything but ledger, entry_index and leaf_hash.
CREATE TABLE IF NOT EXISTS ledger_entry (
  ledger      VARCHAR   NOT NULL,
  entry_index BIGINT    NOT NULL,
  kind        VARCHAR,
  id          VARCHAR,
  subject     VARCHAR,
  account     VARCHAR,
  time        BIGINT,
  leaf_hash   VARBINARY NOT NULL,
  salt        VARBINARY,
  bytes       BLOB,
  PRIMARY KEY (ledger, entry_index)
);
CREATE UNIQUE INDEX IF NOT EXISTS ledger_entry_by_id ON ledger_entry (ledger, id);
CREATE INDEX IF NOT EXISTS ledger_entry_by_kind ON ledger_entry (ledger, kind, entry_index);
CREATE INDEX IF NOT EXISTS ledger_entry_by_subject ON ledger_entry (ledger, subject, entry_index);
CREATE INDEX IF NOT EXISTS ledger_entry_by_account ON ledger_entry (ledger, account, entry_index);
CREATE TABLE IF NOT EXISTS ledger_head (
  ledger    VARCHAR   NOT NULL PRIMARY KEY,
  size      BIGINT    NOT NULL,
  frontier  VARBINARY NOT NULL,
  published BIGINT    NOT NULL
);
CREATE TABLE IF NOT EXISTS ledger_cell (
  ledger  VARCHAR   NOT NULL,
  name    VARCHAR   NOT NULL,
  content VARBINARY NOT NULL,
  PRIMARY KEY (ledger, name)
);
CREATE TABLE IF NOT EXISTS ledger_layout (
  layout INTEGER NOT NULL PRIMARY KEY
);
INSERT INTO ledger_layout (layout) SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM ledger_layout);
