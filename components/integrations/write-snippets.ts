import type { AcceptedField } from "@/lib/connectors/define-connector.ts";
import type { Snippet, SnippetTarget } from "./snippet.ts";

interface WriteTarget extends SnippetTarget {
  /** What the endpoint takes. */
  readonly accepts: readonly AcceptedField[];
}

/**
 * Programs that write records into a destination, and say what became of each line. As they are here they only check:
 * nothing is written by whoever tries one.
 */
export function writeSnippets({ origin, id, accepts }: WriteTarget): Snippet[] {
  const url = `${origin}/api/v1/destinations/${id}/records?dryRun=true`;
  const record = sampleRecord(accepts);
  return [
    { language: "curl", code: curl(url, JSON.stringify(record)) },
    { language: "Node", code: node(url, literal(record, "  ")) },
    { language: "Python", code: python(url, literal(record, "    ")) },
  ];
}

const SAMPLE_SECONDS = Date.parse("2026-01-01T00:00:00Z") / 1_000;

/** A record with every field; each text says what belongs there. */
export function sampleRecord(accepts: readonly AcceptedField[]): { [name: string]: unknown } {
  return Object.fromEntries(
    accepts.map(({ name, type, description }) => {
      const says = description.replace(/\.$/, "");
      const samples = { text: says, "text list": [says], number: 1, time: SAMPLE_SECONDS };
      return [name, samples[type]];
    }),
  );
}

/** Reads the same in JavaScript and in Python. */
function literal(record: object, indent: string): string {
  return JSON.stringify(record, null, indent.length)
    .replaceAll(/\[\s+("[^\n]*")\s+\]/g, "[$1]")
    .split("\n")
    .map((line, index) => (index === 0 ? line : `${indent}${line}`))
    .join("\n");
}

const curl = (url: string, record: string) => `\
# One record a line. Without ?dryRun=true they are written.
curl -sS '${url}' \\
  -H "Authorization: Bearer $TESSERA_TOKEN" \\
  -H 'Content-Type: application/x-ndjson' \\
  --data-binary @- <<'LINES'
${record}
LINES
# Each line is answered. What is not_tried can be sent again as it is.`;

const node = (url: string, record: string) => `\
// node write.mjs
// Without ?dryRun=true it writes.
const url = "${url}";
const headers = {
  authorization: \`Bearer \${process.env.TESSERA_TOKEN}\`,
  "content-type": "application/x-ndjson",
};
const waiting = [
  ${record},
];

while (waiting.length > 0) {
  const batch = waiting.splice(0, 500);
  const body = batch.map((record) => JSON.stringify(record)).join("\\n");
  const response = await fetch(url, { method: "POST", headers, body });
  if (!response.ok) throw new Error(await response.text());

  const notTried = [];
  for (const text of (await response.text()).trim().split("\\n")) {
    const { line, status } = JSON.parse(text);
    if (status === "refused") console.error(text, batch[line - 1]);
    if (status === "not_tried") notTried.push(batch[line - 1]);
    if (line === undefined) console.log(text);
  }
  // The last line that was logged says why.
  if (notTried.length === batch.length) throw new Error("No record was tried.");
  waiting.unshift(...notTried);
}`;

const python = (url: string, record: string) => `\
# python3 write.py
import json, os, sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

# Without ?dryRun=true it writes.
URL = "${url}"
HEADERS = {
    "Authorization": "Bearer " + os.environ["TESSERA_TOKEN"],
    "Content-Type": "application/x-ndjson",
}
waiting = [
    ${record},
]

while waiting:
    batch, waiting = waiting[:500], waiting[500:]
    body = "\\n".join(json.dumps(record) for record in batch).encode()
    try:
        with urlopen(Request(URL, body, HEADERS)) as response:
            answers = [(json.loads(text), text.decode()) for text in response]
    except HTTPError as error:
        sys.exit(error.read().decode())

    not_tried = []
    for answer, text in answers:
        if answer.get("status") == "refused":
            print(text, batch[answer["line"] - 1], file=sys.stderr)
        if answer.get("status") == "not_tried":
            not_tried.append(batch[answer["line"] - 1])
        if "line" not in answer:
            print(text)
    # The last line that was printed says why.
    if len(not_tried) == len(batch):
        sys.exit("No record was tried.")
    waiting = not_tried + waiting`;
