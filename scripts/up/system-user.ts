import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { Failure } from "./failure.ts";

/** The user that a program started by root runs as. */
export type SystemUser = { name: string; uid: number; gid: number };

/**
 * Who PostgreSQL runs as, since it refuses to be root: nobody else for an ordinary user (null), else whoever owns
 * the database `folder` already, else `postgres`.
 */
export function postgresUser(folder?: string): SystemUser | null {
  if (process.getuid?.() !== 0) return null;
  const owner = folder !== undefined && existsSync(folder) ? statSync(folder) : null;
  if (owner && owner.uid !== 0) return { name: `number ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  return findUser("postgres") ?? createUser("postgres");
}

/** Whether this user can reach the folder, every parent included. */
export function mayEnter(user: SystemUser, folder: string): boolean {
  return spawnSync("test", ["-x", folder], { cwd: "/", uid: user.uid, gid: user.gid }).status === 0;
}

function findUser(name: string): SystemUser | null {
  const [uid, gid] = ["-u", "-g"].map((flag) => {
    const answer = spawnSync("id", [flag, name], { encoding: "utf8" });
    return answer.status === 0 ? Number(answer.stdout) : Number.NaN;
  });
  return Number.isInteger(uid) && Number.isInteger(gid)
    ? { name, uid: uid as number, gid: gid as number }
    : null;
}

function createUser(name: string): SystemUser {
  spawnSync("groupadd", ["--system", name]);
  spawnSync("useradd", ["--system", "--gid", name, "--no-create-home", "--shell", "/usr/sbin/nologin", name]);
  const user = findUser(name);
  if (user) return user;
  throw new Failure(
    `PostgreSQL refuses to run as root and the user "${name}" could not be created: run Tessera as an ordinary user, or set DATABASE_URL.`,
  );
}
