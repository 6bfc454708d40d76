"use client";

import { Button } from "@/components/ui/button.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import type { Receipt, Receipts } from "@/lib/receipts.ts";
import { ReceiptChart } from "./receipt-chart.tsx";
import { countWords, kindWord, receiptWords, usersOf } from "./receipt-words.ts";
import { type OfReceipts, useReceipts } from "./use-receipts.ts";

const USERS_SHOWN = 6;

/** How often a key was used lately, what for and by whom. Give it a `key` that changes with what it is about. */
export function ReceiptSummary(props: OfReceipts) {
  const { receipts, failed, load } = useReceipts(props);
  if (failed) {
    return (
      <Notice tone="rejected" role="alert">
        Tessera did not answer.{" "}
        <Button size="small" onClick={load} className="ml-1">
          Try again
        </Button>
      </Notice>
    );
  }
  if (receipts === null) {
    return (
      <div aria-busy="true" className="grid gap-3">
        <p className="sr-only">Counting its uses…</p>
        <Skeleton className="h-5 w-3/4" />
        <Skeleton className="h-10 w-[164px]" />
      </div>
    );
  }
  return (
    <div className="grid gap-3 text-sm">
      <p className={`[overflow-wrap:anywhere] ${receipts.total === 0 ? "text-ink-3" : ""}`}>
        {receiptWords(receipts)}
      </p>
      {receipts.total > 0 && (
        <>
          <ReceiptChart days={receipts.days} />
          {props.integrationId === undefined && <Users receipts={receipts} />}
        </>
      )}
    </div>
  );
}

function Users({ receipts }: { receipts: Receipts }) {
  const users = usersOf(receipts.data);
  const more = users.length - USERS_SHOWN;
  return (
    <div>
      <ul aria-label="Who used it" className="grid gap-1.5">
        {users.slice(0, USERS_SHOWN).map(({ usedBy, ...counts }) => (
          <li
            key={`${usedBy.kind} ${usedBy.id}`}
            className="flex flex-wrap items-baseline justify-between gap-x-3"
          >
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {nameOf(usedBy)} <span className="text-[12.5px] text-ink-3">{kindWord(usedBy.kind)}</span>
            </span>
            <span className="text-[12.5px] text-ink-3">{countWords(counts)}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="mt-2 text-[13px] text-ink-3">and {more.toLocaleString("en")} more</p>}
    </div>
  );
}

function nameOf({ name }: Receipt["usedBy"]): string {
  return name === "" ? "Without a name" : name;
}
