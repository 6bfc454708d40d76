import { expect, test } from "vitest";
import { ConfigurationError, readEnv } from "./env.ts";

const mail = {
  SMTP_URL: "smtp://tessera:s3cret-of-mail@127.0.0.1:1",
  SMTP_FROM: "Tessera <tessera@example.com>",
  TESSERA_URL: "https://tessera.example.com",
};

test("mail is off without settings, and on with all three", () => {
  expect(readEnv({})).toMatchObject({ smtpUrl: null, smtpFrom: null });
  expect(readEnv(mail)).toMatchObject({ smtpUrl: mail.SMTP_URL, smtpFrom: mail.SMTP_FROM });
  expect(readEnv({ ...mail, SMTP_FROM: "tessera@example.com" }).smtpFrom).toBe("tessera@example.com");
});

test.each([
  ["without a sender", { SMTP_FROM: "" }, /SMTP_FROM must be set with SMTP_URL/],
  ["without the address that links lead to", { TESSERA_URL: "" }, /TESSERA_URL must be set with SMTP_URL/],
  [
    "with a sender of two lines",
    { SMTP_FROM: "a@example.com\nBcc: b@example.com" },
    /SMTP_FROM must be one address/,
  ],
  ["with two senders", { SMTP_FROM: "a@example.com, b@example.com" }, /SMTP_FROM must be one address/],
  ["over the web", { SMTP_URL: "https://mail.example.com" }, /SMTP_URL must look like/],
])(
  "mail that is set up %s stops the start, with a sentence that repeats no setting",
  (_, change, sentence) => {
    const read = () => readEnv({ ...mail, ...change });
    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow(sentence);
    expect(read).not.toThrow(/s3cret-of-mail/);
  },
);
