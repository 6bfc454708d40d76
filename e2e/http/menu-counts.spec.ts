import { expect, test } from "../fixtures.ts";
import { createCredential, createSource } from "./credentials.ts";
import { addHouse, type Member } from "./members.ts";

let house: Member;

test.beforeAll(async ({ tessera, ownerState: _first }) => {
  house = await addHouse(tessera);
});

/** Others who share this Tessera count all that is in it. */
test.afterAll(async ({ tessera }) => {
  await tessera.sql(`DELETE FROM "Integration" WHERE "organizationId" = $1`, [house.organizationId]);
  await tessera.sql(`DELETE FROM "Credential" WHERE "organizationId" = $1`, [house.organizationId]);
  await house.api.dispose();
});

test("The menu counts to 1,000 sources and 99 bad keys, and then says only that there are more", async ({
  tessera,
}) => {
  const { api, organizationId } = house;
  const credential = await createCredential(api);
  await createSource(api, credential.id);
  const menu = async () => {
    const page = await (await api.get("/sources")).text();
    const text = page
      .replaceAll(/<!--.*?-->|…/g, "")
      .replaceAll(/<[^>]*>/g, " ")
      .replaceAll(/\s+/g, " ");
    return /Sources \d.*? Activity/.exec(text)?.[0];
  };
  expect(await menu()).toBe("Sources 1 Destinations 0 Credentials Activity");

  await tessera.sql(
    `INSERT INTO "Integration" (id, "organizationId", direction, connector, "credentialId", endpoint, name, description)
     SELECT gen_random_uuid(), i."organizationId", 'source', i.connector, i."credentialId", i.endpoint, 'Copy ' || n, ''
     FROM "Integration" i CROSS JOIN generate_series(1, 1000) n WHERE i."organizationId" = $1`,
    [organizationId],
  );
  await tessera.sql(
    `INSERT INTO "Credential" (id, "organizationId", connector, environment, name, "nameKey", description, "sealedKey",
                               "keyHint", "keyFingerprint", verdict, "testedAt", "checkDueAt")
     SELECT gen_random_uuid(), c."organizationId", c.connector, c.environment, 'Copy ' || n, 'copy ' || n, '',
            c."sealedKey", c."keyHint", c."keyFingerprint", 'rejected', now(), NULL
     FROM "Credential" c CROSS JOIN generate_series(1, 100) n WHERE c."organizationId" = $1`,
    [organizationId],
  );
  expect(await menu()).toBe("Sources 1,000+ Destinations 0 Credentials 99+ need attention Activity");
});
