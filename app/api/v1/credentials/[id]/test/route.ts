import {
  type SavedTestResult,
  savedTestAnswerSchema,
  savedTestQuerySchema,
  type TestResult,
} from "@/lib/credentials";
import { testCredential } from "@/lib/server/credentials/test-credential";
import { tryElsewhere } from "@/lib/server/credentials/try-elsewhere";
import { methods, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    { query: savedTestQuerySchema, answer: savedTestAnswerSchema, limit: "test" },
    async ({ actor, id, query: { environment }, request }) =>
      ok<SavedTestResult | TestResult>(
        environment === undefined
          ? await testCredential(actor, id)
          : await tryElsewhere(actor, id, environment, request.signal),
      ),
  ),
});
