-- Words of a search, anywhere in name, description and hint. `filter-store.ts` asks with the same expression.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "Credential_search_idx" ON "Credential"
  USING gin ((' ' || "nameKey" || ' ' || lower(description) || ' ' || lower("keyHint")) gin_trgm_ops);

-- "Verified first, then by name" over all connectors; a connector with few credentials is found by its names.
DROP INDEX "Credential_best_idx";
CREATE INDEX "Credential_best_idx" ON "Credential"("organizationId", (verdict <> 'valid'), "nameKey", "id");

-- Those that were used, the latest first: most never were.
CREATE INDEX "Credential_lastUsedAt_idx" ON "Credential"("organizationId", "lastUsedAt" DESC, "id" DESC)
  WHERE "lastUsedAt" IS NOT NULL;

-- What somebody added; also for the reference to whoever leaves.
CREATE INDEX "Credential_createdById_idx" ON "Credential"("createdById", "nameKey", "id");
