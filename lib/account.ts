import { z } from "zod";
import { nameSchema } from "./credentials.ts";

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

/** What the first visitor enters; the organization is created with it. */
export const newOwnerSchema = z.strictObject({
  name: nameSchema("account"),
  email: z
    .string({ error: "Enter your email address." })
    .trim()
    .toLowerCase()
    .max(254, { error: "Enter an email address of at most 254 characters." })
    .pipe(z.email({ error: "Enter an email address like ada@example.com." })),
  password: z
    .string({ error: "Enter a password." })
    .min(PASSWORD_MIN, {
      error: `Use at least ${PASSWORD_MIN} characters: a few words are easy to remember.`,
    })
    .max(PASSWORD_MAX, { error: `Keep the password to ${PASSWORD_MAX} characters.` }),
});
export type NewOwner = z.output<typeof newOwnerSchema>;

export const signInSchema = z.strictObject({
  email: z.string().trim().min(1, { error: "Enter your email address." }),
  password: z.string().min(1, { error: "Enter your password." }),
});
