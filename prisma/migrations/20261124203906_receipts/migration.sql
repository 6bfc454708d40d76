-- CreateTable
CREATE TABLE "Receipt" (
    "organizationId" TEXT NOT NULL,
    "credentialId" UUID NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "usedByKind" TEXT NOT NULL,
    "usedById" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "statusClass" TEXT NOT NULL,
    "usedByName" TEXT NOT NULL DEFAULT '',
    "count" INTEGER NOT NULL,
    "bytesSent" BIGINT NOT NULL,
    "bytesReceived" BIGINT NOT NULL,
    "firstAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Receipt_pkey" PRIMARY KEY ("organizationId","credentialId","hour","usedByKind","usedById","host","statusClass")
);

-- CreateIndex
CREATE INDEX "Receipt_hour_idx" ON "Receipt"("hour");
