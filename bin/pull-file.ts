import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { exits, Failure } from "./failure.ts";

/** What a file is filled with: going on with anything else would mix two things in it. */
export interface Pulled {
  url: string;
  sourceId: string;
  since: string | null;
}

interface State extends Pulled {
  cursor: string | null;
  /** How long the file is with all the records up to the cursor. */
  bytes: number;
  records: number;
}

/**
 * A file that records are pulled into, and beside it, until it is whole, one that says how far it is. What was written
 * after that, by a run that was cut off, is cut off too: it comes again.
 */
export class PullFile {
  readonly #file: string;
  readonly #descriptor: number;
  #state: State;

  constructor(file: string, pulled: Pulled, { overwrite }: { overwrite: boolean }) {
    this.#file = file;
    const state = overwrite ? null : readState(file, pulled);
    try {
      this.#descriptor = openSync(file, state === null ? "w" : "r+");
    } catch {
      throw new Failure(exits.wrongUsage, "The file cannot be written: name another with --output.");
    }
    this.#state = state ?? { ...pulled, cursor: null, bytes: 0, records: 0 };
    if (fstatSync(this.#descriptor).size < this.#state.bytes) {
      throw new Failure(
        exits.wrongUsage,
        "The file was changed since the last pull: begin again with --overwrite.",
      );
    }
    ftruncateSync(this.#descriptor, this.#state.bytes);
    this.#save();
  }

  /** Where to go on; null at the beginning, and when it is whole. */
  get cursor(): string | null {
    return this.#state.cursor;
  }

  /** Whether all its records are in it, although a run was cut off before it could say so. */
  get isWhole(): boolean {
    return this.#state.cursor === null && this.#state.records > 0;
  }

  /** How many there are in it. */
  get records(): number {
    return this.#state.records;
  }

  /** `cursor` is where to go on after them; null when they are the last. */
  append(records: string[], cursor: string | null): void {
    const text = Buffer.from(records.map((record) => `${record}\n`).join(""));
    let written = 0;
    while (written < text.length) {
      const at = this.#state.bytes + written;
      written += writeSync(this.#descriptor, text, written, text.length - written, at);
    }
    fsyncSync(this.#descriptor);
    const { bytes, records: count } = this.#state;
    this.#state = { ...this.#state, cursor, bytes: bytes + text.length, records: count + records.length };
    this.#save();
  }

  /** `isWhole` when there is nothing left to go on with. */
  close(isWhole: boolean): void {
    closeSync(this.#descriptor);
    if (isWhole) rmSync(stateFile(this.#file), { force: true });
  }

  #save(): void {
    const draft = `${stateFile(this.#file)}.new`;
    writeFileSync(draft, `${JSON.stringify(this.#state)}\n`, { flush: true });
    renameSync(draft, stateFile(this.#file));
  }
}

const stateFile = (file: string) => `${file}.cursor`;

function readState(file: string, { url, sourceId, since }: Pulled): State | null {
  if (!existsSync(stateFile(file))) {
    if (!existsSync(file)) return null;
    throw new Failure(
      exits.wrongUsage,
      "The file is there already: name another, or replace it with --overwrite.",
    );
  }
  let state: State;
  try {
    state = JSON.parse(readFileSync(stateFile(file), "utf8"));
  } catch {
    throw new Failure(
      exits.wrongUsage,
      "The file of the cursor cannot be read: begin again with --overwrite.",
    );
  }
  if (state.url === url && state.sourceId === sourceId && state.since === since && existsSync(file))
    return state;
  throw new Failure(
    exits.wrongUsage,
    "The file is that of another pull, from elsewhere or since another moment: name another, or replace it with --overwrite.",
  );
}
