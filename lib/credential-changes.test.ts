import { describe, expect, it } from "vitest";
import { credentialChangesSchema, editFormSchema } from "./credential-changes.ts";

describe("a change of a credential", () => {
  it("holds what was sent and fills in nothing, so that what is left out stays", () => {
    for (const changes of [{}, { name: "Revenue" }, { description: "" }, { expiresAt: null }]) {
      expect(credentialChangesSchema.parse(changes)).toEqual(changes);
    }
  });

  it("holds no key", () => {
    expect(credentialChangesSchema.safeParse({ apiKey: "demo-valid" }).success).toBe(false);
    expect(editFormSchema.safeParse({ ...form, apiKey: "demo-valid" }).success).toBe(false);
    expect(editFormSchema.parse(form)).not.toHaveProperty("apiKey", expect.stringMatching(/./));
  });

  it("takes a day for its end in UTC", () => {
    const { expiresAt } = editFormSchema.parse({ ...form, expiresAt: "2040-01-31" });
    expect(expiresAt).toBe("2040-01-31T23:59:59.999Z");
    expect(editFormSchema.parse(form).expiresAt).toBeNull();
  });
});

const form = {
  connector: "people-ai",
  environment: "mock",
  name: "Revenue",
  description: "",
  apiKey: "",
  expiresAt: null,
};
