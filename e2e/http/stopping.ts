import { expect } from "@playwright/test";

/** Waits until a number has begun to grow and grows no more, and gives it. */
export async function expectToStop(look: () => number | Promise<number>): Promise<number> {
  let last = 0;
  const hasStopped = async () => {
    const before = last;
    last = await look();
    return last > 0 && before === last;
  };
  // Two looks that are further apart than two steps of it find the same.
  await expect.poll(hasStopped, { intervals: [1_500], timeout: 30_000 }).toBe(true);
  return last;
}
