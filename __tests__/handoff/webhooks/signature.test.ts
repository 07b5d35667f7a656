import { Webhook } from 'standardwebhooks';
import { secretOf, signedRequest, rotated } from '../../../bot/handoff/webhooks/signature.ts';
import { newEndpoint } from '../../store/synthetic-webhooks.ts';

const body = '{"type":"message","data":{"text":"招待の取り消し方 😀"}}';
const id = 'msg_0123456789abcdef';
const hour = 3_600_000;

const signed = (endpoint = newEndpoint(), at = new Date()) => signedRequest(endpoint, { id, at, body });

describe('the signature, by the specification’s own library', () => {
  it('is verified with the secret as it was shown, and hands the body on', () => {
    const secret = secretOf(Buffer.alloc(32, 'random'));
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const { headers } = signed(newEndpoint('one', { secret }));
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
  });

  it('is the one that the library would make', () => {
    const at = new Date('2026-11-24T02:00:00.789Z');
    const { headers } = signed(newEndpoint(), at);
    expect(headers).toMatchObject({
      'webhook-id': id,
      'webhook-timestamp': '1795485600',
      'webhook-signature': new Webhook(newEndpoint().secret).sign(id, at, body),
    });
  });

  it.each<[string, (headers: Record<string, string>) => [string, Record<string, string>]]>([
    ['another body', (headers) => [`${body} `, headers]],
    ['another id', (headers) => [body, { ...headers, 'webhook-id': 'msg_another-0123456' }]],
    [
      'another time',
      (headers) => [
        body,
        { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) - 1) },
      ],
    ],
  ])('does not fit %s', (_, altered) => {
    const [text, headers] = altered(signed().headers);
    expect(() => new Webhook(newEndpoint().secret).verify(text, headers)).toThrow('No matching signature');
  });

  it('is of the attempt’s own time, so that a replay of an old one is refused', () => {
    const { headers } = signed(newEndpoint(), new Date(Date.now() - hour));
    expect(() => new Webhook(newEndpoint().secret).verify(body, headers)).toThrow('too old');
  });
});

describe('a rotation', () => {
  const now = new Date();
  const next = secretOf(Buffer.alloc(32, 'next'));
  const once = rotated(newEndpoint(), next, now);
  const verifies = (secret: string, endpoint = once, later = 0): boolean => {
    const { headers } = signed(endpoint, new Date(now.getTime() + later));
    // The library's tolerance of five minutes is not what is looked at here.
    const stamped = new Webhook(secret).sign(id, new Date(now.getTime() + later), body);
    return headers['webhook-signature']?.split(' ').includes(stamped) ?? false;
  };

  it('lets both secrets verify, the new one first', () => {
    const { headers } = signed(once, now);
    for (const secret of [next, newEndpoint().secret])
      expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    expect(headers['webhook-signature']).toMatch(/^v1,\S{44} v1,\S{44}$/);
    expect(headers['webhook-signature']?.split(' ')[0]).toBe(new Webhook(next).sign(id, now, body));
  });

  it('ends the old one after a day', () => {
    expect(verifies(newEndpoint().secret, once, 24 * hour - 1)).toBe(true);
    expect(verifies(newEndpoint().secret, once, 24 * hour)).toBe(false);
    expect(verifies(next, once, 24 * hour)).toBe(true);
  });

  it('twice within a day lets all three verify, and forgets those whose day is over', () => {
    const third = secretOf(Buffer.alloc(32, 'third'));
    const twice = rotated(once, third, new Date(now.getTime() + hour));
    for (const secret of [newEndpoint().secret, next, third])
      expect(verifies(secret, twice, 2 * hour)).toBe(true);
    const later = rotated(twice, secretOf(Buffer.alloc(32, 'x')), new Date(now.getTime() + 30 * hour));
    expect(later.oldSecrets.map(({ secret }) => secret)).toEqual([third]);
  });
});
