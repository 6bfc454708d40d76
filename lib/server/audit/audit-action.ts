/** Everything that is recorded, and how a sentence on the Activity page says it, after who did it. */
export const auditActions = {
  "credential.created": "added credential",
  "credential.tested": "tested credential",
  "credential.previewed": "previewed rows with credential",
  "credential.tried_elsewhere": "tried another Base URL with credential",
  "credential.key_replaced": "replaced the key of credential",
  "credential.key_restored": "brought back the earlier key of credential",
  "credential.key_destroyed": "destroyed the earlier key of credential",
  "credential.deleted": "deleted credential",
  "source.created": "created source",
  "destination.created": "created destination",
  "organization.created": "created organization",
  "organization.renamed": "renamed organization",
  "invitation.created": "invited",
  "invitation.revoked": "withdrew the invitation of",
  "member.joined": "joined as",
  "member.role_changed": "changed the role of",
  "member.removed": "removed",
  "member.left": "left the organization",
  "ownership.transferred": "handed the ownership to",
  "token.created": "created token",
  "token.revoked": "revoked token",
  "account.renamed": "renamed their account to",
  "account.password_changed": "changed the password of",
  "account.sessions_ended": "ended sessions of",
} as const;

export type AuditAction = keyof typeof auditActions;
