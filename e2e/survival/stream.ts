import { type APIRequestContext, request } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { owner } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";

const WORKERS = 8;

type StorageState = Awaited<ReturnType<APIRequestContext["storageState"]>>;

/**
 * The API of a Tessera whose server may be killed. Each request has a connection of its own: one that is kept for the
 * next request goes with the server, and with it a request that the next server would have answered.
 */
export function newApi(tessera: Tessera, storageState?: StorageState): Promise<APIRequestContext> {
  return request.newContext({
    baseURL: tessera.url,
    extraHTTPHeaders: { connection: "close" },
    ...(storageState === undefined ? {} : { storageState }),
  });
}

/** The owner's session on a Tessera that has no account yet. */
export async function createOwner(tessera: Tessera): Promise<APIRequestContext> {
  const api = await newApi(tessera);
  const response = await api.post("/api/v1/owner", { data: owner });
  if (response.status() !== 201) throw new Error(`The owner could not be created: ${await response.text()}`);
  return api;
}

/** A stream of creates, and what became of each. */
export interface Stream {
  /** Resolves when so many more have been answered with 201. */
  acknowledged(more: number): Promise<void>;
  /** Ends the stream; the ids that were answered with 201, and those whose end is not known. */
  end(): Promise<{ saved: string[]; unknown: string[] }>;
}

/** Creates credentials, several at a time, until it is ended. An answer that does not come is part of the story. */
export function streamCreates(api: APIRequestContext): Stream {
  const saved: string[] = [];
  const unknown: string[] = [];
  let waiting: { count: number; resolve: () => void }[] = [];
  let ended = false;

  async function work(): Promise<void> {
    while (!ended) {
      const id = uuidv7();
      const status = await create(api, id);
      (status === 201 ? saved : unknown).push(id);
      const done = waiting.filter(({ count }) => saved.length >= count);
      waiting = waiting.filter(({ count }) => saved.length < count);
      for (const { resolve } of done) resolve();
    }
  }
  const workers = Promise.all(Array.from({ length: WORKERS }, work));

  return {
    acknowledged: (more) =>
      new Promise((resolve) => {
        waiting.push({ count: saved.length + more, resolve });
      }),
    async end() {
      ended = true;
      await workers;
      return { saved, unknown };
    },
  };
}

/** The status of one create, or null where there was no answer. */
export async function create(api: APIRequestContext, id: string): Promise<number | null> {
  try {
    const data = {
      id,
      connector: "people-ai",
      environment: "mock",
      name: `Stream ${id}`,
      apiKey: `demo-valid-${id}`,
    };
    return (await api.post("/api/v1/credentials", { data, timeout: 15_000 })).status();
  } catch {
    return null;
  }
}

/** The ids, of those given, whose key does not open and work. */
export async function thatDoNotOpen(api: APIRequestContext, ids: string[]): Promise<string[]> {
  const broken: string[] = [];
  const left = [...ids];
  async function work(): Promise<void> {
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      const response = await api.post(`/api/v1/credentials/${id}/test`);
      const verdict = response.status() === 200 ? (await response.json()).verdict : response.status();
      if (verdict !== "valid") broken.push(`${id}: ${verdict}`);
    }
  }
  await Promise.all(Array.from({ length: WORKERS }, work));
  return broken;
}
