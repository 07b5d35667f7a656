import { createHmac } from 'node:crypto';
import type { WebhookEndpoint } from '../../domain/webhook.ts';

/** What `webhook-signature` is made over: the header `webhook-id`, the instant of the attempt, the body as it is sent. */
export interface Signed {
  id: string;
  at: Date;
  body: string;
}

const secretPrefix = 'whsec_';

/** Bytes of a new secret; the specification asks for 24 to 64. */
export const secretBytes = 32;

/** How long a secret that was rotated away signs beside the new one: a day to deploy it everywhere. */
const oldSecretMs = 24 * 60 * 60 * 1_000;

/** A secret as the specification writes it, from so many random bytes. */
export const secretOf = (random: Uint8Array): string =>
  `${secretPrefix}${Buffer.from(random).toString('base64')}`;

/** The endpoint with a new secret. The old one signs beside it for a day, so that no receiver has to change in one moment. */
export const rotated = (endpoint: WebhookEndpoint, secret: string, now: Date): WebhookEndpoint => {
  const until = new Date(now.getTime() + oldSecretMs).toISOString();
  const stillValid = endpoint.oldSecrets.filter((old) => new Date(old.until) > now);
  return { ...endpoint, secret, oldSecrets: [{ secret: endpoint.secret, until }, ...stillValid] };
};

const seconds = (at: Date): string => String(Math.floor(at.getTime() / 1_000));

const signature = (secret: string, { id, at, body }: Signed): string => {
  const key = Buffer.from(secret.slice(secretPrefix.length), 'base64');
  return `v1,${createHmac('sha256', key)
    .update(`${id}.${seconds(at)}.${body}`)
    .digest('base64')}`;
};

/** A webhook as it is posted: with the three headers of the specification, signed with every secret that is valid then. */
export const signedRequest = (
  { url, secret, oldSecrets }: Pick<WebhookEndpoint, 'url' | 'secret' | 'oldSecrets'>,
  signed: Signed,
): { url: string; headers: Record<string, string>; body: string } => {
  const valid = oldSecrets.filter(({ until }) => new Date(until) > signed.at);
  const secrets = [secret, ...valid.map((old) => old.secret)];
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Madoguchi',
    'webhook-id': signed.id,
    'webhook-timestamp': seconds(signed.at),
    'webhook-signature': secrets.map((each) => signature(each, signed)).join(' '),
  };
  return { url, headers, body: signed.body };
};
