import { defineConfig } from "prisma/config";

// The address is needed by the database commands only; `generate` runs without one.
const url = process.env.DATABASE_URL;

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  ...(url === undefined ? {} : { datasource: { url } }),
});
