import { expect, test } from "vitest";
import { type Role, roles } from "../../access.ts";
import {
  decideRemoval,
  decideRoleChange,
  decideTransfer,
  rolesNotToGive,
  type Standing,
} from "./membership-rules.ts";

const standing = (actorRole: Role | null, targetRole: Role | null, changes: Partial<Standing> = {}) => ({
  organizationName: "Works",
  actorRole,
  targetRole,
  owners: 2,
  oneself: false,
  ...changes,
});

/** `·` where it is allowed, else the code of the refusal. */
function outcome(decide: () => void): string {
  try {
    decide();
    return "·";
  } catch (error) {
    return (error as { code: string }).code;
  }
}

test("viewers and members change nobody's role, not even their own", () => {
  for (const actor of ["viewer", "member", null] as const) {
    for (const target of roles) {
      for (const role of roles) {
        for (const oneself of [false, true]) {
          expect(outcome(() => decideRoleChange(standing(actor, target, { oneself }), role))).toBe(
            "forbidden",
          );
        }
      }
    }
  }
});

test("admins change roles, but neither to owner nor of an owner", () => {
  for (const target of roles) {
    for (const role of roles) {
      const expected = target !== "owner" && role !== "owner" ? "·" : "forbidden";
      expect(outcome(() => decideRoleChange(standing("admin", target), role))).toBe(expected);
    }
  }
});

test("owners change everybody's role, also that of another owner", () => {
  for (const target of roles) {
    for (const role of roles) {
      expect(outcome(() => decideRoleChange(standing("owner", target), role))).toBe("·");
    }
  }
});

test("the last owner keeps the role and stays", () => {
  const last = standing("owner", "owner", { owners: 1, oneself: true });
  for (const role of ["viewer", "member", "admin"] as const) {
    expect(outcome(() => decideRoleChange(last, role))).toBe("last_owner");
  }
  expect(outcome(() => decideRoleChange(last, "owner"))).toBe("·");
  expect(outcome(() => decideRemoval(last))).toBe("last_owner");
  expect(outcome(() => decideRemoval({ ...last, oneself: false }))).toBe("last_owner");
});

test("everybody may leave, but only admins remove, and only owners remove an owner", () => {
  for (const role of roles) {
    expect(outcome(() => decideRemoval(standing(role, role, { oneself: true })))).toBe("·");
  }
  const removals = (actor: Role) =>
    roles.map((target) => outcome(() => decideRemoval(standing(actor, target))));
  expect(removals("viewer")).toEqual(["forbidden", "forbidden", "forbidden", "forbidden"]);
  expect(removals("member")).toEqual(["forbidden", "forbidden", "forbidden", "forbidden"]);
  expect(removals("admin")).toEqual(["·", "·", "·", "forbidden"]);
  expect(removals("owner")).toEqual(["·", "·", "·", "·"]);
});

test("who is not a member is not found, but only by those who may look", () => {
  expect(outcome(() => decideRemoval(standing("owner", null)))).toBe("not_found");
  expect(outcome(() => decideRoleChange(standing("owner", null), "viewer"))).toBe("not_found");
  expect(outcome(() => decideTransfer(standing("owner", null)))).toBe("not_found");
  expect(outcome(() => decideRemoval(standing("member", null)))).toBe("forbidden");
  expect(outcome(() => decideRoleChange(standing("member", null), "viewer"))).toBe("forbidden");
  expect(outcome(() => decideTransfer(standing("admin", null)))).toBe("forbidden");
});

test("owners transfer to another member, and nobody else does", () => {
  for (const role of roles) {
    const expected = role === "owner" ? "·" : "forbidden";
    expect(outcome(() => decideTransfer(standing(role, "viewer")))).toBe(expected);
  }
  expect(outcome(() => decideTransfer(standing("owner", "owner", { oneself: true })))).toBe("already_owner");
});

test("invitations that somebody could not write any more are told apart from those that they could", () => {
  expect(rolesNotToGive("owner")).toEqual([]);
  expect(rolesNotToGive("admin")).toEqual(["owner"]);
  for (const role of ["member", "viewer", null] as const) expect(rolesNotToGive(role)).toHaveLength(4);
});
