import { testResultSchema } from "@/lib/credentials";
import { unsavedKeyInput } from "@/lib/server/credentials/secret-input";
import { testUnsavedKey } from "@/lib/server/credentials/test-credential";
import { methods, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    { body: unsavedKeyInput, answer: testResultSchema, limit: "test" },
    async ({ actor, body, request }) => ok(await testUnsavedKey(actor, body, request.signal)),
  ),
});
