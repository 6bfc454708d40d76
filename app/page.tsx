import { redirect } from "next/navigation";
import { requireActor } from "@/lib/server/access/current-actor.ts";

export default async function HomePage() {
  await requireActor();
  redirect("/sources");
}
