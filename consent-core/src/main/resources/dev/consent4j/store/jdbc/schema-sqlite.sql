-- Layout 1. Erasing nulls everything but ledger, entry_index and leaf_hash.
CREATE TABLE ledger_entry (
  ledger      TEXT    NOT NULL,
  entry_index INTEGER NOT NULL,
  kind        TEXT,
  id          TEXT,
  subject     TEXT,
  account     TEXT,
  time        INTEGER,
  leaf_hash   BLOB    NOT NULL,
  salt        BLOB,
  bytes       BLOB,
  PRIMARY KEY (ledger, entry_index)
);
CREATE UNIQUE INDEX ledger_entry_by_id ON ledger_entry (ledger, id) WHERE id IS NOT NULL;
CREATE INDEX ledger_entry_by_kind ON ledger_entry (ledger, kind, entry_index);
CREATE INDEX ledger_entry_by_subject ON ledger_entry (ledger, subject, entry_index) WHERE subject IS NOT NULL;
CREATE INDEX ledger_entry_by_account ON ledger_entry (ledger, account, entry_index) WHERE account IS NOT NULL;
CREATE TABLE ledger_head (
  ledger    TEXT    NOT NULL PRIMARY KEY,
  size      INTEGER NOT NULL,
  frontier  BLOB    NOT NULL,
  published INTEGER NOT NULL
);
CREATE TABLE ledger_cell (
  ledger  TEXT NOT NULL,
  name    TEXT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (ledger, name)
);
-- "Cn4J" in ASCII.
PRAGMA application_id = 1131295818;
PRAGMA user_version = 1;
