import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { SINGLE_SIGN_ON } from "../../sign-in.ts";
import type { SingleSignOnEnv } from "../env.ts";

const SCOPES = ["openid", "email", "profile"];

/** The OpenID Connect provider of the settings: code flow with PKCE, state, nonce, and ID tokens that are verified. */
export function singleSignOn({ issuer, clientId, clientSecret, name }: SingleSignOnEnv) {
  return genericOAuth({
    config: [
      {
        providerId: SINGLE_SIGN_ON,
        name,
        discoveryUrl: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
        requireIdTokenVerification: true,
        clientId,
        clientSecret,
        scopes: SCOPES,
        pkce: true,
        // It makes no accounts: those come by invitation.
        disableSignUp: true,
        disableProviderLogout: true,
      },
    ],
  });
}

/** Tessera asks the provider who somebody is, and nothing afterwards: what it could ask with is not kept. */
export function withoutTokens<Account extends object>(account: Account) {
  return {
    ...account,
    accessToken: null,
    refreshToken: null,
    idToken: null,
    accessTokenExpiresAt: null,
    refreshTokenExpiresAt: null,
  };
}
