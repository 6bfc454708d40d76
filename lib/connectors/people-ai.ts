import { defineConnector } from "./define-connector.ts";

/** `{"data":[…]}`: what every list of People.ai looks like. */
function hasDataArray(body: unknown): boolean {
  return typeof body === "object" && body !== null && "data" in body && Array.isArray(body.data);
}

const list = { direction: "source", method: "GET", limitParameter: "limit" } as const;

export const peopleAi = defineConnector({
  id: "people-ai",
  name: "People.ai",
  logo: "/connectors/people-ai.svg",
  offers: {
    source: "Accounts, opportunities, contacts and the activity around them.",
    destination: "Email activities, written or updated by their external id.",
  },
  environments: {
    production: {
      label: "Production",
      baseUrl: "https://api.people.ai/v0/public",
      hint: "The live People.ai environment. Select this option for all standard data integration workflows.",
    },
    staging: {
      label: "Staging",
      baseUrl: "https://api-staging.people.ai/v0/public",
      hint: "A non-production environment used for testing integrations before promoting them to production.",
    },
    mock: {
      label: "Mock",
      baseUrl: "https://api-mock.people.ai/v0/public",
      hint: "A mock API environment suitable for development and automated testing without affecting real data.",
    },
  },
  defaultEnvironment: "production",
  key: {
    label: "API Key",
    header: "X-API-Key",
    pastedPrefixes: ["X-API-Key:", "PEOPLE_AI_API_KEY="],
  },
  limits: { requestsPerSecond: 5, requestsAtOnce: 10 },
  test: {
    probes: [
      { path: "/teams?limit=1", reaches: "teams" },
      { path: "/accounts?limit=1", reaches: "accounts" },
    ],
    proves: hasDataArray,
  },
  endpoints: [
    {
      ...list,
      id: "accounts",
      label: "Accounts",
      path: "/accounts",
      description: "Companies, with their owner and type.",
    },
    {
      ...list,
      id: "opportunities",
      label: "Opportunities",
      path: "/opportunities",
      description: "Deals, with stage, amount and close date.",
    },
    { ...list, id: "contacts", label: "Contacts", path: "/contacts", description: "People at accounts." },
    {
      ...list,
      id: "leads",
      label: "Leads",
      path: "/leads",
      description: "People who are not at an account yet.",
    },
    { ...list, id: "teams", label: "Teams", path: "/teams", description: "Your teams and how they nest." },
    {
      ...list,
      id: "team-members",
      label: "Team members",
      path: "/team-members",
      description: "Who is on which team.",
    },
    {
      ...list,
      id: "activities",
      label: "Activities",
      path: "/activities",
      description: "Emails, calls and meetings, newest last.",
    },
    {
      id: "email-activities",
      label: "Email activities",
      direction: "destination",
      method: "PUT",
      path: "/activities/email",
      description: "Writes emails. One with the same external_id is updated, so sending twice is safe.",
      accepts: [
        { name: "external_id", type: "text", required: true, description: "Your own id of the email." },
        { name: "from", type: "text", required: true, description: "Address of the sender." },
        { name: "to", type: "text list", required: true, description: "Addresses of the recipients." },
        { name: "subject", type: "text", required: true, description: "Subject line." },
        {
          name: "timestamp",
          type: "time",
          required: true,
          description: "When it was sent, in epoch seconds.",
        },
      ],
    },
  ],
  guide: {
    title: "Obtain a People.ai API Key",
    steps: [
      "Sign in to your People.ai platform account at https://app.people.ai.",
      "Navigate to **Settings** in the left navigation panel.",
      "Locate the **API Keys** or **Integrations** section within Settings.",
      "Generate a new API key and copy it immediately for safekeeping. Store the key securely, as it grants access to your People.ai data.",
    ],
    caution:
      "Treat your People.ai API key as a password. Do not share it in publicly accessible locations such as source control repositories, chat messages, or emails.",
  },
});
