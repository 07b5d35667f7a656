import { decoyHash, hashPassword, verifyPassword } from '../../bot/web/agents/password.ts';

/** Far below what protects anybody, so that the tests take no time. */
const cheap = { N: 16, r: 8, p: 1 };

const costs = (hash: string): string[] => hash.split('$').slice(0, 4);

describe('a password', () => {
  it('is right for its own hash and no other password is', async () => {
    const hash = await hashPassword('正しい-password-12', cheap);
    expect(await verifyPassword('正しい-password-12', hash)).toBe(true);
    for (const wrong of ['', '正しい-password-1', '正しい-password-123', '正しい-Password-12'])
      expect(await verifyPassword(wrong, hash)).toBe(false);
  });

  it('is stored with its costs and a salt of its own, and nowhere in clear', async () => {
    const [first, second] = await Promise.all([
      hashPassword('secret-word', cheap),
      hashPassword('secret-word', cheap),
    ]);
    expect(first).toMatch(/^scrypt\$16\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(first).not.toBe(second);
    expect(first).not.toContain('secret');
  });

  it('costs at least 32 MiB and is still verified when the costs are raised later', async () => {
    const [, N, r] = (await hashPassword('secret-word')).split('$').map(Number);
    expect(128 * (N ?? 0) * (r ?? 0)).toBeGreaterThanOrEqual(32 * 1024 * 1024);
    expect(await verifyPassword('secret-word', await hashPassword('secret-word', cheap))).toBe(true);
  });

  it('is the same with the full-width letters that an IME may give', async () => {
    const hash = await hashPassword('Secret-12', cheap);
    expect(await verifyPassword('Ｓｅｃｒｅｔ-１２', hash)).toBe(true);
  });

  it('is never right for the decoy, which has the usual costs', async () => {
    expect(costs(decoyHash)).toEqual(costs(await hashPassword('x')));
    expect(await verifyPassword('', decoyHash)).toBe(false);
  });

  it.each(['', 'plain', 'scrypt$16$8$1$salt$hash', 'bcrypt$16$8$1$aaaaaaaaaaaaaaaaaaaaaa$', `${decoyHash}x`])(
    'is not compared with what is no hash of ours: %j',
    async (hash) => {
      await expect(verifyPassword('x', hash)).rejects.toThrow('not of the form');
    },
  );

  it('does not let a tampered hash use up the memory', async () => {
    const hash = await hashPassword('x', cheap);
    await expect(verifyPassword('x', hash.replace('$16$', '$1048576$'))).rejects.toThrow('memory limit');
  });
});
