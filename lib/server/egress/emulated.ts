import { env } from "../env.ts";

/** The environments that the operator mapped to the emulator, with its origin. */
export function emulatedOrigins(): ReadonlyMap<string, string> {
  const { emulate, emulatorUrl } = env();
  if (emulatorUrl === null) return new Map();
  return new Map(emulate.map((pair) => [pair, new URL(emulatorUrl).origin]));
}

/** Whether requests of this environment go to the emulator instead of the service: the screen says so. */
export function isEmulated(connector: string, environment: string): boolean {
  const { emulate, emulatorUrl } = env();
  return emulatorUrl !== null && emulate.includes(`${connector}/${environment}`);
}
