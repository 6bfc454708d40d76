import type { Snippet, SnippetTarget } from "./snippet.ts";

interface ReadTarget extends SnippetTarget {
  /** The endpoint's id: what the file is called. */
  readonly endpoint: string;
}

/**
 * Programs that read a source to its end, and go on after a lost connection with the cursor of the last trailer that
 * they got: without a gap, and with nothing twice.
 */
export function readSnippets({ origin, id, endpoint }: ReadTarget): Snippet[] {
  const url = `${origin}/api/v1/sources/${id}/records`;
  const file = `${endpoint}.jsonl`;
  return [
    { language: "curl", code: curl(url, file) },
    { language: "Node", code: node(url, file) },
    { language: "Python", code: python(url, file) },
  ];
}

const curl = (url: string, file: string) => `\
# Reads all records into ${file}, and goes on by itself after a lost connection.
URL='${url}'
CURSOR= END=
: > ${file}
until [ "$END" = complete ]; do
  curl -sS "$URL\${CURSOR:+?cursor=$CURSOR}" -H "Authorization: Bearer $TESSERA_TOKEN" > part.jsonl
  LAST=$(grep -n '^{"$tessera":{.*}}$' part.jsonl | tail -n 1)
  # Without such a line, whole, no record came, and the answer says why.
  [ -n "$LAST" ] || { cat part.jsonl; break; }
  # What stands above the last one is whole. What came after it comes again.
  head -n "\${LAST%%:*}" part.jsonl | grep -v '^{"$tessera":' >> ${file}
  CURSOR=$(printf '%s\\n' "$LAST" | sed -n 's/.*"cursor":"\\([^"]*\\)".*/\\1/p')
  END=$(printf '%s\\n' "$LAST" | sed -n 's/.*"end":"\\([a-z]*\\)".*/\\1/p')
done
[ "$END" = complete ]`;

const node = (url: string, file: string) => `\
// node read.mjs > ${file}
const url = new URL("${url}");
const headers = { authorization: \`Bearer \${process.env.TESSERA_TOKEN}\` };

let cursor = null;
let end = null;
while (end !== "complete") {
  const before = cursor;
  if (cursor !== null) url.searchParams.set("cursor", cursor);
  const response = await fetch(url, { headers });
  if (!response.ok) throw new Error(await response.text());

  let text = "";
  let page = [];
  try {
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (text + chunk).split("\\n");
      text = lines.pop();
      for (const line of lines) {
        if (!line.startsWith('{"$tessera":')) {
          page.push(line);
          continue;
        }
        // What stands above this line is whole: keep it together with the cursor.
        for (const record of page) console.log(record);
        page = [];
        ({ cursor, end = null } = JSON.parse(line).$tessera);
      }
    }
  } catch (error) {
    // The connection was lost: what came after the last such line comes again.
    if (cursor === before) throw error;
  }
  if (end !== "complete" && cursor === before) throw new Error("No more records came.");
}`;

const python = (url: string, file: string) => `\
# python3 read.py > ${file}
import http.client, json, os, sys
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

URL = "${url}"
HEADERS = {"Authorization": "Bearer " + os.environ["TESSERA_TOKEN"]}

cursor = end = None
while end != "complete":
    before, page = cursor, []
    query = "?" + urlencode({"cursor": cursor}) if cursor else ""
    try:
        with urlopen(Request(URL + query, headers=HEADERS)) as response:
            for line in response:
                if not (line.startswith(b'{"$tessera":') and line.endswith(b"\\n")):
                    page.append(line)
                    continue
                # What stands above this line is whole: keep it together with the cursor.
                sys.stdout.buffer.writelines(page)
                page = []
                trailer = json.loads(line)["$tessera"]
                cursor, end = trailer["cursor"], trailer.get("end")
    except HTTPError as error:
        sys.exit(error.read().decode())
    except (OSError, http.client.HTTPException):
        # The connection was lost: what came after the last such line comes again.
        if cursor == before:
            raise
    if end != "complete" and cursor == before:
        sys.exit("No more records came.")`;
