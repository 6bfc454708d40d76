-- Those of one verdict that is rare, by name: without it a filter by such a verdict reads through all credentials.
CREATE INDEX "Credential_verdict_idx" ON "Credential"("organizationId", verdict, "nameKey", "id")
  WHERE verdict IN ('limited', 'rejected', 'unexpected', 'unreachable', 'unreadable');
