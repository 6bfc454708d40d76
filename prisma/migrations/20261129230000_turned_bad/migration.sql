-- AlterTable
ALTER TABLE "Credential" ADD COLUMN "turnedBadAt" TIMESTAMPTZ(3);

-- Few are bad, and an index knows them.
UPDATE "Credential" SET "turnedBadAt" = coalesce("testedAt", now())
WHERE verdict IN ('rejected', 'unexpected', 'unreadable');
