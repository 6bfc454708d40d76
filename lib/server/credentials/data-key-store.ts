import { v7 as uuidv7 } from "uuid";
import { auditInsert } from "../audit/audit.ts";
import { db, statement } from "../db.ts";
import type { DataKeyStore, WrappedDataKey } from "../vault/vault.ts";

const columns = { id: true, organizationId: true, purpose: true, wrapped: true, keyringKeyId: true } as const;

/** What a data key is called on the Activity page. */
const purposes = { seal: "sealing", index: "recognizing" } as const;

type Row = { [K in keyof WrappedDataKey]: string };
const toDataKey = (row: Row | null): WrappedDataKey | null =>
  row === null ? null : { ...row, purpose: row.purpose === "index" ? "index" : "seal" };

/** Wrapped data keys in the database. */
export const dataKeyStore: DataKeyStore = {
  async findCurrent(organizationId, purpose) {
    return toDataKey(
      await db().dataKey.findFirst({ where: { organizationId, purpose, retiredAt: null }, select: columns }),
    );
  },

  async findById(organizationId, dataKeyId) {
    return toDataKey(
      await db().dataKey.findFirst({ where: { id: dataKeyId, organizationId }, select: columns }),
    );
  },

  async insertIfAbsent(dataKey) {
    const { id, organizationId, purpose, wrapped, keyringKeyId } = dataKey;
    // Nobody asks for a data key: Tessera makes it when an organization's first key comes.
    const audit = auditInsert(
      { kind: "tessera", organizationId, requestId: uuidv7(), address: null },
      { action: "data_key.created", subject: { id, name: purposes[purpose] } },
      "changed",
    );
    // A partial unique index holds one current data key for each purpose: whoever comes second takes it.
    await statement`
      WITH changed AS (
        INSERT INTO "DataKey" (id, "organizationId", purpose, wrapped, "keyringKeyId")
        VALUES (${id}::uuid, ${organizationId}, ${purpose}, ${wrapped}, ${keyringKeyId})
        ON CONFLICT DO NOTHING RETURNING id
      ) ${audit}`;
    const current = await this.findCurrent(dataKey.organizationId, dataKey.purpose);
    if (current === null) throw new Error("The data key that was just stored is not there.");
    return current;
  },
};

/** One data key, whichever: enough to tell whether the keyring fits the database. Null in a new one. */
export async function findAnyDataKey(): Promise<WrappedDataKey | null> {
  return toDataKey(await db().dataKey.findFirst({ select: columns, orderBy: { createdAt: "desc" } }));
}
