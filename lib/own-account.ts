import * as z from "zod/mini";
import { newPasswordSchema, PASSWORD_MAX } from "./account.ts";
import { nameSchema } from "./credentials.ts";

/** One's own account. */
export const accountSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  /** Whether there is a password to sign in with: who comes by single sign-on may have none. */
  hasPassword: z.boolean(),
});
export type Account = z.infer<typeof accountSchema>;

/** What `PATCH /api/v1/account` takes. */
export const accountChangeSchema = z.strictObject({ name: nameSchema("account") });
export type AccountChange = z.output<typeof accountChangeSchema>;

/** What `PUT /api/v1/account/password` takes. */
export const passwordChangeSchema = z.strictObject({
  currentPassword: z
    .string({ error: "Enter your current password." })
    .check(
      z.minLength(1, { error: "Enter your current password." }),
      z.maxLength(PASSWORD_MAX, { error: "This is longer than any password: enter your current one." }),
    ),
  newPassword: newPasswordSchema,
});
export type PasswordChange = z.output<typeof passwordChangeSchema>;

/** How many sessions that were still good were ended. */
export const endedSessionsSchema = z.object({ sessionsEnded: z.int() });

/** One place where somebody is signed in. */
export const sessionSchema = z.object({
  id: z.string(),
  /** Whether it is the one that asks. */
  current: z.boolean(),
  /** In words, such as "Firefox on Windows"; null where nothing can be said. */
  device: z.nullable(z.string()),
  /** Where it began; null where nobody trustworthy said so. */
  address: z.nullable(z.string()),
  /** When it began. */
  createdAt: z.string(),
  expiresAt: z.string(),
});
export type Session = z.infer<typeof sessionSchema>;

/** The newest sessions, the one that asks first, and how many there are in all. */
export const sessionsSchema = z.object({ data: z.array(sessionSchema), total: z.int() });
export type Sessions = z.infer<typeof sessionsSchema>;
