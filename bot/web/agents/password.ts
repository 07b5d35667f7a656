import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { ScryptOptions } from 'node:crypto';

/** Costs of one hash. Memory is 128 × N × r bytes; the time grows with N × r × p. */
export interface ScryptCost {
  /** A power of two; 2^14 to 2^17. */
  N: number;
  /** Block size; 8 wherever one looks. */
  r: number;
  /** Repetitions that add time without memory; 1 to 8. */
  p: number;
}

/** 32 MiB and some 0.2 s: one of the settings of equal strength in OWASP's Password Storage Cheat Sheet. */
const usualCost: ScryptCost = { N: 2 ** 15, r: 8, p: 3 };

/** More would let a tampered accounts file use up the memory. */
const mostMemory = 256 * 1024 * 1024;
const saltBytes = 16;
const hashBytes = 32;

const derive = (password: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> => {
  const options: ScryptOptions = { ...cost, maxmem: mostMemory };
  return new Promise((resolve, reject) => {
    // NFKC: the same keys give full-width letters or not, depending on the state of the IME.
    scrypt(password.normalize('NFKC'), salt, hashBytes, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
};

const format = (cost: ScryptCost, salt: Buffer, hash: Buffer): string =>
  ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$');

const stored = /^scrypt\$(\d{1,7})\$(\d{1,3})\$(\d{1,2})\$([A-Za-z0-9_-]{16,})\$([A-Za-z0-9_-]{43})$/;

/** `scrypt$N$r$p$salt$hash` with a salt of its own, base64url (domain/agent.ts). */
export const hashPassword = async (password: string, cost: ScryptCost = usualCost): Promise<string> => {
  const salt = randomBytes(saltBytes);
  return format(cost, salt, await derive(password, salt, cost));
};

/**
 * Whether the password is the one of the hash, compared in constant time.
 * Rejects when the hash is not one that `hashPassword` makes: that is damage, not a wrong password.
 */
export const verifyPassword = async (password: string, passwordHash: string): Promise<boolean> => {
  const [, N, r, p, salt, hash] = stored.exec(passwordHash) ?? [];
  if (!salt || !hash) throw new Error('A stored password hash is not of the form scrypt$N$r$p$salt$hash');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const derived = await derive(password, Buffer.from(salt, 'base64url'), cost);
  return timingSafeEqual(derived, Buffer.from(hash, 'base64url'));
};

/**
 * A hash that no password is known for, of the usual cost: verified where there is no agent, so that
 * an unknown id takes as long to refuse as a wrong password.
 */
export const decoyHash = format(usualCost, Buffer.alloc(saltBytes), Buffer.alloc(hashBytes));
