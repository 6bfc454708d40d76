import { spawnSync } from "node:child_process";
import { Failure } from "../up/failure.ts";
import { installPackage } from "./apt-get.ts";

/** Makes sure that there is a curl: a pipeline that is tested has nothing else. `say` hears what takes a while. */
export function findCurl(say: (what: string) => void): void {
  if (answers()) return;
  say("Installing curl with apt-get");
  if (installPackage("curl") && answers()) return;
  throw new Failure("There is no curl here, and apt-get did not bring one: install curl.");
}

function answers(): boolean {
  return spawnSync("curl", ["--version"], { stdio: "ignore" }).status === 0;
}
