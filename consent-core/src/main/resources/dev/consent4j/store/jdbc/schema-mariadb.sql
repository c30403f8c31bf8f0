-- Layout 1 for MariaDB and MySQL. Erasing nulls everything but ledger, entry_index and leaf_hash.
-- Texts are the bytes of their UTF-8: no collation, so nothing different is taken for equal.
CREATE TABLE IF NOT EXISTS ledger_entry (
  ledger      VARBINARY(200) NOT NULL,
  entry_index BIGINT         NOT NULL,
  kind        VARBINARY(512),
  id          VARBINARY(512),
  subject     VARBINARY(512),
  account     VARBINARY(512),
  time        BIGINT,
  leaf_hash   VARBINARY(64)  NOT NULL,
  salt        VARBINARY(64),
  bytes       LONGBLOB,
  PRIMARY KEY (ledger, entry_index),
  UNIQUE KEY ledger_entry_by_id (ledger, id),
  KEY ledger_entry_by_kind (ledger, kind, entry_index),
  KEY ledger_entry_by_subject (ledger, subject, entry_index),
  KEY ledger_entry_by_account (ledger, account, entry_index)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC;
CREATE TABLE IF NOT EXISTS ledger_head (
  ledger    VARBINARY(200)  NOT NULL PRIMARY KEY,
  size      BIGINT          NOT NULL,
  frontier  VARBINARY(2048) NOT NULL,
  published BIGINT          NOT NULL
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC;
CREATE TABLE IF NOT EXISTS ledger_cell (
  ledger  VARBINARY(200) NOT NULL,
  name    VARBINARY(100) NOT NULL,
  content MEDIUMBLOB     NOT NULL,
  PRIMARY KEY (ledger, name)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC;
CREATE TABLE IF NOT EXISTS ledger_layout (
  layout INTEGER NOT NULL PRIMARY KEY
) ENGINE = InnoDB;
INSERT INTO ledger_layout (layout) SELECT 1 FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM ledger_layout);
