-- Names sort by code point, whatever the database sorts by: what begins with a text then lies in one range of the
-- index. The searched text is compared the same way.
DROP INDEX "Credential_search_idx";
ALTER TABLE "Credential" ALTER COLUMN "nameKey" TYPE text COLLATE "C";
CREATE INDEX "Credential_search_idx" ON "Credential"
  USING gin (((' ' || "nameKey" || ' ' || lower(description) || ' ' || lower("keyHint")) COLLATE "C") gin_trgm_ops);
