import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run verify` checks types; whoever only runs Tessera need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Native modules and workers of these do not survive bundling.
  serverExternalPackages: ["nodemailer", "pg", "pg-boss", "pino", "undici"],
  // What every answer carries is in lib/server/response-headers.ts; this is what some pages have instead.
  async headers() {
    return [
      {
        // The link of an invitation is a secret: no other page learns it.
        source: "/invitations/:path*",
        headers: [{ key: "Referrer-Policy", value: "no-referrer" }],
      },
    ];
  },
};

export default config;
