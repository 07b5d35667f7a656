import type { z } from 'zod';
import { StartError } from '../bot/errors.ts';

/** What a command says of arguments that are not what they should be: the reason, and how it is used. */
export class Arguments {
  readonly #usage: string;

  constructor(usage: string) {
    this.#usage = usage;
  }

  wrong(reason: string): StartError {
    return new StartError(`${reason}\nusage: ${this.#usage}`);
  }

  /** @throws StartError with the reason when the schema does not take the value. */
  checked<T>(schema: z.ZodType<T>, value: unknown, reason: string): T {
    const parsed = schema.safeParse(value);
    if (!parsed.success) throw this.wrong(reason);
    return parsed.data;
  }
}
