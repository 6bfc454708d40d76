import { integrationsRoute } from "@/lib/server/integrations/integration-routes";

export const { GET, POST, PUT, PATCH, DELETE } = integrationsRoute("source");
