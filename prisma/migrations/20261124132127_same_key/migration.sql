-- CreateIndex
CREATE INDEX "Credential_organizationId_keyFingerprint_idx" ON "Credential"("organizationId", "keyFingerprint");
