-- AlterTable
ALTER TABLE "Credential" ADD COLUMN     "checkDueAt" TIMESTAMPTZ(3),
ADD COLUMN     "expiresAt" TIMESTAMPTZ(3),
ADD COLUMN     "keyReplacedAt" TIMESTAMPTZ(3),
ADD COLUMN     "lastUsedAt" TIMESTAMPTZ(3),
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "undoUntil" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "VerdictRecord" (
    "id" UUID NOT NULL,
    "organizationId" TEXT NOT NULL,
    "credentialId" UUID NOT NULL,
    "keyVersion" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "status" INTEGER,
    "latencyMs" INTEGER,
    "traceId" TEXT,
    "cause" TEXT NOT NULL,
    "testedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "VerdictRecord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RetiredKey" (
    "id" UUID NOT NULL,
    "organizationId" TEXT NOT NULL,
    "credentialId" UUID NOT NULL,
    "sealedKey" TEXT NOT NULL,
    "keyVersion" INTEGER NOT NULL,
    "environment" TEXT NOT NULL,
    "keyHint" TEXT NOT NULL,
    "keyFingerprint" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "verdictDetail" TEXT,
    "testedAt" TIMESTAMPTZ(3),
    "retiredAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "destroyAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RetiredKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DeletedCredential" (
    "id" UUID NOT NULL,
    "organizationId" TEXT NOT NULL,
    "connector" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdById" TEXT,
    "row" JSONB NOT NULL,
    "sealedKey" TEXT NOT NULL,
    "deletedById" TEXT,
    "deletedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "destroyAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DeletedCredential_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "VerdictRecord_credentialId_testedAt_id_idx" ON "VerdictRecord"("credentialId", "testedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "RetiredKey_destroyAt_idx" ON "RetiredKey"("destroyAt");

-- CreateIndex
CREATE UNIQUE INDEX "RetiredKey_credentialId_keyVersion_key" ON "RetiredKey"("credentialId", "keyVersion");

-- CreateIndex
CREATE INDEX "DeletedCredential_organizationId_deletedAt_id_idx" ON "DeletedCredential"("organizationId", "deletedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "DeletedCredential_destroyAt_idx" ON "DeletedCredential"("destroyAt");

-- AddForeignKey
ALTER TABLE "DeletedCredential" ADD CONSTRAINT "DeletedCredential_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
