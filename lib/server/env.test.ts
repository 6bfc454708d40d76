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

const provider = {
  TESSERA_URL: "https://tessera.example.com",
  OIDC_ISSUER: "https://login.example.com/realm",
  OIDC_CLIENT_ID: "tessera",
  OIDC_CLIENT_SECRET: "a secret",
  OIDC_NAME: "Example Login",
};

test("a provider of single sign-on is read as a whole", () => {
  expect(readEnv(provider).singleSignOn).toEqual({
    issuer: "https://login.example.com/realm",
    clientId: "tessera",
    clientSecret: "a secret",
    name: "Example Login",
  });
  expect(readEnv({ TESSERA_URL: provider.TESSERA_URL }).singleSignOn).toBeNull();
});

test.each(["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_NAME"])(
  "it is refused without %s",
  (name) => {
    expect(() => readEnv({ ...provider, [name]: " " })).toThrow(
      /^Set OIDC_ISSUER, .* together, or none of them\.$/,
    );
  },
);

test("it is refused without the address that it sends people back to", () => {
  expect(() => readEnv({ ...provider, TESSERA_URL: "" })).toThrow(/^Set TESSERA_URL with OIDC_ISSUER/);
});

test.each([
  "provider.example",
  "http://provider.example",
  "http://localhost.provider.example",
  "https://provider.example/?tenant=1",
  "ftp://provider.example",
])("an issuer like %s is refused, and not repeated", (issuer) => {
  const read = () => readEnv({ ...provider, OIDC_ISSUER: issuer });
  expect(read).toThrow(/OIDC_ISSUER must be an address like/);
  expect(read).not.toThrow(issuer);
});

test("an issuer on this machine may do without https", () => {
  expect(readEnv({ ...provider, OIDC_ISSUER: "http://127.0.0.1:9000" }).singleSignOn?.issuer).toBe(
    "http://127.0.0.1:9000",
  );
});

test("proxies are trusted on this machine where people reach Tessera by an address of its own, or where they are said to be", () => {
  expect(readEnv({}).trustedProxies).toEqual([]);
  expect(readEnv({ TESSERA_URL: "https://tessera.example.com" }).trustedProxies).toEqual([
    "127.0.0.0/8",
    "::1",
  ]);
  const TESSERA_TRUSTED_PROXIES = " 10.0.0.5,172.18.0.0/16 , 2001:db8::/32,::1";
  expect(
    readEnv({ TESSERA_URL: "https://tessera.example.com", TESSERA_TRUSTED_PROXIES }).trustedProxies,
  ).toEqual(["10.0.0.5", "172.18.0.0/16", "2001:db8::/32", "::1"]);
});

test.each([
  "proxy",
  "10.0.0",
  "10.0.0.0/33",
  "10.0.0.1/",
  "1/8",
  "::/129",
  "10.0.0.1 10.0.0.2",
  "10.0.0.1,",
  "*",
])("%s is no list of proxies", (TESSERA_TRUSTED_PROXIES) => {
  const read = () => readEnv({ TESSERA_TRUSTED_PROXIES });
  expect(read).toThrow(ConfigurationError);
  expect(read).toThrow(/^TESSERA_TRUSTED_PROXIES must be addresses or ranges/);
});
