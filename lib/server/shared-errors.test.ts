import { expect, test, vi } from "vitest";

/** The module as another part of the app has it: a copy of its own, as the bundler makes one for each entry. */
async function copyOf<T>(load: () => Promise<T>): Promise<T> {
  vi.resetModules();
  return load();
}

test("an error of the shared vault or egress is known in every part of the app", async () => {
  const [one, other] = [
    await copyOf(() => import("./egress/egress-error.ts")),
    await copyOf(() => import("./egress/egress-error.ts")),
  ];
  expect(one.EgressError).not.toBe(other.EgressError);
  expect(one.timedOut("host", 1)).toBeInstanceOf(other.EgressError);
  expect(new Error("another")).not.toBeInstanceOf(one.EgressError);

  const [here, there] = [
    await copyOf(() => import("./vault/unreadable-error.ts")),
    await copyOf(() => import("./vault/unreadable-error.ts")),
  ];
  expect(new here.UnreadableError("damaged")).toBeInstanceOf(there.UnreadableError);
  expect(one.timedOut("host", 1)).not.toBeInstanceOf(there.UnreadableError);
});
