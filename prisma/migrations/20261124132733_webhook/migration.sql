-- AlterTable
ALTER TABLE "Credential" ADD COLUMN     "remindedDays" INTEGER;

-- CreateTable
CREATE TABLE "Webhook" (
    "organizationId" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "sealedSecret" TEXT NOT NULL,
    "secretVersion" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Webhook_pkey" PRIMARY KEY ("organizationId")
);

-- CreateTable
CREATE TABLE "WebhookDelivery" (
    "id" UUID NOT NULL,
    "organizationId" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextTryAt" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "status" INTEGER,
    "failure" TEXT,
    "deliveredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Webhook_id_key" ON "Webhook"("id");

-- CreateIndex
CREATE INDEX "WebhookDelivery_organizationId_createdAt_id_idx" ON "WebhookDelivery"("organizationId", "createdAt" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "Webhook" ADD CONSTRAINT "Webhook_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is due, and nothing else: most deliveries ended long ago.
CREATE INDEX "WebhookDelivery_due_idx" ON "WebhookDelivery"("nextTryAt") WHERE "nextTryAt" IS NOT NULL;

-- The shell of every page asks how many credentials need somebody: few do.
CREATE INDEX "Credential_bad_idx" ON "Credential"("organizationId", "nameKey", "id")
  WHERE verdict IN ('rejected', 'unexpected', 'unreadable');
CREATE INDEX "Credential_expiresAt_idx" ON "Credential"("organizationId", "expiresAt") WHERE "expiresAt" IS NOT NULL;
