import { bootFailure, checkBoot } from "./boot.ts";

/** Next answers 500 for ever when its start-up hook throws; whoever runs Tessera is better served by an exit. */
export async function bootOrExit(): Promise<void> {
  try {
    await checkBoot();
  } catch (error) {
    process.stderr.write(`${bootFailure(error)}\n`);
    process.exit(1);
  }
}
