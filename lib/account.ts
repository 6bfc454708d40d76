import * as z from "zod/mini";
import { nameSchema } from "./credentials.ts";

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

/** An email address as it is kept: in lower case, so that two spellings of it are one. */
export const emailSchema = z.pipe(
  z
    .string({ error: "Enter your email address." })
    .check(
      z.trim(),
      z.toLowerCase(),
      z.maxLength(254, { error: "Enter an email address of at most 254 characters." }),
    ),
  z.email({ error: "Enter an email address like ada@example.com." }),
);

export const newPasswordSchema = z.string({ error: "Enter a password." }).check(
  z.minLength(PASSWORD_MIN, {
    error: `Use at least ${PASSWORD_MIN} characters: a few words are easy to remember.`,
  }),
  z.maxLength(PASSWORD_MAX, { error: `Keep the password to ${PASSWORD_MAX} characters.` }),
);

/** What the first visitor enters; the organization is created with it. */
export const newOwnerSchema = z.strictObject({
  name: nameSchema("account"),
  email: emailSchema,
  password: newPasswordSchema,
});
export type NewOwner = z.output<typeof newOwnerSchema>;

/** What making an account answers: the first one, and one of somebody who was invited. */
export const newAccountSchema = z.object({ userId: z.string() });

export const signInSchema = z.strictObject({
  email: z
    .string({ error: "Enter your email address." })
    .check(z.trim(), z.minLength(1, { error: "Enter your email address." })),
  password: z
    .string({ error: "Enter your password." })
    .check(z.minLength(1, { error: "Enter your password." })),
});
