/**
 * What to say about a sign-in with the provider that did not work, by the `error` that came back in the address. Only
 * ever a sentence of ours: anybody can write an address.
 */
export function providerFailure(error: string, provider: string): string {
  switch (error) {
    case "signup_disabled":
      return `There is no Tessera account with the email address that ${provider} knows you by. Ask an owner or an admin to invite you.`;
    case "account_not_linked":
    case "email_not_verified":
      return `${provider} has not verified your email address, so Tessera cannot tell that the account is yours. Verify it there, or use your password.`;
    case "email_not_found":
      return `${provider} did not say your email address, so Tessera cannot find your account. Use your password.`;
    case "access_denied":
      return `You were not signed in: ${provider} was not allowed to tell Tessera who you are.`;
    case "state_mismatch":
    case "state_not_found":
      return `This sign-in took too long, or began in another browser. Start again.`;
    default:
      return `Signing in with ${provider} did not work. Try again, or use your password.`;
  }
}
