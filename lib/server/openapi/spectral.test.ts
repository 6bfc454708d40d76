import spectralCore from "@stoplight/spectral-core";
import rulesets from "@stoplight/spectral-rulesets";
import { expect, test, vi } from "vitest";
import { openApiDocument } from "./document.ts";

vi.mock("server-only", () => ({}));

const lint = async (document: object) => {
  const spectral = new spectralCore.Spectral();
  spectral.setRuleset({ extends: [[rulesets.oas as never, "recommended"]] });
  const findings = await spectral.run(JSON.parse(JSON.stringify(document)));
  return findings.map(({ code, path, message }) => `${code} at ${path.join(".")}: ${message}`);
};

test("Spectral's recommended rules find nothing in the document", async () => {
  expect(await lint(openApiDocument())).toEqual([]);
});

test("and would find what is missing", async () => {
  const { tags: _, ...document } = openApiDocument();
  expect(await lint(document)).toContainEqual(expect.stringMatching(/^operation-tag-defined/));
});
