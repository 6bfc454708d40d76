/** What the person who started a script sees: a line for each step when it is done, and sentences. */
export type Terminal = {
  /** Runs a step. Its name shows while it runs (on a terminal) and, with the seconds it took, when it is done. */
  step<T>(name: string, run: (rename: (name: string) => void) => Promise<T>): Promise<T>;
  say(line: string): void;
};

export function openTerminal(out: NodeJS.WriteStream = process.stdout): Terminal {
  const clear = out.isTTY ? "\r\x1b[K" : "";
  return {
    async step(name, run) {
      const started = performance.now();
      let shown = name;
      if (out.isTTY) out.write(`${clear}  ${name} …`);
      try {
        const result = await run((better) => {
          shown = better;
        });
        if (shown === "") out.write(clear);
        else out.write(`${clear}✓ ${shown}  ${secondsSince(started)}\n`);
        return result;
      } catch (error) {
        out.write(clear);
        throw error;
      }
    },
    say(line) {
      out.write(`${clear}${line}\n`);
    },
  };
}

export function secondsSince(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}
