#!/bin/sh
# A pipeline as somebody writes it who has nothing but curl: pulls all records of a source into a file, or pushes a
# file into a destination, through whichever of two Tesseras answers, and goes on where it was.
#   pipeline.sh pull SOURCE FILE | pipeline.sh push DESTINATION FILE
# TESSERA_TOKEN, ONE and OTHER (addresses) come from the environment; it works in the current folder.
set -eu
VERB=$1 ID=$2 FILE=$3
AT=$ONE
TRIES_LEFT=20

# Something broke: the other instance is next.
other() {
  TRIES_LEFT=$((TRIES_LEFT - 1))
  [ "$TRIES_LEFT" -gt 0 ] || { echo "gave up" >&2; exit 1; }
  if [ "$AT" = "$ONE" ]; then AT=$OTHER; else AT=$ONE; fi
  sleep 0.2
}

ask() {
  curl -sS -H "Authorization: Bearer $TESSERA_TOKEN" "$@" > answer.jsonl || true
}

pull() {
  CURSOR= END=
  : > "$FILE"
  while :; do
    ask "$AT/api/v1/sources/$ID/records${CURSOR:+?cursor=$CURSOR}"
    # What stands above the last whole trailer is kept; what came after it comes again.
    LAST=$(grep -n '^{"$tessera":{.*}}$' answer.jsonl | tail -n 1)
    if [ -n "$LAST" ]; then
      head -n "${LAST%%:*}" answer.jsonl | grep -v '^{"$tessera":' >> "$FILE" || true
      CURSOR=$(printf '%s\n' "$LAST" | sed -n 's/.*"cursor":"\([^"]*\)".*/\1/p')
      END=$(printf '%s\n' "$LAST" | sed -n 's/.*"end":"\([a-z]*\)".*/\1/p')
    fi
    [ "$END" != complete ] || return 0
    other
  done
}

push() {
  cp "$FILE" left.jsonl
  while :; do
    ask -H 'Content-Type: application/x-ndjson' --data-binary @left.jsonl "$AT/api/v1/destinations/$ID/records"
    sed -n 's/^{"line":\([0-9]*\),"status":"accepted"}$/\1/p' answer.jsonl > accepted
    # Whatever was not accepted is sent again: the service knows it by its id.
    awk 'FILENAME == "accepted" { accepted[$1]; next } !(FNR in accepted)' accepted left.jsonl > again.jsonl
    mv again.jsonl left.jsonl
    [ -s left.jsonl ] || return 0
    other
  done
}

"$VERB"
