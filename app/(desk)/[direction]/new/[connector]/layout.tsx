import { readNewIntegration } from "./new-integration.ts";

/** Says "not found" before anything of the page is sent, so that the answer's status says it too. */
export default async function NewIntegrationLayout({
  params,
  children,
}: LayoutProps<"/[direction]/new/[connector]">) {
  await readNewIntegration(params);
  return children;
}
