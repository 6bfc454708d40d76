import { createOne, type Desk } from "./desk.ts";
import { newCredentialBodies } from "./new-credentials.ts";

/** Which share of the credentials is used by a source. */
const EVERY_NTH_IS_USED = 5;

/**
 * Fills the organization up to `size` credentials, in bulk: one is created as people do, the others are copies of
 * its row under other names, with sealed keys that nobody will open. Then the planner is told.
 */
export async function seed(desk: Desk, size: number): Promise<void> {
  await createOne(desk, newCredentialBodies()());
  const { tessera } = desk;
  await tessera.sql(
    `INSERT INTO "Credential" (id, "organizationId", connector, environment, name, "nameKey", description, "sealedKey",
                               "keyHint", "keyFingerprint", verdict, "verdictDetail", "testedAt", "lastUsedAt",
                               "expiresAt", "createdById", "createdAt", "updatedAt")
     SELECT uuidv7(made.at - now()), real."organizationId", real.connector,
            (ARRAY['production', 'production', 'production', 'staging', 'mock'])[1 + n % 5],
            made.name, lower(made.name), left(repeat('Renewal forecasts for the finance team. ', 1 + n % 4), 40 * (n % 4)),
            left(real."sealedKey", 40) || translate(encode(sha256(int4send(n)) || sha256(int4send(-n)), 'base64'), E'+/=\n', '-_'),
            right(md5(n::text), 4),
            translate(encode(sha256(int4send(n)), 'base64'), '+/=', '-_'),
            verdict.found, CASE WHEN verdict.found <> 'untested' THEN 'What the service said.' END,
            CASE WHEN verdict.found <> 'untested' THEN made.at + interval '1 hour' END,
            CASE WHEN n % 3 = 0 THEN made.at + interval '2 hours' END,
            CASE WHEN n % 100 = 0 THEN now() + n % 9000 * interval '1 hour' END,
            real."createdById", made.at, made.at
     FROM (SELECT * FROM "Credential" LIMIT 1) real
     CROSS JOIN generate_series(1, $1::int - 1) n
     CROSS JOIN LATERAL (
       SELECT now() - n * (interval '730 days' / $1::int) AS at,
              (ARRAY['Acme', 'Globex', 'Initech', 'Umbrella', 'Hooli', 'Stark', 'Wayne'])[1 + n % 7] || ' ' ||
              (ARRAY['Revenue team', 'Renewal forecasts', 'Nightly export', 'Pipeline review', 'EMEA'])[1 + n / 7 % 5] ||
              ' ' || to_char(hashint4(n)::bigint & 9999, 'FM0000') || '-' || n AS name
     ) made
     CROSS JOIN LATERAL (
       SELECT (ARRAY['valid', 'valid', 'valid', 'valid', 'valid', 'valid', 'valid',
                     'untested', 'rejected', 'limited'])[1 + (hashint4(n + 1) & 2147483647) % 10] AS found
     ) verdict`,
    [size],
  );
  await tessera.sql(
    `INSERT INTO "Integration" (id, "organizationId", direction, connector, "credentialId", endpoint, name, description,
                                "createdById")
     SELECT uuidv7(), c."organizationId", 'source', c.connector, c.id, 'accounts', 'Accounts of ' || c.name, '',
            c."createdById"
     FROM "Credential" c WHERE (hashtext(c.id::text) & 2147483647) % $1::int = 0`,
    [EVERY_NTH_IS_USED],
  );
  await tessera.sql(`VACUUM (ANALYZE) "Credential", "Integration"`);
}
