/** Every `code` of a problem: its status, and a sentence that it is said with. */
export const problemCodes = {
  bad_json: {
    status: 400,
    detail: "The body is not valid JSON in UTF-8, or nested too deeply: check it and send it again.",
  },
  signed_out: { status: 401, detail: "Sign in first: your session is missing or has ended." },
  bad_token: {
    status: 401,
    detail: "This token is unknown, expired or revoked: an admin can create another one in Settings.",
  },
  forbidden: {
    status: 403,
    detail: "Your role, viewer, does not include this. Ask an owner of Acme.",
  },
  cross_site: {
    status: 403,
    detail: "Requests from other sites are refused: use Tessera from its own address.",
  },
  no_organization: {
    status: 403,
    detail: "You are not a member of any organization: ask for an invitation, or create an organization.",
  },
  other_address: {
    status: 403,
    detail: "This invitation is for another address: sign in with the account that it was sent to.",
  },
  not_found: { status: 404, detail: "There is no such credential, or it is not yours to see." },
  invitation_gone: {
    status: 404,
    detail: "This invitation was used or withdrawn, or has expired: ask for another one.",
  },
  method_not_allowed: { status: 405, detail: "Use GET, POST here." },
  other_organization: {
    status: 409,
    detail:
      "You have switched to another organization in another window: reload this page, or switch back first.",
  },
  already_saved: {
    status: 409,
    detail: "This credential was saved already, with other values: look for it in the list.",
  },
  id_taken: { status: 409, detail: "This id is taken: make a new one, or leave it out." },
  name_taken: { status: 409, detail: "There is a credential of this name already: choose another one." },
  key_already_saved: {
    status: 409,
    detail:
      "This key is already saved as Sales data: use that credential, or send sameKey: allow to save it again.",
  },
  key_rejected: {
    status: 409,
    detail:
      "The service rejected this key, so the earlier one stays: send force: true to take it all the same.",
  },
  nothing_to_undo: { status: 409, detail: "There is no earlier key that could be brought back." },
  credential_in_use: {
    status: 409,
    detail: "Sources or destinations use this credential: move them to another one first.",
  },
  unreadable: {
    status: 409,
    detail: "The key cannot be opened: damaged or tampered with. Replace it.",
  },
  already_member: { status: 409, detail: "Somebody with this address is a member already." },
  already_owner: { status: 409, detail: "You are the owner already: choose another member." },
  last_owner: { status: 409, detail: "An organization needs an owner: make somebody else owner first." },
  account_exists: {
    status: 409,
    detail: "There is an account with this address already: sign in, then open the link again.",
  },
  owner_exists: {
    status: 409,
    detail: "This Tessera has an owner already: sign in, or ask for an invitation.",
  },
  secret_replaced: {
    status: 409,
    detail: "Somebody else replaced the secret meanwhile: replace it again if you need to see it.",
  },
  no_password: {
    status: 409,
    detail: "This account has no password: it signs in with single sign-on.",
  },
  changed_meanwhile: {
    status: 412,
    detail: "Somebody changed this credential meanwhile: look at it as it is now, then try again.",
  },
  too_large: { status: 413, detail: "The body is over 64 KiB: send less." },
  wrong_content_type: {
    status: 415,
    detail: "Send JSON, with the header Content-Type: application/json.",
  },
  unknown_host: { status: 421, detail: "This is not an address that this Tessera is known by." },
  invalid: { status: 422, detail: "Enter a name for the credential." },
  if_match_required: {
    status: 428,
    detail: "Send the ETag of the credential as If-Match, so that no change of somebody else is lost.",
  },
  too_many_requests: {
    status: 429,
    detail: "This is more than 600 requests in a minute. Wait 12 seconds, then try again.",
  },
  service_limit: {
    status: 429,
    detail:
      "People.ai takes 5 requests a second with one key, and 10 at once; more than that wait already. Wait 3 seconds, then try again.",
  },
  too_many_attempts: {
    status: 429,
    detail: "There were too many attempts. Wait 12 minutes, then try again.",
  },
  internal: {
    status: 500,
    detail:
      "Something went wrong on our side, and nothing was changed. Try again; if it stays, tell your administrator the request id.",
  },
  throttled: {
    status: 429,
    detail: "People.ai has had too many requests with this key. Wait a few seconds, then go on.",
  },
  no_records: { status: 502, detail: "People.ai answered 500. Go on in a few minutes." },
  dns: {
    status: 502,
    detail: "The name api.people.ai was not found. Check this machine's network. Try again in a few minutes.",
  },
  refused: { status: 502, detail: "api.people.ai refused the connection. Try again in a few minutes." },
  tls: {
    status: 502,
    detail: "The certificate of api.people.ai is not trusted, so nothing was sent. Tell your administrator.",
  },
  private_address: {
    status: 502,
    detail: "api.people.ai has an address that isn't public, so nothing was sent. Tell your administrator.",
  },
  broken: {
    status: 502,
    detail:
      "The answer of api.people.ai could not be read: connection broke off. Try again in a few minutes.",
  },
  timeout: {
    status: 504,
    detail: "api.people.ai did not answer within 8 s. Go on in a few minutes.",
  },
  no_sample: { status: 502, detail: "People.ai did not answer in time. Try again in a few minutes." },
} as const satisfies Record<string, { status: number; detail: string }>;

export type ProblemCode = keyof typeof problemCodes;

/** Who is overtaken by somebody else is told 409 where no revision was sent. */
export function statusesOf(code: ProblemCode): number[] {
  return code === "changed_meanwhile" ? [409, 412] : [problemCodes[code].status];
}
