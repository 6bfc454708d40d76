import { defineConnector, type EndpointParameter } from "./define-connector.ts";

/** `{"data":[…]}`: what every list of People.ai looks like. */
function hasDataArray(body: unknown): boolean {
  return typeof body === "object" && body !== null && "data" in body && Array.isArray(body.data);
}

const list = {
  direction: "source",
  method: "GET",
  limitParameter: "limit",
  pages: {
    offsetParameter: "offset",
    rowsAPage: 1_000,
    rowsAt: ["data"],
    totalAt: ["meta", "total"],
  },
} as const;

const includeDeleted: EndpointParameter = {
  name: "include-deleted",
  label: "Deleted records",
  type: "choice",
  options: [
    { value: "true", label: "Include them" },
    { value: "false", label: "Leave them out" },
  ],
  description: "Whether records that were deleted come along.",
};

const RECORD_ID = { pattern: "[A-Za-z0-9_-]+", says: "Enter one id: letters, digits, - and _ only." };

/** A day or a number of days: of activity, or of what is counted of it. */
const period: readonly EndpointParameter[] = [
  { name: "from", label: "From", type: "date", description: "The first day of activity." },
  {
    name: "to",
    label: "To",
    type: "date",
    description: "The last day of activity.",
    notBefore: { name: "from", says: "Enter a day that is not before From." },
  },
  {
    name: "last-n-days",
    label: "Last days",
    type: "number",
    min: 1,
    max: 3_650,
    daysBack: { firstDay: "from", timeZone: "time-zone" },
    description: "Instead of From and To: this many days back from today.",
    notWith: { names: ["from", "to"], says: "Enter either days back or From and To, not both." },
  },
  {
    name: "time-zone",
    label: "Time zone",
    type: "text",
    pattern: "[A-Za-z0-9_+/-]+",
    says: "Enter the name of a time zone, such as Europe/Berlin.",
    description: "In which days begin and end, such as Europe/Berlin.",
  },
];

const activityParameters: readonly EndpointParameter[] = [
  ...period,
  {
    name: "ingested-from",
    label: "Ingested from",
    type: "date",
    description: "The first day on which People.ai took it in.",
  },
  {
    name: "ingested-to",
    label: "Ingested to",
    type: "date",
    description: "The last day on which People.ai took it in.",
    notBefore: { name: "ingested-from", says: "Enter a day that is not before Ingested from." },
  },
  {
    name: "internal-external",
    label: "With whom",
    type: "choice",
    options: [
      { value: "internal", label: "Internal" },
      { value: "external", label: "External" },
    ],
    description: "Only among colleagues, or only with people outside.",
  },
  includeDeleted,
  {
    name: "account-id",
    label: "Account id",
    type: "text",
    ...RECORD_ID,
    description: "Only activity with this account.",
  },
  {
    name: "opportunity-id",
    label: "Opportunity id",
    type: "text",
    ...RECORD_ID,
    description: "Only activity on this opportunity.",
  },
];

const activityList = { ...list, parameters: activityParameters, sinceParameter: "ingested-from" } as const;

const engagementList = { ...list, parameters: period } as const;

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
      parameters: [includeDeleted],
    },
    {
      ...list,
      id: "opportunities",
      label: "Opportunities",
      path: "/opportunities",
      description: "Deals, with stage, amount and close date.",
      parameters: [includeDeleted],
    },
    {
      ...list,
      id: "contacts",
      label: "Contacts",
      path: "/contacts",
      description: "People at accounts.",
      parameters: [includeDeleted],
    },
    {
      ...list,
      id: "leads",
      label: "Leads",
      path: "/leads",
      description: "People who are not at an account yet.",
      parameters: [includeDeleted],
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
      ...activityList,
      id: "activities",
      label: "Activities",
      path: "/activities",
      description: "Emails, calls and meetings, newest last.",
    },
    {
      ...activityList,
      id: "emails",
      label: "Emails",
      path: "/activities/email",
      description: "Activities that are emails.",
    },
    {
      ...activityList,
      id: "calls",
      label: "Calls",
      path: "/activities/call",
      description: "Activities that are calls.",
    },
    {
      ...activityList,
      id: "meetings",
      label: "Meetings",
      path: "/activities/meeting",
      description: "Activities that are meetings.",
    },
    {
      ...activityList,
      id: "participants",
      label: "Participants",
      path: "/activities/participants",
      description: "Who took part in activities.",
    },
    {
      ...engagementList,
      id: "account-engagement",
      label: "Account engagement",
      path: "/accounts/insights/engagement",
      description: "How much goes on with each account.",
    },
    {
      ...engagementList,
      id: "opportunity-engagement",
      label: "Opportunity engagement",
      path: "/opportunities/insights/engagement",
      description: "How much goes on around each deal.",
    },
    {
      ...engagementList,
      id: "contact-engagement",
      label: "Contact engagement",
      path: "/contacts/insights/engagement",
      description: "How much goes on with each contact.",
    },
    {
      ...engagementList,
      id: "lead-engagement",
      label: "Lead engagement",
      path: "/leads/insights/engagement",
      description: "How much goes on with each lead.",
    },
    {
      id: "email-activities",
      label: "Email activities",
      direction: "destination",
      method: "PUT",
      path: "/activities/email",
      description: "Writes emails. One with the same external_id is updated, so sending twice is safe.",
      upsertOn: "external_id",
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
