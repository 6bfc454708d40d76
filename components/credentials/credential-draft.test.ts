import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { clearDraft, loadDraft, saveDraft } from "./credential-draft.ts";

const stored = new Map<string, string>();
const draft = { name: "Revenue team", description: "Nightly.", environment: "staging" };

beforeEach(() => {
  stored.clear();
  vi.stubGlobal("window", {
    sessionStorage: {
      getItem: (name: string) => stored.get(name) ?? null,
      setItem: (name: string, value: string) => stored.set(name, value),
      removeItem: (name: string) => stored.delete(name),
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

describe("the draft of a credential", () => {
  it("comes back for the same connector, and for no other", () => {
    saveDraft("people-ai", draft);
    expect(loadDraft("people-ai")).toEqual(draft);
    expect(loadDraft("another")).toBeNull();
  });

  it("never holds a key, even when a whole form is handed to it", () => {
    const form = { ...draft, apiKey: "sk-very-secret" };
    saveDraft("people-ai", form);
    expect([...stored.values()].join()).not.toContain("sk-very-secret");
  });

  it("is gone once cleared", () => {
    saveDraft("people-ai", draft);
    clearDraft("people-ai");
    expect(loadDraft("people-ai")).toBeNull();
  });

  it("is nothing when what is stored is not a draft", () => {
    for (const text of ["", "nonsense", "7", "{}", '{"name":1,"description":"","environment":""}']) {
      stored.set("tessera:credential-draft:people-ai", text);
      expect(loadDraft("people-ai")).toBeNull();
    }
  });

  it("costs nothing but itself where the browser refuses storage", () => {
    vi.stubGlobal("window", {
      get sessionStorage(): never {
        throw new DOMException("refused", "SecurityError");
      },
    });
    expect(() => saveDraft("people-ai", draft)).not.toThrow();
    expect(loadDraft("people-ai")).toBeNull();
  });
});
