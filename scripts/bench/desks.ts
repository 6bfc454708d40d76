import type { CleanUp } from "./clean-up.ts";
import { type Desk, openDesk, withoutEmulator } from "./desk.ts";
import { seed } from "./seed.ts";

export interface SeededDesk extends Desk {
  seedSeconds: number;
}

/**
 * The desks that several measurements look at, one for each number of credentials and each with a server and a
 * database of its own, so that they do not disturb each other. Opened when first asked for.
 */
export class Desks {
  readonly #cleanUp: CleanUp;
  readonly #say: (line: string) => void;
  readonly #opened = new Map<number, Promise<SeededDesk>>();

  constructor(cleanUp: CleanUp, say: (line: string) => void) {
    this.#cleanUp = cleanUp;
    this.#say = say;
  }

  with(size: number): Promise<SeededDesk> {
    const known = this.#opened.get(size) ?? this.#open(size);
    this.#opened.set(size, known);
    return known;
  }

  async #open(size: number): Promise<SeededDesk> {
    this.#say(`filling a database with ${size.toLocaleString("en")} credentials`);
    const desk = await openDesk(this.#cleanUp, withoutEmulator);
    const started = performance.now();
    await seed(desk, size);
    return { ...desk, seedSeconds: (performance.now() - started) / 1_000 };
  }
}
