import type { z } from "zod";
import type { Permission } from "../access/permissions.ts";
import type { ProblemCode } from "./problem-codes.ts";

/** The groups of the reference, in its order. */
export const tags = {
  Credentials:
    "What is saved of a key: its tile, its tests, and who uses it. The key goes in, and never comes out.",
  Sources: "What reads through a credential.",
  Destinations: "What writes through a credential.",
  Connectors: "The services that Tessera knows.",
  Search: "Finding by name.",
  Activity: "What was done, by whom, on what and when.",
  Tokens: "What programs send instead of a person's session.",
  Webhook: "Where an organization is told of verdicts that turn and of keys that expire.",
  Members: "Who belongs to an organization, and who is invited.",
  Organizations: "The organizations of whoever is signed in.",
  Account: "One's own account, and where it is signed in.",
  Reference: "This document.",
} as const;
export type Tag = keyof typeof tags;

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof methods)[number];

/** One method of one route, as the reference tells of it. */
export interface Operation {
  /** What clients call it: a verb, and what it is about. */
  id: string;
  tag: Tag;
  summary: string;
  /** What the schemas do not say. */
  description: string;
  /**
   * All the permissions that it takes; `member` for every member of the organization but no token, `person` for whoever
   * is signed in, `everyone` for who is not.
   */
  access: readonly Permission[] | "member" | "person" | "everyone";
  /** The schemas of its route. */
  body?: z.core.$ZodType;
  /** Of a body that is JSON Lines: the schema of each. */
  bodyLines?: z.core.$ZodType;
  query?: z.core.$ZodType;
  answer?: z.core.$ZodType;
  /** What a success is answered with; without it 200, or 204 where there is no answer. */
  status?: 200 | 201 | 204;
  /** Whether it asks, or lets ask, that nothing has changed since. */
  ifMatch?: "required" | "optional";
  /** The answer carries the revision of what it tells of. */
  etag?: true;
  /** The answer is JSON Lines, of `answer` each. */
  lines?: true;
  /**
   * Body and answer are of the service: neither is read. With the rest of an address that it knows, and a body that it
   * takes where there is one.
   */
  passesOn?: { path: string; body?: unknown };
  /** Whether it is counted among the tests of keys, too. */
  limit?: "test";
  /** A body that it takes, or a line of it; ids in it stand for those of whoever tries. */
  example?: unknown;
  /** A query that it takes. */
  exampleQuery?: Readonly<Record<string, string | number>>;
  /** What a parameter of its query is for, where that is something else than elsewhere. */
  queryWords?: Readonly<Record<string, string>>;
  /** What may be refused besides what may be at every operation of its kind. */
  refusals?: readonly ProblemCode[];
}

/** By method and address, such as `GET /api/v1/credentials/{id}`. */
export type Operations = Readonly<Record<`${Method} /api/v1/${string}`, Operation>>;
