import { existsSync } from "node:fs";
import path from "node:path";
import { ConfigurationError, type Env, readEnv } from "../../lib/server/env.ts";
import { emulatedPair } from "./emulator.ts";
import { Failure, messageOf } from "./failure.ts";
import { projectRoot } from "./project.ts";

/** The settings of this start: the environment's, else those of the project's `.env`, else the defaults. */
export function readSettings(): Env {
  const file = path.join(projectRoot, ".env");
  try {
    if (existsSync(file)) process.loadEnvFile(file);
  } catch (error) {
    throw new Failure(`${file} cannot be read: ${messageOf(error)}.`);
  }
  // On a laptop the whole path works without a People.ai account; an empty value switches that off.
  process.env.TESSERA_EMULATE ??= emulatedPair;
  try {
    return readEnv(process.env);
  } catch (error) {
    throw error instanceof ConfigurationError ? new Failure(error.message) : error;
  }
}
