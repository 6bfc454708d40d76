-- What a search compares beside the name, so that the indexes in the order of a list hold all that it looks at: to walk
-- past a credential that does not match then reads no row. An index takes no more than 2,704 bytes of each, so it is
-- null where there is much of it, and such a credential is looked up in its row.
DROP INDEX "Credential_organizationId_nameKey_id_idx";
DROP INDEX "Credential_best_idx";

CREATE FUNCTION rest_key(name_key text, description text, hint text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN octet_length(name_key) + octet_length(description) <= 800 THEN ' ' || lower(description) || ' ' || lower(hint)
  END;

-- Writes the table anew, once.
ALTER TABLE "Credential" ADD COLUMN "restKey" text COLLATE "C";
ALTER TABLE "Credential" ALTER COLUMN "restKey" TYPE text COLLATE "C" USING rest_key("nameKey", description, "keyHint");

CREATE FUNCTION keep_rest_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."restKey" := rest_key(NEW."nameKey", NEW.description, NEW."keyHint");
  RETURN NEW;
END $$;
CREATE TRIGGER "Credential_keeps_rest_key"
  BEFORE INSERT OR UPDATE OF "nameKey", description, "keyHint", "restKey" ON "Credential"
  FOR EACH ROW EXECUTE FUNCTION keep_rest_key();

CREATE INDEX "Credential_name_idx" ON "Credential"("organizationId", "nameKey", "id")
  INCLUDE ("restKey", connector, environment, verdict, "expiresAt", "createdById");
CREATE INDEX "Credential_best_idx" ON "Credential"("organizationId", (verdict <> 'valid'), "nameKey", "id")
  INCLUDE ("restKey", connector, environment, verdict, "expiresAt", "createdById");
