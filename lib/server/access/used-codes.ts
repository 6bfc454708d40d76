import { APIError, createAuthMiddleware } from "better-auth/api";
import { deleteSessionCookie } from "better-auth/cookies";
import type { BetterAuthPlugin } from "better-auth/types";

/** Longer than a code is accepted: half a minute, and the one before and after it. */
const REMEMBERED_MS = 120_000;

/**
 * A code of an authenticator app signs in once (RFC 6238, 5.2): whoever saw it being typed comes too late. The
 * library accepts it for as long as it is shown, so its session ends here where the code was used before.
 */
export function codesWorkOnce(): BetterAuthPlugin {
  return {
    id: "codes-work-once",
    hooks: {
      after: [
        {
          matcher: ({ path, body }) => path === "/two-factor/verify-totp" && typeof body?.code === "string",
          handler: createAuthMiddleware(async (ctx) => {
            const { newSession, internalAdapter, secret } = ctx.context;
            // Without it the code turned two-factor on, which begins a session, too.
            const challenge = await ctx.getSignedCookie(
              ctx.context.createAuthCookie("two_factor").name,
              secret,
            );
            if (newSession === null || !challenge) return;
            const isFirstUse = await internalAdapter.reserveVerificationValue({
              identifier: `used-code-${newSession.user.id}-${ctx.body.code}`,
              value: "used",
              expiresAt: new Date(Date.now() + REMEMBERED_MS),
            });
            if (isFirstUse) return;
            deleteSessionCookie(ctx);
            await internalAdapter.deleteSession(newSession.session.token);
            ctx.context.setNewSession(null);
            throw new APIError("UNAUTHORIZED", { code: "INVALID_CODE", message: "Invalid code" });
          }),
        },
      ],
    },
  };
}
