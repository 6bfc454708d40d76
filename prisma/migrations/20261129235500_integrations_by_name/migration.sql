-- Sources and destinations by what they are called: those that begin with a text, and those that have it anywhere.
CREATE INDEX "Integration_name_idx" ON "Integration"("organizationId", (lower(name) COLLATE "C"), id);
CREATE INDEX "Integration_name_search_idx" ON "Integration" USING gin ((lower(name) COLLATE "C") gin_trgm_ops);
