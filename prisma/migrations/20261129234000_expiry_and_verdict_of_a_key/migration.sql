-- AlterTable
ALTER TABLE "Credential" ADD COLUMN     "verdictSince" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "RetiredKey" ADD COLUMN     "expiresAt" TIMESTAMPTZ(3),
ADD COLUMN     "remindedDays" INTEGER,
ADD COLUMN     "verdictSince" TIMESTAMPTZ(3);

-- Until now a new key took over when the earlier one expires: an Undo must not lose it. These are the keys of a day.
UPDATE "RetiredKey" r SET "expiresAt" = c."expiresAt", "remindedDays" = c."remindedDays"
FROM "Credential" c WHERE c.id = r."credentialId" AND c."expiresAt" IS NOT NULL;
