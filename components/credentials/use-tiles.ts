import { useState } from "react";
import { flushSync } from "react-dom";
import { ApiError, callApi } from "@/lib/api-client.ts";
import type { CredentialSummary, Page } from "@/lib/credentials.ts";
import { savedTestAnswer, summaryAnswer } from "./answers.ts";
import type { TileActivity } from "./credential-tile.tsx";
import { mergeTiles, withChangedTile, withNewTile, withoutTile } from "./tile-list.ts";

/**
 * The tiles of the open page and what is going on with each. `listKey` names the list: under the same
 * name the order stays, under another one a new list begins.
 */
export function useTiles(listKey: string, page: Page<CredentialSummary>) {
  const [list, setList] = useState({ listKey, page, tiles: page.data });
  const [activities, setActivities] = useState<Readonly<Record<string, TileActivity>>>({});

  if (list.page !== page) {
    const tiles = list.listKey === listKey ? mergeTiles(list.tiles, page.data) : page.data;
    setList({ listKey, page, tiles });
    // A new list knows what is deleted.
    if (list.listKey !== listKey) setActivities({});
  }

  function change(to: (tiles: CredentialSummary[]) => CredentialSummary[]) {
    setList((before) => ({ ...before, tiles: to(before.tiles) }));
  }

  function setActivity(id: string, activity: TileActivity) {
    setActivities((before) => ({ ...before, [id]: activity }));
  }

  /**
   * Tests a saved key on its tile. Answers the credential as it is then, or null after a failure, which the tile says.
   * Whoever gives `onTooMany` is told instead, of too many tests, after how many seconds there may be more.
   */
  async function test(
    id: string,
    onTooMany?: (retryAfterSeconds: number) => void,
  ): Promise<CredentialSummary | null> {
    if (activities[id]?.testing) return null;
    setActivity(id, { testing: true });
    try {
      const { credential } = await callApi(`/api/v1/credentials/${id}/test`, savedTestAnswer, {
        method: "POST",
      });
      change((tiles) => withChangedTile(tiles, credential));
      setActivity(id, {});
      return credential;
    } catch (error) {
      const retryAfterSeconds = error instanceof ApiError ? error.retryAfterSeconds : null;
      const waits = onTooMany !== undefined && retryAfterSeconds !== null;
      setActivity(id, waits ? {} : { failure: sentenceOf(error) });
      if (waits) onTooMany(retryAfterSeconds);
      return null;
    }
  }

  /** Deletes a credential, whose tile offers an Undo from then on. Answers whether it is deleted. */
  async function remove(id: string): Promise<boolean> {
    setActivity(id, { deletion: "busy" });
    try {
      await callApi(`/api/v1/credentials/${id}`, null, { method: "DELETE" });
    } catch (error) {
      const problem = error instanceof ApiError ? error.problem : null;
      if (problem?.status !== 404) {
        const usedBy = problem?.code === "credential_in_use" ? problem.usedBy : undefined;
        setActivity(id, usedBy === undefined ? { failure: sentenceOf(error) } : { usedBy });
        return false;
      }
      // Somebody else deleted it already, or an earlier try did and its answer got lost.
    }
    setActivity(id, { deletion: "done" });
    return true;
  }

  /**
   * Brings a deleted credential back to its place, under another name where one is given. Answers the credential, or
   * null after a failure, which its place says.
   */
  async function restore(id: string, name?: string): Promise<CredentialSummary | null> {
    const takenBefore = activities[id]?.nameTaken ?? false;
    setActivity(id, { deletion: "restoring", nameTaken: takenBefore });
    try {
      const credential = await callApi(`/api/v1/credentials/${id}/restore`, summaryAnswer, {
        method: "POST",
        body: name === undefined ? {} : { name },
      });
      // At once, so that its tile is there to take the focus.
      flushSync(() => {
        change((tiles) => withChangedTile(tiles, credential));
        setActivity(id, {});
      });
      return credential;
    } catch (error) {
      const nameTaken = takenBefore || (error instanceof ApiError && error.problem?.code === "name_taken");
      setActivity(id, { deletion: "done", failure: sentenceOf(error), nameTaken });
      return null;
    }
  }

  return {
    tiles: list.tiles,
    activityOf: (id: string): TileActivity => activities[id] ?? {},
    change: (credential: CredentialSummary) => change((tiles) => withChangedTile(tiles, credential)),
    add: (credential: CredentialSummary) => change((tiles) => withNewTile(tiles, credential)),
    keep: (id: string) => setActivity(id, {}),
    /** Takes a tile away. */
    drop: (id: string) => change((tiles) => withoutTile(tiles, id)),
    test,
    remove,
    restore,
  };
}

function sentenceOf(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  throw error;
}
