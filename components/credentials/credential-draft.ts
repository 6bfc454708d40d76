/** What survives a reload of the overlay. There is no field here for the key, so that it never can. */
export interface CredentialDraft {
  name: string;
  description: string;
  environment: string;
}

const storageKey = (connector: string) => `tessera:credential-draft:${connector}`;

/** The draft of this browser tab for a connector, or null where there is none that can be read. */
export function loadDraft(connector: string): CredentialDraft | null {
  return withStorage((storage) => {
    const draft: unknown = JSON.parse(storage.getItem(storageKey(connector)) ?? "null");
    return isDraft(draft) ? draft : null;
  });
}

/** Keeps the three fields and nothing else, whatever else `draft` carries. */
export function saveDraft(connector: string, { name, description, environment }: CredentialDraft): void {
  withStorage((storage) =>
    storage.setItem(storageKey(connector), JSON.stringify({ name, description, environment })),
  );
}

export function clearDraft(connector: string): void {
  withStorage((storage) => storage.removeItem(storageKey(connector)));
}

/** A draft is a convenience: a browser that refuses storage loses it and nothing else. */
function withStorage<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(window.sessionStorage);
  } catch {
    return null;
  }
}

function isDraft(value: unknown): value is CredentialDraft {
  return (
    typeof value === "object" &&
    value !== null &&
    ["name", "description", "environment"].every(
      (field) => typeof (value as Record<string, unknown>)[field] === "string",
    )
  );
}
