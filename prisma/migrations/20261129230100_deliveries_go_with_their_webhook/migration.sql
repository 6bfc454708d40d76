-- An event that was stored while its webhook was removed is nobody's any more.
DELETE FROM "WebhookDelivery" d
WHERE NOT EXISTS (SELECT FROM "Webhook" w WHERE w."organizationId" = d."organizationId");

-- DropForeignKey
ALTER TABLE "WebhookDelivery" DROP CONSTRAINT "WebhookDelivery_organizationId_fkey";

-- AddForeignKey
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Webhook"("organizationId") ON DELETE CASCADE ON UPDATE CASCADE;
