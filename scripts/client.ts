/** `npm run client`: writes the types of lib/client again, from the OpenAPI document of the API as it is now. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { apiTypesFile, makeApiTypes } from "./client/api-types.ts";
import { projectRoot } from "./up/project.ts";

process.chdir(projectRoot);
writeFileSync(apiTypesFile, await makeApiTypes());
console.log(`✓ ${path.relative(projectRoot, apiTypesFile)}`);
