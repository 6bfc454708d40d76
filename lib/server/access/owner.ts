import { v7 as uuidv7 } from "uuid";
import type { NewOwner } from "../../account.ts";
import { Refusal } from "../errors.ts";
import { anyUserExists } from "./actor-store.ts";
import { checkPassword } from "./check-password.ts";
import { insertOwner } from "./owner-store.ts";
import { hashPassword } from "./password-hash.ts";

const closed = () =>
  new Refusal(
    409,
    "owner_exists",
    "This Tessera already has an owner. Sign in, or ask the owner to invite you.",
  );

/**
 * Creates the first account and the organization that it owns, in one transaction. Refused with 409
 * from then on, also when two first visitors press the button at the same moment. `from` names the request.
 */
export async function createOwner(
  input: NewOwner,
  from: { requestId: string; address: string | null },
): Promise<{ userId: string }> {
  // Before the password is hashed: nobody may keep the machine busy with that for nothing.
  if (await anyUserExists()) throw closed();
  await checkPassword(input.password, input);
  const userId = uuidv7();
  const created = await insertOwner({
    userId,
    accountId: uuidv7(),
    memberId: uuidv7(),
    organizationId: uuidv7(),
    organizationName: organizationNameFor(input.name),
    name: input.name,
    email: input.email,
    passwordHash: await hashPassword(input.password),
    ...from,
  });
  if (!created) throw closed();
  return { userId };
}

function organizationNameFor(name: string): string {
  return `${name}’s organization`;
}
