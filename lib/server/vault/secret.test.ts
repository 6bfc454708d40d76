import { format, inspect } from "node:util";
import { serialize } from "node:v8";
import { describe, expect, test } from "vitest";
import { Secret } from "./secret.ts";

const TEXT = "hunter2-hunter2-hunter2";
const secret = Secret.of(TEXT);

test("a secret reveals what it was made of, when asked to", () => {
  expect(secret.reveal()).toBe(TEXT);
});

describe("a secret prints as [secret]", () => {
  test.each<[string, string, string]>([
    ["as a string", String(secret), "[secret]"],
    ["in toString", secret.toString(), "[secret]"],
    ["in a template", `${secret}`, "[secret]"],
    // biome-ignore lint/style/useTemplate: concatenation is what is tested
    ["in a concatenation", "key: " + secret, "key: [secret]"],
    ["joined", [secret, secret].join(), "[secret],[secret]"],
    ["in JSON", JSON.stringify({ deep: [{ secret }] }), '{"deep":[{"secret":"[secret]"}]}'],
    ["in console.log", format(secret), "[secret]"],
    ["in console.log's %s", format("%s", secret), "[secret]"],
    ["inspected", inspect(secret), "[secret]"],
    ["inspected in depth", inspect({ deep: [secret] }), "{ deep: [ [secret] ] }"],
  ])("%s", (_, printed, expected) => {
    expect(printed).toBe(expected);
  });
});

describe("a secret does not appear", () => {
  test.each<[string, string]>([
    [
      "inspected with everything shown",
      inspect(secret, { showHidden: true, depth: Infinity, getters: true }),
    ],
    ["inspected without its own say", inspect(secret, { customInspect: false, showHidden: true })],
    ["in console.log's %j, %o and %O", format("%j %o %O", secret, secret, secret)],
    ["as a number", String(Number(secret))],
    ["as the cause of an error", inspect(new Error("failed", { cause: secret }))],
    ["in the message of an error", inspect(new Error(`failed: ${secret}`))],
    ["as what was thrown", inspect(new AggregateError([secret], "failed"))],
    ["in its keys", JSON.stringify([Object.keys(secret), Reflect.ownKeys(secret)])],
    ["in its entries", inspect(Object.entries(secret))],
    ["in its property descriptors", inspect(Object.getOwnPropertyDescriptors(secret))],
    ["spread", inspect({ ...secret })],
    ["assigned", inspect(Object.assign({}, secret))],
    ["cloned", inspect(structuredClone(secret), { showHidden: true, depth: Infinity })],
    ["serialized", serialize(secret).toString("latin1")],
  ])("%s", (_, printed) => {
    expect(printed).not.toContain("hunter2");
  });
});

test("a text that has no UTF-8 form is refused without being repeated", () => {
  const refused = () => Secret.of(`hunter2\ud800`);
  expect(refused).toThrow(TypeError);
  expect(refused).not.toThrow("hunter2");
});
