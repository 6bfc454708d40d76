import { expect, test } from "vitest";
import { Turnstile } from "./turnstile.ts";

/** Runs tasks that end when told to, and keeps who is in. */
function gate(width: number) {
  const turnstile = new Turnstile(width);
  const inside = new Map<string, () => void>();
  const order: string[] = [];
  const enter = (key: string, name: string) =>
    turnstile.pass(key, async () => {
      order.push(name);
      await new Promise<void>((resolve) => inside.set(name, resolve));
      inside.delete(name);
    });
  return { turnstile, inside, order, enter };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("no more than its width are in at once, and the others follow in their order", async () => {
  const { inside, order, enter } = gate(2);
  const all = ["a", "b", "c", "d"].map((name) => enter("key", name));
  await settled();
  expect([...inside.keys()]).toEqual(["a", "b"]);
  inside.get("b")?.();
  await settled();
  expect([...inside.keys()]).toEqual(["a", "c"]);
  inside.get("a")?.();
  inside.get("c")?.();
  await settled();
  inside.get("d")?.();
  await Promise.all(all);
  expect(order).toEqual(["a", "b", "c", "d"]);
});

test("one key does not wait for another", async () => {
  const { inside, enter } = gate(1);
  const first = enter("ada", "a");
  const second = enter("grace", "g");
  await settled();
  expect([...inside.keys()]).toEqual(["a", "g"]);
  for (const leave of inside.values()) leave();
  await Promise.all([first, second]);
});

test("a task that fails lets the next one in", async () => {
  const turnstile = new Turnstile(1);
  const failed = turnstile.pass("key", () => Promise.reject(new Error("no")));
  const next = turnstile.pass("key", async () => "in");
  await expect(failed).rejects.toThrow("no");
  expect(await next).toBe("in");
});
