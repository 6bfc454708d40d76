import { expect, test } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import { createCredential } from "./credentials.ts";
import { addHouse } from "./members.ts";
import { NOWHERE, setWebhookTo } from "./webhooks.ts";

const PATH = "/api/v1/credentials";
const DAY_MS = 86_400_000;
/** A start, and what is done after it. */
const SOON = { timeout: 30_000 };

test.describe.configure({ timeout: 120_000 });

const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

/** What is due is done at a start, too: nobody waits for its hour. Its address is another one then. */
async function startAgain(tessera: Tessera): Promise<void> {
  await tessera.stop();
  await tessera.up();
}

test("Of a key that expires the webhook hears 30 days and 1 day before, once each, and again of another day", async ({
  tessera,
  ownerState: _exists,
}) => {
  const { api, organizationId } = await addHouse(tessera);
  await setWebhookTo(api, NOWHERE);
  const [near, moved, kept] = await Promise.all(
    ["Near", "Moved", "Kept"].map((name) => createCredential(api, { name, expiresAt: inDays(20) })),
  );
  const told = () =>
    tessera.sql(
      `SELECT data->'credential'->>'name' AS name, (data->>'days')::int AS days FROM "WebhookDelivery"
       WHERE "organizationId" = $1 AND event = 'credential.key_expires' ORDER BY name, days DESC`,
      [organizationId],
    );
  const first = ["Kept", "Moved", "Near"].map((name) => ({ name, days: 30 }));
  expect(await told()).toEqual([]);
  await startAgain(tessera);
  await expect.poll(told, SOON).toEqual(first);

  // Time passes for one; another gets a later day; of the third something else is edited.
  await tessera.sql(`UPDATE "Credential" SET "expiresAt" = now() + interval '12 hours' WHERE id = $1`, [
    near?.id,
  ]);
  for (const [id, data] of [
    [moved?.id, { expiresAt: inDays(25) }],
    [kept?.id, { description: "Read by the nightly load.", expiresAt: kept?.expiresAt }],
  ] as const) {
    const edited = await api.patch(`${tessera.url}${PATH}/${id}`, { headers: { "if-match": "*" }, data });
    expect(edited.status(), await edited.text()).toBe(200);
  }
  await startAgain(tessera);
  await expect
    .poll(told, SOON)
    .toEqual([first[0], first[1], { name: "Moved", days: 30 }, first[2], { name: "Near", days: 1 }]);
  await api.dispose();
});

test("What has been in the bin for its time is destroyed by itself, and nothing else", async ({
  tessera,
  ownerState: _exists,
}) => {
  const { api, organizationId } = await addHouse(tessera);
  const [overdue, fresh] = [await createCredential(api), await createCredential(api)];
  for (const { id } of [overdue, fresh]) expect((await api.delete(`${PATH}/${id}`)).status()).toBe(204);
  await tessera.sql(`UPDATE "DeletedCredential" SET "destroyAt" = now() WHERE id = $1`, [overdue.id]);
  await startAgain(tessera);
  const binned = () =>
    tessera.sql(`SELECT id FROM "DeletedCredential" WHERE "organizationId" = $1`, [organizationId]);
  await expect.poll(binned, SOON).toEqual([{ id: fresh.id }]);
  const destroyed = await tessera.sql(
    `SELECT "actorKind", "subjectName" FROM "AuditEvent"
     WHERE "organizationId" = $1 AND action = 'credential.destroyed'`,
    [organizationId],
  );
  expect(destroyed).toEqual([{ actorKind: "tessera", subjectName: overdue.name }]);
  await api.dispose();
});

test("Keys that are tested together first are checked by themselves spread over the day, and then near a day apart", async ({
  tessera,
  ownerState: _exists,
}) => {
  const { api, organizationId } = await addHouse(tessera);
  const made = await Promise.all(Array.from({ length: 30 }, () => createCredential(api)));
  const hoursUntilDue = async () =>
    (
      await tessera.sql<{ hours: number }>(
        `SELECT extract(epoch FROM "checkDueAt" - now())::float8 / 3600 AS hours FROM "Credential"
         WHERE "organizationId" = $1 ORDER BY hours`,
        [organizationId],
      )
    ).map(({ hours }) => hours);
  const testAll = () => Promise.all(made.map(({ id }) => api.post(`${PATH}/${id}/test`)));
  await testAll();
  const first = await hoursUntilDue();
  expect(first[0]).toBeGreaterThan(2.3);
  expect(first.at(-1)).toBeLessThanOrEqual(24);
  // That all of 30 fall into one half of the time happens once in a thousand million.
  expect(first[0]).toBeLessThan(13.2);
  expect(first.at(-1)).toBeGreaterThan(13.2);
  await testAll();
  const second = await hoursUntilDue();
  expect(second[0]).toBeGreaterThan(21.5);
  expect(second.at(-1)).toBeLessThanOrEqual(24);
  await api.dispose();
});
