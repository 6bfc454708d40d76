import { expect } from "@playwright/test";
import type { Answer } from "./exchange.ts";

/** RFC 9457, as every error of the API. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  requestId: string;
  errors?: { field: string; message: string }[];
  usedBy?: { id: string; direction: string; name: string }[];
  found?: { verdict: string; message: string; status: number | null; traceId: string | null };
  credential?: { id: string; name: string; environment: string };
}

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const FIELDS = [
  "type",
  "title",
  "status",
  "detail",
  "code",
  "requestId",
  "errors",
  "usedBy",
  "found",
  "credential",
];

/** Checks that an answer is a whole problem of this status and code, and gives it. */
export async function expectProblem(answer: Answer, status: number, code: string): Promise<Problem> {
  const text = await answer.text();
  const headers = answer.headers();
  // One comparison: each is a step with a stack of its own, and there are thousands of problems.
  expect({ status: answer.status(), contentType: headers["content-type"], text }).toEqual({
    status,
    contentType: "application/problem+json",
    text: expect.stringMatching(/^\{.*\}$/s),
  });
  const problem = JSON.parse(text) as Problem;
  const unknown = Object.keys(problem).filter((field) => !FIELDS.includes(field));
  expect({ ...problem, unknown, cacheControl: headers["cache-control"] }).toMatchObject({
    type: "about:blank",
    title: expect.stringMatching(/\S/),
    status,
    detail: expect.stringMatching(/\S.*\S/),
    code,
    requestId: expect.stringMatching(UUID_V7),
    unknown: [],
    cacheControl: "no-store",
  });
  expect(headers["tessera-request-id"]).toBe(problem.requestId);
  return problem;
}

/** Checks that the input was refused because of this field. */
export async function expectInvalid(answer: Answer, field: string): Promise<Problem> {
  const problem = await expectProblem(answer, 422, "invalid");
  expect(problem.errors?.map((error) => error.field)).toContain(field);
  for (const { message } of problem.errors ?? []) expect(message).toMatch(/\S/);
  return problem;
}

/** An answer without what differs between two answers that are the same: the id of the request. */
export async function comparable(answer: Answer): Promise<{ status: number; body: unknown }> {
  const text = await answer.text();
  const body = text === "" ? null : (JSON.parse(text) as Record<string, unknown>);
  if (body !== null) delete body.requestId;
  return { status: answer.status(), body };
}
