import { integrationRoute } from "@/lib/server/integrations/integration-routes";

export const { GET, POST, PUT, PATCH, DELETE } = integrationRoute("source");
