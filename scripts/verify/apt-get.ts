import { spawnSync } from "node:child_process";

/** Installs the first of these system packages that can be had, where there is apt-get. False where none was. */
export function installPackage(...names: string[]): boolean {
  if (process.platform !== "linux") return false;
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const run = (...command: string[]) => {
    const [program = "", ...args] = [...sudo, ...command];
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    return spawnSync(program, args, { stdio: "ignore", env }).status === 0;
  };
  run("apt-get", "update");
  return names.some((name) => run("apt-get", "install", "-y", "--no-install-recommends", name));
}
