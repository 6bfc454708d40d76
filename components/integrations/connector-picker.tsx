"use client";

import { useState } from "react";
import { Icon } from "@/components/ui/icon.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import { ConnectorTile, type OfferedConnector } from "./connector-tile.tsx";

/** The services to choose from, narrowed by what is typed. Without script they all stand there. */
export function ConnectorPicker({ connectors }: { connectors: readonly OfferedConnector[] }) {
  const [search, setSearch] = useState("");
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = connectors.filter(({ name, offer }) => {
    const text = `${name} ${offer}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return (
    <>
      <search className="mb-[18px] block max-w-[520px]">
        <TextInput
          type="search"
          aria-label="Search services"
          placeholder="Search services"
          autoComplete="off"
          leading={<Icon name="search" />}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          className="[&::-webkit-search-cancel-button]:appearance-none"
        />
      </search>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(300px,100%),1fr))] gap-4 max-[700px]:gap-3">
        {found.map(({ id, ...connector }) => (
          <li key={id}>
            <ConnectorTile {...connector} />
          </li>
        ))}
      </ul>
      <p role="status" className="text-ink-2">
        {found.length === 0 &&
          "Tessera knows no service of that name. Try another word, or clear the search."}
      </p>
    </>
  );
}
