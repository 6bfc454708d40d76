import { once } from "node:events";
import { createServer } from "node:net";
import { request } from "@playwright/test";
import { expect, owner, test } from "../fixtures.ts";
import { Tessera } from "../tessera.ts";
import { MailServer } from "./mail-server.ts";
import { invite, newEmail } from "./members.ts";
import { expectProblem } from "./problems.ts";

test.describe.configure({ timeout: 180_000 });

/** A port that nobody listens on, which the next to ask for it gets. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

async function startWith(mail: MailServer) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const tessera = await Tessera.start({
    PORT: String(port),
    TESSERA_URL: url,
    SMTP_URL: `smtp://tessera:s3cret-of-mail@127.0.0.1:${mail.port}`,
    SMTP_FROM: "Tessera <tessera@example.com>",
  });
  const api = await request.newContext({ baseURL: url });
  expect((await api.post("/api/v1/owner", { data: owner })).status()).toBe(201);
  return { tessera, api, url };
}

test("An invitation is mailed to the address that it is for; what fails undoes nothing, and is not in the log", async () => {
  const mail = await MailServer.start();
  const { tessera, api, url } = await startWith(mail);
  try {
    await test.step("with the link, in plain text", async () => {
      const invited = await invite(api, "member");
      expect(invited.mail).toBe("sent");
      expect(invited.link.startsWith(`${url}/invitations/`)).toBe(true);
      const [letter] = mail.letters;
      expect(mail.letters).toHaveLength(1);
      expect(letter?.from).toBe("tessera@example.com");
      expect(letter?.recipients).toEqual([invited.email]);
      expect(letter?.headers["content-type"]).toMatch(/^text\/plain/);
      expect(letter?.headers.subject).toContain(owner.name);
      expect(letter?.text).toContain(invited.link);
    });

    await test.step("whatever people and organizations are called", async () => {
      const named = [
        "Bcc: eve@example.com",
        "Zoë, 日本語の会社 <eve@example.com>",
        "a\r\nBcc: eve@example.com\r\n\r\nanother letter",
        "a\u2028Bcc: eve@example.com",
        `${"long ".repeat(15)}name`,
      ];
      for (const name of named) {
        // Straight into the database: over the API, names have no line breaks.
        await tessera.sql(`UPDATE "Organization" SET name = $1`, [name]);
        await tessera.sql(`UPDATE "User" SET name = $1 WHERE email = $2`, [name, owner.email]);
        mail.letters.length = 0;
        const invited = await invite(api, "viewer");
        expect(invited.mail).toBe("sent");
        expect(mail.letters).toHaveLength(1);
        const [letter] = mail.letters;
        expect(letter?.recipients).toEqual([invited.email]);
        expect(Object.keys(letter?.headers ?? {}).sort()).toEqual(
          [
            "content-transfer-encoding",
            "content-type",
            "date",
            "from",
            "message-id",
            "mime-version",
            "subject",
            "to",
          ].sort(),
        );
        expect(letter?.headers.to).toBe(invited.email);
      }
    });

    await test.step("to the address that is set, whatever host was asked", async () => {
      const response = await api.post("/api/v1/invitations", {
        headers: { "x-forwarded-host": "evil.example", forwarded: "host=evil.example" },
        data: { email: newEmail(), role: "viewer" },
      });
      expect((await response.json()).link).toMatch(new RegExp(`^${url}/invitations/`));
    });

    await test.step("not where the server refuses it, or is not there", async () => {
      mail.refuse = true;
      const refused = await invite(api, "viewer");
      expect(refused.mail).toBe("failed");
      await mail.stop();
      const unreachable = await invite(api, "viewer");
      expect(unreachable.mail).toBe("failed");
      const { data } = await (await api.get("/api/v1/invitations")).json();
      const ids = data.map(({ id }: { id: string }) => id);
      expect(ids).toEqual(expect.arrayContaining([refused.id, unreachable.id]));
      const log = tessera.log();
      expect(log).toContain("a mail was not sent");
      for (const secret of [refused.token, unreachable.token, refused.email, "s3cret-of-mail"]) {
        expect(log).not.toContain(secret);
      }
    });

    await test.step("never of what was refused", async () => {
      mail.letters.length = 0;
      const data = { email: newEmail(), role: "root" };
      await expectProblem(await api.post("/api/v1/invitations", { data }), 422, "invalid");
      expect(mail.letters).toEqual([]);
    });
  } finally {
    await api.dispose();
    await tessera.dispose();
    await mail.stop();
  }
});

test("Without SMTP_URL nothing is mailed, and the answer says so", async ({ tessera, api }) => {
  expect((await invite(api, "viewer")).mail).toBe("not-configured");
  expect(tessera.output).not.toContain("SMTP");
});
