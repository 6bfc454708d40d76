import { db } from "../db.ts";

/** How this person signs in, without anything that could sign them in. */
export async function findSignInSettings(userId: string) {
  return db().user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      twoFactorEnabled: true,
      passkeys: {
        select: { id: true, name: true, createdAt: true, backedUp: true },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      },
    },
  });
}
