import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { exits, Failure } from "./failure.ts";

/** Where this person is signed in, and with which token. */
export interface Login {
  url: string;
  token: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_URL = "http://127.0.0.1:3000";

/** The file that `tessera login` keeps, readable by nobody else. */
export function loginFile(env: Environment = process.env): string {
  const own = process.platform === "win32" ? env.APPDATA : env.XDG_CONFIG_HOME;
  return path.join(own || path.join(homedir(), ".config"), "tessera", "login.json");
}

export function saveLogin(login: Login, env?: Environment): void {
  const file = loginFile(env);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, `${JSON.stringify(login)}\n`, { mode: 0o600, flag: "wx" });
  chmodSync(draft, 0o600); // Whatever the umask.
  renameSync(draft, file);
}

/** Whether there was one. */
export function forgetLogin(): boolean {
  const isThere = statSync(loginFile(), { throwIfNoEntry: false }) !== undefined;
  rmSync(loginFile(), { force: true });
  return isThere;
}

/**
 * Whom to talk to, and as whom. `TESSERA_URL` and `TESSERA_TOKEN` take precedence; a token that was saved for one
 * address is never sent to another.
 */
export function readLogin(env: Environment = process.env): Login {
  const saved = readSaved(loginFile(env));
  const url = env.TESSERA_URL ? originOf(env.TESSERA_URL) : (saved?.url ?? DEFAULT_URL);
  if (env.TESSERA_TOKEN) return { url, token: checkToken(env.TESSERA_TOKEN.trim()) };
  if (saved?.url === url) return saved;
  const sentence =
    saved === null
      ? "You are not signed in: run tessera login, or set TESSERA_TOKEN."
      : "You are signed in at another address than TESSERA_URL says: set TESSERA_TOKEN, too, or run tessera login.";
  throw new Failure(exits.notAllowed, sentence);
}

/** What could be a token: whatever else was pasted is neither sent nor kept. */
export function checkToken(text: string): string {
  if (/^tsr_[\w-]{20,200}$/.test(text)) return text;
  throw new Failure(
    exits.wrongUsage,
    "That is no token of Tessera: copy it again where it was made, and only it.",
  );
}

/** Whether what is sent to this address stays on this machine, or is encrypted. */
export function isPrivate(url: string): boolean {
  return new URL(url).protocol === "https:" || isLoopback(new URL(url).hostname);
}

function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(host);
}

/** An address as people type it, as the origin that it means: without a scheme https, unless it is this machine. */
export function originOf(text: string): string {
  const typed = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  const url =
    typed !== null && !/^https?:/i.test(text) && isLoopback(typed.hostname)
      ? URL.parse(`http://${text}`)
      : typed;
  const isWhole =
    url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
  if (isWhole && url.pathname === "/" && url.search === "" && url.hash === "") return url.origin;
  throw new Failure(
    exits.wrongUsage,
    "The address must be that of a Tessera and no more, such as https://tessera.example.com.",
  );
}

function readSaved(file: string): Login | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  if (process.platform !== "win32" && (stat.mode & 0o077) !== 0) {
    throw new Failure(
      exits.notAllowed,
      `Others may read ${file}: revoke its token in Settings, and run tessera login with a new one.`,
    );
  }
  try {
    const { url, token } = JSON.parse(readFileSync(file, "utf8"));
    if (typeof url === "string" && typeof token === "string") return { url, token };
  } catch {
    // It says the same as below.
  }
  throw new Failure(exits.notAllowed, `${file} cannot be read: run tessera login again.`);
}
