import { z } from 'zod';
import { StartError } from '../bot/errors.ts';

const withOffset = z.iso.datetime({ offset: true });
const withoutOffset = z.iso.datetime({ local: true });

/** An instant as people write it; without an offset it is Japan's time, never the server's. */
const instant = z
  .union([withOffset, withoutOffset.transform((text) => `${text}+09:00`)])
  .transform((text) => new Date(text));

const parse = (name: string, text: string): Date => {
  const result = instant.safeParse(text);
  if (result.success) return result.data;
  throw new StartError(
    `${name}: "${text}" is not a date and time; write it in ISO 8601, such as 2026-11-24T10:00:00+09:00`,
  );
};

/**
 * The instant for which a command answers: `--now`, else `MADOGUCHI_NOW` (contracts.md, "Time"), else the real time.
 * @throws StartError for a value that is no instant, and for MADOGUCHI_NOW in production.
 */
export const presentTime = (option: string | undefined, environment: NodeJS.ProcessEnv): Date => {
  if (option !== undefined) return parse('--now', option);
  const { MADOGUCHI_NOW: now, NODE_ENV: mode } = environment;
  if (!now) return new Date();
  if (mode === 'production')
    throw new StartError('MADOGUCHI_NOW is for trials only; unset it where NODE_ENV=production');
  return parse('MADOGUCHI_NOW', now);
};
