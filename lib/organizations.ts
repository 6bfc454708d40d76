import * as z from "zod/mini";
import { type Role, roles } from "./access.ts";
import { emailSchema, newPasswordSchema } from "./account.ts";
import { cursorSchema, nameSchema, pageLimitSchema } from "./credentials.ts";

/** What each role may, in a sentence for whoever gives it. */
export const roleWords: Record<Role, { label: string; may: string }> = {
  viewer: { label: "Viewer", may: "Sees credentials, sources and destinations, and changes nothing." },
  member: { label: "Member", may: "Adds credentials, uses all of them, and changes their own." },
  admin: { label: "Admin", may: "Changes everybody’s credentials, and manages members and tokens." },
  owner: { label: "Owner", may: "May do everything, also to other owners and to the organization." },
};

const ROLE_ERROR = "Choose one of the roles: viewer, member, admin or owner.";
const roleSchema = z.enum(roles, { error: ROLE_ERROR });

/** What `POST /api/v1/organizations` and `PATCH /api/v1/organizations/{id}` take. */
export const organizationNameSchema = z.strictObject({ name: nameSchema("organization") });
export type OrganizationName = z.output<typeof organizationNameSchema>;

/** An organization, as one of its members sees it. */
export const ownOrganizationSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(roles),
  /** Whether it is the one that this session looks at. */
  current: z.boolean(),
});
export type OwnOrganization = z.infer<typeof ownOrganizationSchema>;

export const ownOrganizationsSchema = z.object({ data: z.array(ownOrganizationSchema) });

export const memberSchema = z.object({
  /** The person's id: the same in every organization that has them. */
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  joinedAt: z.string(),
});
export type Member = z.infer<typeof memberSchema>;

/** What `PATCH /api/v1/members/{id}` takes. */
export const memberChangeSchema = z.strictObject({ role: roleSchema });

/** `?…` of the lists of members and of invitations. */
export const memberQuerySchema = z.strictObject({
  limit: pageLimitSchema,
  cursor: z.optional(cursorSchema),
});
export type MemberQuery = z.output<typeof memberQuerySchema>;

/** What `POST /api/v1/invitations` takes. */
export const newInvitationSchema = z.strictObject({ email: emailSchema, role: roleSchema });
export type NewInvitation = z.output<typeof newInvitationSchema>;

/** An open invitation, without what opens it. */
export const invitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  role: z.enum(roles),
  /** Who invited; null once that account is gone. */
  inviter: z.nullable(z.object({ id: z.string(), name: z.string() })),
  createdAt: z.string(),
  expiresAt: z.string(),
});
export type Invitation = z.infer<typeof invitationSchema>;

export const mailOutcomes = ["sent", "failed", "not-configured"] as const;
export type MailOutcome = (typeof mailOutcomes)[number];

/** What `POST /api/v1/invitations` answers, once: nobody can read the link again. */
export const createdInvitationSchema = z.extend(invitationSchema, {
  link: z.string(),
  mail: z.enum(mailOutcomes),
});
export type CreatedInvitation = z.infer<typeof createdInvitationSchema>;

/** The last part of an invitation's link. One of any other form opens nothing, and is told the same. */
const invitationTokenSchema = z
  .string({ error: "Send the token of the invitation: the last part of its link." })
  .check(
    z.maxLength(200, {
      error: "This is longer than any invitation's token: send the last part of its link.",
    }),
  );

/** What `POST /api/v1/invitations/accept` takes. */
export const acceptInvitationSchema = z.strictObject({ token: invitationTokenSchema });

/** What it answers: the organization that has one member more. */
export const joinedSchema = z.object({ organizationId: z.string() });

/** What whoever has no account yet enters; the address is the invitation's. */
export const newMemberSchema = z.strictObject({
  name: nameSchema("account"),
  password: newPasswordSchema,
});

/** What `POST /api/v1/invitations/register` takes. */
export const registerMemberSchema = z.extend(newMemberSchema, { token: invitationTokenSchema });
export type RegisterMember = z.output<typeof registerMemberSchema>;
