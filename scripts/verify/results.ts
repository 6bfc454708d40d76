/** What a check found. `failures` are texts for the person who has to mend them: a name and what was said. */
export type Result = { passed: number; failures: string[] };

type VitestReport = {
  numPassedTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
};

/** Reads Vitest's JSON report. A file that does not even load is one failure. */
export function readVitest(report: VitestReport): Result {
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (failed.length === 0 && status === "failed") return [`${name}\n${message}`];
    return failed.map((test) => `${name}: ${test.fullName}\n${test.failureMessages.join("\n")}`);
  });
  return { passed: report.numPassedTests, failures };
}

type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number };
  errors: { message?: string }[];
};

/** Reads Playwright's JSON report. Which tests failed and why, its own list has already shown. */
export function readPlaywright({ stats, errors }: PlaywrightReport): Result {
  const failed = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failures: [...Array(failed).fill(""), ...errors.map(() => "")] };
}
