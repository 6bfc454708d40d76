-- AlterTable
ALTER TABLE "VerdictRecord" ADD COLUMN "askedBy" TEXT NOT NULL DEFAULT '';

-- A new credential is due soon, should nobody test it until then. Those that are there are spread over a day.
UPDATE "Credential" SET "checkDueAt" = now() + random() * interval '24 hours' WHERE "checkDueAt" IS NULL;

-- AlterTable
ALTER TABLE "Credential" ALTER COLUMN "checkDueAt" SET DEFAULT (now() + interval '1 minute');

-- What is due is found for each service and environment, whose limits are kept.
CREATE INDEX "Credential_check_due_idx" ON "Credential" (connector, environment, "checkDueAt")
  WHERE "checkDueAt" IS NOT NULL;
