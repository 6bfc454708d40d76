import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { type UseFormReturn, useForm } from "react-hook-form";
import type * as z from "zod/mini";
import { useCreate } from "@/components/ui/use-create.ts";
import { type CreatedToken, createdTokenSchema, type NewToken, newTokenSchema } from "@/lib/tokens.ts";
import { inDays } from "./expiry.ts";

export type TokenFields = z.input<typeof newTokenSchema>;
export type TokenFormApi = UseFormReturn<TokenFields, unknown, NewToken>;

const DEFAULT_DAYS = 90;
const NO_ANSWER =
  "Tessera did not answer. Nothing you typed is lost: try again. If the list then has one token too many, revoke it.";

/** The form of a new token, and the request that creates it: see `useCreate`. */
export function useCreateToken(onCreated: (token: CreatedToken) => void) {
  const [defaultValues] = useState(
    (): TokenFields => ({
      name: "",
      scopes: [],
      credentialIds: null,
      expiresAt: inDays(DEFAULT_DAYS, new Date()),
    }),
  );
  const form: TokenFormApi = useForm<TokenFields, unknown, NewToken>({
    resolver: zodResolver(newTokenSchema),
    mode: "onTouched",
    defaultValues,
  });
  const creation = useCreate(form, {
    path: "/api/v1/tokens",
    answer: createdTokenSchema,
    fields: ["name", "scopes", "credentialIds", "expiresAt"],
    noAnswer: NO_ANSWER,
    onCreated,
  });
  return { form, ...creation };
}
