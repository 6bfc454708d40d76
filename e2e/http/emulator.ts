import type { Tessera } from "../tessera.ts";
import { exchange } from "./exchange.ts";

/** A request as the People.ai emulator received it. */
export interface ReceivedRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  key: string | null;
}

/** The last thousand requests that the emulator received, the oldest first. Leaves no connection open. */
export async function received(tessera: Tessera): Promise<ReceivedRequest[]> {
  const answer = await exchange(tessera.emulatorUrl, { method: "GET", path: "/__emulator/requests" });
  return JSON.parse(await answer.text()) as ReceivedRequest[];
}

/** Those of them that came with this key. */
export async function receivedWith(tessera: Tessera, key: string): Promise<ReceivedRequest[]> {
  return (await received(tessera)).filter((request) => request.key === key);
}
