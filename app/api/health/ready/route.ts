import { isReady } from "@/lib/server/boot";

/** The process answers, and so does its database. */
export async function GET() {
  const ready = await isReady();
  return new Response(ready ? "ready\n" : "not ready: the database does not answer\n", {
    status: ready ? 200 : 503,
    headers: { "content-type": "text/plain", "cache-control": "no-store" },
  });
}

export const dynamic = "force-dynamic";
