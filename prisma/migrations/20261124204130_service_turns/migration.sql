-- CreateTable
-- Unlogged: losing it costs at most a second of a service's limit, and a turn is no wait for the disk.
CREATE UNLOGGED TABLE "ServiceTurn" (
    "id" UUID NOT NULL,
    "credentialId" UUID NOT NULL,
    "caller" TEXT NOT NULL,
    "ticket" BIGSERIAL NOT NULL,
    "startsAt" TIMESTAMPTZ(6),
    "heldUntil" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "ServiceTurn_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ServiceTurn_credentialId_idx" ON "ServiceTurn"("credentialId");

-- The turn of one request through a credential, first come, first served, whichever instance asks. Says
--   go       it may begin in `wait_ms`, and holds one of the places until "heldUntil"
--   queue    it waits for a place: ask again with the same id and what is left of its patience, within two seconds
--   refused  it holds nothing; in `wait_ms` a turn would be free if nobody else came
-- No more than `per_second` begin within a second, and no more than `at_once` hold a place. `patience_ms` is how long it
-- may wait from now; two seconds more for a caller of whom nothing waits, so that a few who always have something waiting
-- do not keep out everybody else.
CREATE FUNCTION take_turn(
  turn uuid, credential uuid, who text, per_second int, at_once int, patience_ms float8,
  OUT answer text, OUT wait_ms float8
) LANGUAGE plpgsql AS $$
DECLARE
  -- So many within so much time. Requests are on their way for some time, and not all for the same: what lies between
  -- them is a little more than the service asks for.
  turns_within int := least(per_second, 50);
  within_time interval := turns_within::float8 / per_second * 1.1 * interval '1 second';
  -- Of one caller no more than a second's requests wait.
  waiting_most int := per_second;
  place_for interval := interval '30 seconds';
  moment timestamptz;
  own_ticket bigint;
  begun int;
  ahead int;
  own_waiting int;
  latest timestamptz;
  free_at timestamptz;
BEGIN
  PERFORM pg_advisory_xact_lock(1416852307, hashtext(credential::text));
  -- Read behind the lock: whoever waited for it must not count with the time before.
  moment := clock_timestamp();
  -- What is over; and what a clock that was set back makes the far future.
  DELETE FROM "ServiceTurn" t WHERE t."credentialId" = credential AND (
    (t."heldUntil" <= moment AND (t."startsAt" IS NULL OR t."startsAt" <= moment - within_time))
    OR t."heldUntil" > moment + interval '2 minutes');
  SELECT t.ticket INTO own_ticket FROM "ServiceTurn" t WHERE t.id = turn;
  SELECT
    count(*) FILTER (WHERE t."startsAt" IS NOT NULL AND t."heldUntil" > moment),
    count(*) FILTER (WHERE t."startsAt" IS NULL AND (own_ticket IS NULL OR t.ticket < own_ticket)),
    count(*) FILTER (WHERE t.caller = who AND (t."startsAt" IS NULL OR t."startsAt" > moment)),
    max(t."startsAt"),
    (array_agg(t."startsAt" ORDER BY t."startsAt" DESC NULLS LAST))[turns_within] + within_time
  INTO begun, ahead, own_waiting, latest, free_at
  FROM "ServiceTurn" t WHERE t."credentialId" = credential AND t.id <> turn;

  free_at := greatest(moment, latest, free_at);
  wait_ms := extract(epoch FROM free_at - moment) * 1000;
  IF own_waiting = 0 THEN patience_ms := patience_ms + 2000; END IF;

  answer := CASE
    WHEN wait_ms > patience_ms OR patience_ms < 0 THEN 'refused'
    WHEN begun + ahead < at_once AND (wait_ms = 0 OR own_waiting < waiting_most) THEN 'go'
    WHEN own_waiting < waiting_most THEN 'queue'
    ELSE 'refused' END;
  IF answer = 'refused' THEN
    DELETE FROM "ServiceTurn" t WHERE t.id = turn;
    RETURN;
  END IF;
  IF answer = 'queue' THEN free_at := NULL; END IF;
  INSERT INTO "ServiceTurn" AS t (id, "credentialId", caller, "startsAt", "heldUntil")
  VALUES (turn, credential, who, free_at, coalesce(free_at + place_for, moment + interval '2 seconds'))
  ON CONFLICT (id) DO UPDATE SET "startsAt" = excluded."startsAt", "heldUntil" = excluded."heldUntil";
END $$;
