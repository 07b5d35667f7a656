import { hkdfSync } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import type { z } from 'zod';
import type { Clock } from '../../../clock.ts';
import type { OidcSettings } from './settings.ts';

/** A kind of thing that is sealed; one kind never passes as another. */
export interface Sealed<T extends z.ZodObject> {
  name: string;
  schema: T;
}

/**
 * Puts what a sign-in has to remember into its browser's own cookie, encrypted and authenticated. The key
 * follows from the client secret, which all instances share: any of them can go on with what another
 * began, and nothing has to be stored or cleared away.
 */
export class Seal {
  readonly #key: Uint8Array;
  readonly #clock: Clock;

  constructor({ clientId, clientSecret }: Pick<OidcSettings, 'clientId' | 'clientSecret'>, clock: Clock) {
    this.#key = new Uint8Array(hkdfSync('sha256', clientSecret, clientId, 'madoguchi sign-in', 32));
    this.#clock = clock;
  }

  async close<T extends z.ZodObject>(
    { name, schema }: Sealed<T>,
    content: z.input<T>,
    expires: Date,
  ): Promise<string> {
    return new EncryptJWT({ content: schema.parse(content) })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setAudience(name)
      .setExpirationTime(expires)
      .encrypt(this.#key);
  }

  /** Null when it is none of ours, is of another kind, was altered or has expired. */
  async open<T extends z.ZodObject>(
    { name, schema }: Sealed<T>,
    sealed: string,
  ): Promise<z.output<T> | null> {
    const opened = await jwtDecrypt(sealed, this.#key, {
      audience: name,
      currentDate: this.#clock.now(),
      requiredClaims: ['exp'],
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    }).catch(() => null);
    return schema.safeParse(opened?.payload['content']).data ?? null;
  }
}
