/**
 * Has `finish` done before a process that is told to stop ends. Next ends it itself, as soon as its server has answered
 * its last request: sooner than what was counted can be saved. What `finish` rejects with ends the process all the same.
 */
export function finishBeforeExit(finish: () => Promise<void>): void {
  const exit = process.exit.bind(process);
  const begin = () => {
    process.exit = ((code) => {
      finish().then(
        () => exit(code),
        () => exit(code),
      );
    }) as typeof process.exit;
  };
  process.once("SIGTERM", begin);
  process.once("SIGINT", begin);
}
