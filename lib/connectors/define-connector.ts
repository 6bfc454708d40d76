/** What a credential is used by: rows come out of a source and go into a destination. */
export type Direction = "source" | "destination";

/** One of a connector's labelled base URLs. */
export interface ConnectorEnvironment {
  readonly label: string;
  /** Absolute https URL without a trailing slash. Requests never leave from under it. */
  readonly baseUrl: string;
  /** One sentence for the person who chooses. */
  readonly hint: string;
}

/** A field that a destination's endpoint takes. */
export interface AcceptedField {
  readonly name: string;
  readonly type: "text" | "text list" | "number" | "time";
  readonly required: boolean;
  readonly description: string;
}

interface AnyParameter {
  /** Its name in the query, and in the settings of an integration. */
  readonly name: string;
  readonly label: string;
  /** One sentence for the person who fills it in. */
  readonly description: string;
  /** Others that it cannot stand beside, and the sentence that says so. */
  readonly notWith?: { readonly names: readonly string[]; readonly says: string };
  /** A day that it must not lie before, and the sentence that says so. */
  readonly notBefore?: { readonly name: string; readonly says: string };
}

/** Something that narrows what a source reads. None is required: the service has a default for each. */
export type EndpointParameter = AnyParameter &
  (
    | { readonly type: "date" }
    | {
        readonly type: "number";
        readonly min: number;
        readonly max: number;
        /** Where it is days back from today: those that say the same by the first day, and where days begin. */
        readonly daysBack?: { readonly firstDay: string; readonly timeZone: string };
      }
    | {
        readonly type: "choice";
        readonly options: readonly { readonly value: string; readonly label: string }[];
      }
    | {
        readonly type: "text";
        /** What the whole text must be, as a regular expression: data travels to the browser. */
        readonly pattern: string;
        /** What to enter, where it is something else. */
        readonly says: string;
      }
  );

/** How a list of the service is read to its end: page by page, by how many rows are left out. */
export interface EndpointPages {
  /** The parameter of the query that says how many rows to leave out. */
  readonly offsetParameter: string;
  /** How many rows to ask for at once. */
  readonly rowsAPage: number;
  /** Where a page's rows stand in its JSON: the names on the way to the list. */
  readonly rowsAt: readonly string[];
  /** Where it says how many rows there are in all, where it does. */
  readonly totalAt?: readonly string[];
}

/** A collection of the service that a source reads or a destination writes. */
export interface ConnectorEndpoint {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly direction: Direction;
  readonly method: "GET" | "PUT" | "POST";
  /** Joined under the environment's base URL; starts with a slash. */
  readonly path: string;
  /** Query that limits a list to a given number of rows: the name of the parameter. Sources only. */
  readonly limitParameter?: string;
  /** How it is read to its end, with `limitParameter`. Sources only. */
  readonly pages?: EndpointPages;
  /** Which of its parameters, a date, is the first day of what the service took in: what `since` sets. */
  readonly sinceParameter?: string;
  /** What can be set of it, in the order of the form. Sources only. */
  readonly parameters?: readonly EndpointParameter[];
  /** The shape that it takes. Destinations only. */
  readonly accepts?: readonly AcceptedField[];
  /**
   * The required text of it by which the service knows a record again: one that was written is updated by the same
   * request, so repeating it is safe. Without it, nothing that was sent is sent again. Destinations only.
   */
  readonly upsertOn?: string;
}

/** How a connector finds out whether a key works. */
export interface ConnectorTest {
  /**
   * Requests that need a key, cheapest first. The next one is asked only when the one before it
   * answers 403: a key can be good and still not reach everything.
   */
  readonly probes: readonly [ConnectorProbe, ...ConnectorProbe[]];
  /** Whether a parsed 2xx body is the service's own answer, and not that of a login page or a proxy. */
  readonly proves: (body: unknown) => boolean;
}

/** What the service allows for each key; Tessera keeps the same pace for an environment as a whole. */
export interface ConnectorLimits {
  readonly requestsPerSecond: number;
  readonly requestsAtOnce: number;
}

/** One GET request of a connector's test. */
export interface ConnectorProbe {
  readonly path: string;
  /** What a key cannot reach when this is forbidden: completes "Accepted, without access to …". */
  readonly reaches: string;
}

/** A step of the guide to a key. Text between `**` is a name on the service's screen. */
export type GuideStep = string;

/** A service that Tessera knows. Form, validation, guide, egress and tests all derive from it. */
export interface ConnectorDefinition {
  readonly id: string;
  readonly name: string;
  /** A file under `public/`. */
  readonly logo: string;
  /** One line on what it offers, for each direction that it serves. */
  readonly offers: { readonly [D in Direction]?: string };
  readonly environments: { readonly [id: string]: ConnectorEnvironment };
  readonly defaultEnvironment: string;
  readonly key: {
    readonly label: string;
    /** The request header that carries the key. */
    readonly header: string;
    /** Prefixes that people copy along with a key; removed on paste, in the browser only. */
    readonly pastedPrefixes: readonly string[];
  };
  readonly limits: ConnectorLimits;
  readonly test: ConnectorTest;
  readonly endpoints: readonly ConnectorEndpoint[];
  readonly guide: {
    readonly title: string;
    readonly steps: readonly GuideStep[];
    readonly caution: string;
  };
}

/** Names a connector's data and keeps its literal types. */
export function defineConnector<const C extends ConnectorDefinition>(connector: C): C {
  return connector;
}
