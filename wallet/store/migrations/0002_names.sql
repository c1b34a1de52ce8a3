CREATE TABLE credential_names (
  item        INTEGER PRIMARY KEY REFERENCES credentials (item) ON DELETE CASCADE,
  own_id      TEXT NOT NULL,
  achievement TEXT NOT NULL,
  issuer      TEXT NOT NULL,
  digests     TEXT NOT NULL,
  endorses    TEXT NOT NULL,
  stated      TEXT NOT NULL
) STRICT;
CREATE INDEX credential_names_endorses ON credential_names (endorses) WHERE endorses <> '';

INSERT INTO credential_names
  SELECT c.item, '', '', '', c.digest, '', '[]' FROM credentials c JOIN items i ON i.number = c.item
  WHERE i.kind = 'credential';
UPDATE credential_names SET (own_id, issuer) = (
  SELECT substr(same_as, instr(same_as, ' ') + 1), substr(same_as, 1, instr(same_as, ' ') - 1)
  FROM credentials c WHERE c.item = credential_names.item AND c.same_as <> ''
) WHERE item IN (SELECT item FROM credentials WHERE same_as <> '');
