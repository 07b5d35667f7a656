import { once } from 'node:events';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';

/** How a provider's answer is not what it should be. Nothing set: it is an honest one. */
export interface Crookedness {
  claims?: JWTPayload;
  /** Claims of the ID token that are left out. */
  without?: string[];
  signedBy?: 'another key' | 'nobody';
  noIdToken?: boolean;
  userinfo?: Record<string, unknown>;
  /** Instead of tokens. */
  answer?: { status: number; body: string; headers?: Record<string, string> };
  /** Of its description. */
  described?: Record<string, unknown>;
}

/** A provider that says whatever a test lets it say; the real one would never. */
export interface CrookedProvider {
  issuer: string;
  /** What the sign-in under way was begun with. */
  nonce: string;
  crooked: Crookedness;
  /** The token requests that came. */
  exchanges: URLSearchParams[];
  stop(): Promise<void>;
}

const algorithm = 'ES256';

export const startCrookedProvider = async (): Promise<CrookedProvider> => {
  const [own, another] = await Promise.all([generateKeyPair(algorithm), generateKeyPair(algorithm)]);
  const jwk = { ...(await exportJWK(own.publicKey)), alg: algorithm, kid: 'own', use: 'sig' };
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const provider: CrookedProvider = {
    issuer,
    nonce: '',
    crooked: {},
    exchanges: [],
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  const idToken = async (): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    const { claims, without = [], signedBy } = provider.crooked;
    const honest = {
      iss: issuer,
      aud: 'madoguchi',
      sub: 'sub-1',
      iat: now,
      exp: now + 300,
      nonce: provider.nonce,
    };
    const said: JWTPayload = { ...honest, groups: ['support'], ...claims };
    for (const name of without) delete said[name];
    if (signedBy === 'nobody') return new UnsecuredJWT(said).encode();
    const { privateKey } = signedBy === 'another key' ? another : own;
    return new SignJWT(said).setProtectedHeader({ alg: algorithm, kid: 'own' }).sign(privateKey);
  };

  const answers: Record<string, () => Promise<object>> = {
    '/.well-known/openid-configuration': async () => ({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      id_token_signing_alg_values_supported: [algorithm],
      ...(provider.crooked.userinfo ? { userinfo_endpoint: `${issuer}/userinfo` } : {}),
      ...provider.crooked.described,
    }),
    '/keys': async () => ({ keys: [jwk] }),
    '/userinfo': async () => provider.crooked.userinfo ?? {},
    '/token': async () => ({
      access_token: 'an-access-token',
      token_type: 'Bearer',
      ...(provider.crooked.noIdToken ? {} : { id_token: await idToken() }),
    }),
  };

  server.on('request', (request, response) => {
    const chunks: string[] = [];
    request.on('data', (chunk) => chunks.push(String(chunk)));
    request.on('end', () => {
      const { answer } = provider.crooked;
      if (request.url === '/token') provider.exchanges.push(new URLSearchParams(chunks.join('')));
      if (request.url === '/token' && answer) {
        response.writeHead(answer.status, { 'Content-Type': 'application/json', ...answer.headers });
        response.end(answer.body);
        return;
      }
      response.setHeader('Content-Type', 'application/json');
      void answers[request.url ?? '']?.().then((body) => response.end(JSON.stringify(body)));
    });
  });
  return provider;
};
