/** Everything that is recorded, and how a sentence on the Activity page says it, after who did it. */
export const auditActions = {
  "credential.created": "added credential",
  "credential.tested": "tested credential",
  "credential.judged": "got an answer that changed the verdict of",
  "credential.previewed": "previewed rows with credential",
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
  "webhook.changed": "set the webhook to",
  "webhook.secret_replaced": "replaced the secret of the webhook",
  "webhook.removed": "removed the webhook",
  "account.renamed": "renamed their account to",
  "account.password_changed": "changed the password of",
  "account.sessions_ended": "ended sessions of",
} as const;

export type AuditAction = keyof typeof auditActions;
