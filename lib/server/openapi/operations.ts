import type { Operations } from "./operation.ts";
import { accountOperations } from "./operations/account-operations.ts";
import { credentialOperations } from "./operations/credential-operations.ts";
import { integrationOperations } from "./operations/integration-operations.ts";
import { organizationOperations } from "./operations/organization-operations.ts";

/** Every method of every route under `/api/v1`. */
export const operations: Operations = {
  ...credentialOperations,
  ...integrationOperations,
  ...organizationOperations,
  ...accountOperations,
};
