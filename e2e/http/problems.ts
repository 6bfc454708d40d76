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
  expect(answer.status(), text).toBe(status);
  expect(answer.headers()["content-type"]).toBe("application/problem+json");
  expect(answer.headers()["cache-control"]).toBe("no-store");
  const problem = JSON.parse(text) as Problem;
  expect(problem).toMatchObject({ type: "about:blank", status, code });
  expect(problem.title).not.toBe("");
  expect(problem.detail).toMatch(/\S.*\S/);
  expect(problem.requestId).toMatch(UUID_V7);
  expect(answer.headers()["tessera-request-id"]).toBe(problem.requestId);
  expect(FIELDS).toEqual(expect.arrayContaining(Object.keys(problem)));
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
