import { PASSWORD_MAX, PASSWORD_MIN } from "../../account.ts";
import { invalid } from "../errors.ts";
import { isCommon, isOwnWords } from "./common-passwords.ts";

const COMMON =
  "This is one of the passwords that are tried first. Choose a few words that have nothing to do with each other.";
const OWN =
  "This is made of your name or your email address, which others know. Choose a few words that have nothing to do with you.";
const LENGTH = `Use ${PASSWORD_MIN} to ${PASSWORD_MAX} characters: a few words are easy to remember.`;

/**
 * Passes when a person may take this password; throws a 422 Refusal on `field` otherwise. Everything that
 * sets a password asks here first: the owner's form, an accepted invitation, a change of password.
 */
export async function checkPassword(
  password: string,
  person: { name: string; email: string },
  field = "password",
): Promise<void> {
  if (password.length < PASSWORD_MIN || password.length > PASSWORD_MAX) {
    throw invalid([{ field, message: LENGTH }]);
  }
  if (isOwnWords(password, person)) throw invalid([{ field, message: OWN }]);
  if (isCommon(password, await commonPasswords())) throw invalid([{ field, message: COMMON }]);
}

let loaded: Promise<ReadonlySet<string>> | undefined;

/** The 49,000 most common ones, in lower case. Loaded when a password is first set, which is seldom. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  loaded ??= import("@zxcvbn-ts/language-common").then(
    ({ dictionary }) => new Set(dictionary["passwords-common"].map(String)),
  );
  return loaded;
}
