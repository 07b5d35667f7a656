import * as client from 'openid-client';
import { z } from 'zod';
import type { Clock } from '../../../clock.ts';
import { SignInFailure } from './failure.ts';
import { oidcPath, type OidcSettings } from './settings.ts';

/** How long the provider may take for an answer; 3 to 30. */
const patienceSeconds = 10;
/** How far the provider's clock may be from ours; 0 to 120. */
const clockToleranceSeconds = 30;
/** How long the provider's description of itself is used before it is read again; 10 minutes to a day. */
const descriptionLastsMs = 60 * 60_000;

/** What has to be known again when the browser comes back from the provider. */
export const transactionSchema = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  /** PKCE (RFC 7636): who has only seen the code cannot use it. */
  verifier: z.string(),
});
export type Transaction = z.infer<typeof transactionSchema>;

export interface Proof {
  /** What the provider says of who signed in; the ID token's word goes before that of `userinfo`. */
  claims: Readonly<Record<string, unknown>>;
  /** Shown to the provider when this person signs out. */
  idToken: string;
}

/** The method that the provider offers; `client_secret_basic` where it does not say (OIDC Discovery, 3). */
const authentication = (secret: string): client.ClientAuth => {
  const basic = client.ClientSecretBasic(secret);
  const post = client.ClientSecretPost(secret);
  return (server, ...rest) => {
    const offered = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const onlyPost = offered.includes('client_secret_post') && !offered.includes('client_secret_basic');
    return (onlyPost ? post : basic)(server, ...rest);
  };
};

/** Reads the provider's description of itself (OIDC Discovery). */
const discover = ({ issuer, clientId, clientSecret }: OidcSettings): Promise<client.Configuration> =>
  client.discovery(
    issuer,
    clientId,
    { client_secret: clientSecret, [client.clockTolerance]: clockToleranceSeconds },
    authentication(clientSecret),
    {
      timeout: patienceSeconds,
      execute: [
        // Also an ID token that came straight from the provider is believed for its signature only.
        client.enableNonRepudiationChecks,
        ...(issuer.protocol === 'http:' ? [client.allowInsecureRequests] : []),
      ],
    },
  );

/**
 * The company's OpenID provider, by the authorization code flow with PKCE, state and nonce. It is asked for
 * its description when somebody signs in, and not at the start: that must not hang on another service.
 */
export class OidcProvider {
  readonly #settings: OidcSettings;
  readonly #clock: Clock;
  #known: { configuration: client.Configuration; until: number } | null = null;
  #asking: Promise<client.Configuration> | null = null;

  constructor(settings: OidcSettings, clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  /** Where to send the browser. `anew`: the provider shall ask who it is, even if it knows. */
  async begin({ anew }: { anew: boolean }): Promise<{ url: URL; transaction: Transaction }> {
    const configuration = await this.#configuration();
    const transaction = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
    };
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#redirectUri,
      scope: this.#settings.scope,
      state: transaction.state,
      nonce: transaction.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(transaction.verifier),
      code_challenge_method: 'S256',
      ...(anew ? { prompt: 'login' } : {}),
    });
    return { url, transaction };
  }

  /**
   * Exchanges the code of the browser's return for who it is.
   * @param query of the return, as it came
   */
  async finish(query: URLSearchParams, { state, nonce, verifier }: Transaction): Promise<Proof> {
    const configuration = await this.#configuration();
    // Not the address that was called: behind a proxy that is another one, and its host is anybody's to say.
    const returned = new URL(`?${query.toString()}`, this.#redirectUri);
    const tokens = await client.authorizationCodeGrant(configuration, returned, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
    });
    const claims = tokens.claims();
    if (!claims || !tokens.id_token) throw new SignInFailure('not-verified', 'no-id-token');
    const described = configuration.serverMetadata().userinfo_endpoint
      ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)
      : {};
    return { claims: { ...described, ...claims }, idToken: tokens.id_token };
  }

  /** Where to send the browser to sign out at the provider, too; null when that is not offered. */
  async end(idToken: string | null): Promise<URL | null> {
    const configuration = await this.#configuration();
    if (!configuration.serverMetadata().end_session_endpoint) return null;
    return client.buildEndSessionUrl(configuration, {
      post_logout_redirect_uri: `${this.#settings.baseUrl}/console`,
      ...(idToken ? { id_token_hint: idToken } : {}),
    });
  }

  get #redirectUri(): string {
    return `${this.#settings.baseUrl}${oidcPath}/callback`;
  }

  async #configuration(): Promise<client.Configuration> {
    const now = this.#clock.now().getTime();
    if (this.#known && now < this.#known.until) return this.#known.configuration;
    this.#asking ??= this.#ask(now).finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  /** An old description is better than none while the provider does not answer. */
  async #ask(now: number): Promise<client.Configuration> {
    const configuration = await discover(this.#settings).catch((error: unknown) => {
      if (this.#known) return this.#known.configuration;
      throw error;
    });
    this.#known = { configuration, until: now + descriptionLastsMs };
    return configuration;
  }
}
