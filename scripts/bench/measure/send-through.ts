import { Agent, get as httpGet, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { v7 as uuidv7 } from "uuid";
import { partOf } from "../clean-up.ts";
import { createOne, openDesk } from "../desk.ts";
import { atMost, cpuTime, megabytes, type Section } from "../report.ts";
import { residentMegabytes } from "../server-process.ts";
import { openService } from "../service.ts";
import { spreadOf } from "../statistics.ts";
import type { Bench } from "./measurement.ts";

const ANSWER_MB = 1_024;
/** The reader takes so much, then looks away for a moment: slower than what comes, and not standing still. */
const TAKEN_BYTES = 16 * 1_024 * 1_024;
const PAUSE_MS = 25;
/** More than is sent here: what is measured is what the limit costs, not the waiting for it. */
const UNPACED = "1000000";

/** What sending through Tessera adds, one request at a time; and its memory while a long answer passes through. */
export async function measureSendThrough({ settings, cleanUp }: Bench): Promise<Section> {
  await using mine = partOf(cleanUp);
  const origin = await openService(mine);
  const { tessera, cookie } = await openDesk(mine, {
    TESSERA_EMULATE: "people-ai/mock",
    TESSERA_EMULATOR_URL: origin,
    TESSERA_EMULATOR_REQUESTS_PER_SECOND: UNPACED,
  });
  const id = uuidv7();
  const credential = {
    id,
    connector: "people-ai",
    environment: "mock",
    name: "Bench",
    apiKey: "demo-valid-bench",
  };
  await createOne({ tessera, cookie }, JSON.stringify(credential));
  const proxy = `${tessera.url}/api/v1/credentials/${id}/proxy`;
  const agent = new Agent({ keepAlive: true });
  mine.defer(() => agent.destroy());
  const ask = async (url: string): Promise<IncomingMessage> => {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    httpGet(url, { agent, headers: { cookie } }, resolve).once("error", reject);
    const answer = await promise;
    if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}.`);
    return answer;
  };
  const timed = async (url: string): Promise<number> => {
    const began = performance.now();
    for await (const _ of await ask(url));
    return performance.now() - began;
  };

  const direct: number[] = [];
  const empty: number[] = [];
  const through: number[] = [];
  const path = "/teams?limit=1";
  const askBoth = async () => [await timed(`${origin}/v0/public${path}`), await timed(`${proxy}${path}`)];
  for (let count = 0; count < settings.warmUpAnswers / 5; count += 1) await askBoth();
  settings.say("warm");
  for (let count = 0; count < settings.warmUpAnswers / 2; count += 1) {
    settings.signal.throwIfAborted();
    const [one = 0, two = 0] = await askBoth();
    direct.push(one);
    through.push(two);
  }
  // By itself: what is asked in turn with it pays for the code that it drives out of the processor's caches.
  for (let count = 0; count < settings.warmUpAnswers / 2; count += 1) {
    settings.signal.throwIfAborted();
    empty.push(await timed(`${tessera.url}/api/health/live`));
  }

  settings.say(`passing ${ANSWER_MB} MB through`);
  const { server } = tessera.run.pids;
  const before = residentMegabytes(server);
  const held: number[] = [];
  const sample = setInterval(() => held.push(residentMegabytes(server)), 50);
  let bytes = 0;
  let nextPause = TAKEN_BYTES;
  for await (const chunk of await ask(`${proxy}/bytes/${ANSWER_MB}`)) {
    bytes += (chunk as Buffer).length;
    if (bytes < nextPause) continue;
    nextPause += TAKEN_BYTES;
    await sleep(PAUSE_MS);
  }
  clearInterval(sample);
  if (bytes !== ANSWER_MB * 1_024 * 1_024) throw new Error("The long answer did not come whole.");

  return {
    title: "Send through a credential, one request at a time",
    rows: [
      { what: "the service itself", value: spreadOf(direct), format: cpuTime },
      { what: "X  empty Next route handler", value: spreadOf(empty), format: cpuTime },
      { what: "through Tessera", value: spreadOf(through), format: cpuTime },
      {
        what: "  added",
        value: spreadOf(through.map((value, index) => value - (direct[index] ?? 0))),
        format: cpuTime,
        budget: atMost(2, " ms"),
      },
      { what: "memory of the server before", value: spreadOf([before]), format: megabytes },
      {
        what: "  more, at most, while 1 GB passes to a slow reader",
        value: spreadOf([Math.max(...held) - before]),
        format: megabytes,
        budget: atMost(100, " MB"),
      },
    ],
    notes: [
      "The session is looked up, the key opened, and a turn of the service's limit taken, for each request.",
    ],
  };
}
