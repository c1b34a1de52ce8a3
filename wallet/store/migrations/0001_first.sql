CREATE TABLE state (
  only_row   INTEGER PRIMARY KEY CHECK (only_row = 1),
  vault_id   TEXT NOT NULL,
  commit_seq INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE holder (
  only_row    INTEGER PRIMARY KEY CHECK (only_row = 1),
  name        TEXT NOT NULL,
  identifiers TEXT NOT NULL
) STRICT;

CREATE TABLE signing_keys (
  did     TEXT PRIMARY KEY,
  public  BLOB NOT NULL,
  created TEXT NOT NULL,
  retired TEXT,
  nonce   BLOB NOT NULL,
  sealed  BLOB NOT NULL
) STRICT;

CREATE TABLE items (
  number             INTEGER PRIMARY KEY,
  id                 TEXT NOT NULL UNIQUE,
  kind               TEXT NOT NULL,
  sort               TEXT NOT NULL,
  title              TEXT NOT NULL,
  maker              TEXT NOT NULL,
  date               TEXT NOT NULL,
  until              TEXT NOT NULL,
  verdict            TEXT,
  mark               TEXT NOT NULL,
  recognition        TEXT,
  recognition_source TEXT,
  assessment         TEXT,
  draft              INTEGER NOT NULL,
  added              TEXT NOT NULL,
  commit_seq         INTEGER NOT NULL
) STRICT;
CREATE INDEX items_newest ON items (date DESC, number DESC, commit_seq);
CREATE INDEX items_kind ON items (kind, date DESC, number DESC, commit_seq);

CREATE VIRTUAL TABLE texts USING fts5 (
  title, maker, body,
  content = '', contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
INSERT INTO texts (texts, rank) VALUES ('rank', 'bm25(8.0, 2.0, 1.0)');

CREATE TABLE experiences (
  item INTEGER PRIMARY KEY REFERENCES items (number) ON DELETE CASCADE,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE experience_history (
  item     INTEGER NOT NULL REFERENCES items (number) ON DELETE CASCADE,
  version  INTEGER NOT NULL,
  body     TEXT NOT NULL,
  replaced TEXT NOT NULL,
  PRIMARY KEY (item, version)
) STRICT;

CREATE TABLE credentials (
  item         INTEGER PRIMARY KEY REFERENCES items (number) ON DELETE CASCADE,
  name         TEXT NOT NULL,
  media_type   TEXT NOT NULL,
  digest       TEXT NOT NULL,
  same_as      TEXT NOT NULL,
  source_label TEXT NOT NULL,
  body         TEXT NOT NULL,
  original     BLOB NOT NULL
) STRICT;
CREATE INDEX credentials_digest ON credentials (digest);
CREATE INDEX credentials_same_as ON credentials (same_as) WHERE same_as <> '';

CREATE TABLE reports (
  number  INTEGER PRIMARY KEY,
  item    INTEGER NOT NULL REFERENCES items (number) ON DELETE CASCADE,
  made    TEXT NOT NULL,
  verdict TEXT NOT NULL,
  report  TEXT NOT NULL
) STRICT;
CREATE INDEX reports_item ON reports (item, number);

CREATE TABLE documents (
  number  INTEGER PRIMARY KEY,
  url     TEXT NOT NULL,
  as_of   TEXT NOT NULL,
  origin  TEXT NOT NULL,
  digest  TEXT NOT NULL,
  content BLOB NOT NULL,
  UNIQUE (url, as_of, origin, digest)
) STRICT;

CREATE TABLE credential_documents (
  item     INTEGER NOT NULL REFERENCES credentials (item) ON DELETE CASCADE,
  document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  PRIMARY KEY (item, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX credential_documents_document ON credential_documents (document);

CREATE TABLE evidence (
  item         INTEGER PRIMARY KEY REFERENCES items (number) ON DELETE CASCADE,
  blob_id      TEXT NOT NULL UNIQUE,
  key          BLOB NOT NULL,
  kind         TEXT NOT NULL,
  name         TEXT NOT NULL,
  media_type   TEXT NOT NULL,
  size         INTEGER NOT NULL,
  digest       TEXT NOT NULL,
  source_label TEXT NOT NULL,
  title        TEXT NOT NULL,
  added        TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_digest ON evidence (digest);

CREATE TABLE evidence_about (
  evidence INTEGER NOT NULL REFERENCES evidence (item) ON DELETE CASCADE,
  about    INTEGER NOT NULL REFERENCES items (number) ON DELETE CASCADE,
  PRIMARY KEY (evidence, about)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_about_about ON evidence_about (about);

CREATE TABLE portfolios (
  item    INTEGER PRIMARY KEY REFERENCES items (number) ON DELETE CASCADE,
  digest  TEXT NOT NULL,
  receipt TEXT NOT NULL
) STRICT;
