import { keepClientAddresses } from "./access/client-address.ts";
import { bootFailure, checkBoot } from "./boot.ts";
import { sendCompressedFiles } from "./compressed-files.ts";
import { keepRawTargets } from "./raw-target.ts";
import { beginAnswersWithHeaders } from "./response-headers.ts";
import { allowSlowBodies } from "./slow-bodies.ts";

/** Next answers 500 for ever when its start-up hook throws; whoever runs Tessera is better served by an exit. */
export async function bootOrExit(): Promise<void> {
  try {
    beginAnswersWithHeaders();
    sendCompressedFiles(".next");
    keepRawTargets();
    keepClientAddresses();
    allowSlowBodies();
    await checkBoot();
  } catch (error) {
    process.stderr.write(`${bootFailure(error)}\n`);
    process.exit(1);
  }
}
