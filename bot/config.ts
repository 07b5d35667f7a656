import { z } from 'zod';
import { isSettable, notSettable } from './clock.ts';
import { oidcContradiction, oidcEnvironment, oidcSettings } from './config-oidc.ts';
import { StartError } from './errors.ts';
import type { OidcSettings } from './web/agents/oidc/settings.ts';

/**
 * Days after their last change for which conversations are kept. At least 30: a term that was meant in months
 * or years would remove nearly everything, for good. Null for `off` and 0.
 */
const retentionDays = z
  .string()
  .regex(/^(off|0|\d{2,5})$/, { error: 'must be off, or a whole number of days from 30 to 36500' })
  .transform((value) => (value === 'off' || value === '0' ? null : Number(value)))
  .refine((value) => value === null || (value >= 30 && value <= 36_500), {
    error: 'must be off, or a whole number of days from 30 to 36500',
  });

/** Digits only: coercion would read blanks as 0 and `1e3` as a thousand. */
const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { error })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error });
};
const onOff = z.enum(['on', 'off'], { error: 'must be on or off' }).transform((value) => value === 'on');
const instant = z.iso
  .datetime({
    offset: true,
    error: 'must be an ISO 8601 instant with an offset, such as 2026-11-24T11:00:00+09:00',
  })
  .transform((value) => new Date(value))
  .refine(isSettable, { error: notSettable });
const origin = z
  .url({
    protocol: /^https?$/,
    error: 'must be origins such as https://hr.example.com, separated by commas',
  })
  .transform((value) => new URL(value).origin);
const originList = z
  .string()
  .transform((value) =>
    value
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .pipe(z.array(origin));

/**
 * Everything that can be set, by the name of its environment variable. The README's table of
 * configuration describes the same names; a test compares the two.
 */
const environmentSchema = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().optional(),
  // The error quotes nothing: the URL holds a password.
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'must be a URL such as postgres://user:password@db.example.com:5432/madoguchi',
    })
    .optional(),
  MADOGUCHI_DATA: z.string().default('.data'),
  MADOGUCHI_KNOWLEDGE: z.string().default('knowledge'),
  MADOGUCHI_INTENTS: z.string().default('intents'),
  MADOGUCHI_NOW: instant.optional(),
  // Three years: who asks about 年末調整 finds the two before in the history, and nothing older is of use.
  MADOGUCHI_RETENTION_DAYS: retentionDays.default(1_095),
  MADOGUCHI_DEMO: onOff.optional(),
  MADOGUCHI_IDENTITY_ALG: z.enum(['HS256', 'ES256'], { error: 'must be HS256 or ES256' }).default('HS256'),
  MADOGUCHI_IDENTITY_KEY: z.string().optional(),
  MADOGUCHI_ORIGINS: originList.default([]),
  MADOGUCHI_TRUST_PROXY: wholeNumber(0, 10).default(0),
  MADOGUCHI_APPROVED_BY_ANOTHER: onOff.default(false),
  MADOGUCHI_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be debug, info, warn, error or silent',
    })
    .default('info'),
  MADOGUCHI_MESSAGES_PER_MINUTE: wholeNumber(1, 10_000).default(120),
  MADOGUCHI_REQUESTS_PER_MINUTE: wholeNumber(1, 1_000_000).default(6_000),
  ...oidcEnvironment,
  MADOGUCHI_WEBHOOKS_LOCAL: onOff.default(false),
});

export const environmentNames = Object.keys(environmentSchema.shape);

export interface Config {
  production: boolean;
  port: number;
  host: string;
  /** PostgreSQL, for several instances; null: the data folder, for one. Holds a password. */
  databaseUrl: string | null;
  dataFolder: string;
  knowledgeFolder: string;
  intentsFolder: string;
  /** Days after their last change for which conversations are kept; null: for ever. */
  retentionDays: number | null;
  /** True: who wrote a draft must not approve it themselves. */
  approvedByAnother: boolean;
  /** The instant the clock starts at, or null for real time. */
  startsAt: Date | null;
  /** Demo page, demo identities and demo agents; never in production. */
  demo: boolean;
  identity: { algorithm: 'HS256' | 'ES256'; key: string | null };
  /** Origins of host pages that may embed the widget, besides our own. */
  origins: string[];
  /** Number of proxies in front whose X-Forwarded-For is believed. */
  trustedProxies: number;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  limits: { messagesPerMinute: number; requestsPerMinute: number };
  /** Agents' sign-in with the company's account; null: not offered. Holds a secret. */
  oidc: OidcSettings | null;
  /** Agents' sign-in with a password kept here. */
  passwordSignIn: boolean;
  /** Webhooks may go to plain http and to addresses that are not public; never in production. */
  webhooksLocal: boolean;
}

/** Shorter than the 256 bits of HS256 and the key can be guessed offline from one token. */
const leastSecretLength = 32;

type Environment = z.infer<typeof environmentSchema>;

const contradictions: { applies: (env: Environment, demo: boolean) => boolean; message: string }[] = [
  {
    applies: (env) => env.NODE_ENV === 'production' && env.MADOGUCHI_NOW !== undefined,
    message: 'MADOGUCHI_NOW is refused when NODE_ENV=production; unset it to use real time',
  },
  {
    applies: (env, demo) => env.NODE_ENV === 'production' && demo,
    message: 'MADOGUCHI_DEMO=on is refused when NODE_ENV=production; unset it',
  },
  {
    applies: (env) => env.NODE_ENV === 'production' && env.MADOGUCHI_WEBHOOKS_LOCAL,
    message: 'MADOGUCHI_WEBHOOKS_LOCAL=on is refused when NODE_ENV=production; unset it',
  },
  {
    applies: (env, demo) => !demo && env.MADOGUCHI_IDENTITY_KEY === undefined,
    message:
      'MADOGUCHI_IDENTITY_KEY is missing; set it to the secret (HS256) or the public key in PEM (ES256) that the host product signs identities with',
  },
  {
    applies: (env) =>
      env.MADOGUCHI_IDENTITY_ALG === 'HS256' &&
      env.MADOGUCHI_IDENTITY_KEY !== undefined &&
      env.MADOGUCHI_IDENTITY_KEY.length < leastSecretLength,
    message: `MADOGUCHI_IDENTITY_KEY is too short for HS256; use at least ${leastSecretLength} characters, for example from: openssl rand -base64 48`,
  },
];

/** As in a shell's `${NAME:-usual}`, and as composed environments pass on what nobody set. */
const withoutEmpty = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));

const refuseUnknownNames = (env: NodeJS.ProcessEnv): void => {
  const unknown = Object.keys(env).find(
    (name) => name.startsWith('MADOGUCHI_') && !environmentNames.includes(name),
  );
  if (unknown)
    throw new StartError(`${unknown} is not a setting; see the table "Configuration" in README.md`);
};

/**
 * The environment as a Config; an empty variable counts as one that is not set.
 * @throws StartError naming the variable and what to do.
 */
export const readConfig = (env: NodeJS.ProcessEnv): Config => {
  refuseUnknownNames(env);
  const parsed = environmentSchema.safeParse(withoutEmpty(env));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new StartError(
      `${String(issue?.path[0])}: ${issue?.message}; see the table "Configuration" in README.md`,
    );
  }
  const values = parsed.data;
  const production = values.NODE_ENV === 'production';
  const demo = values.MADOGUCHI_DEMO ?? !production;
  const contradiction = contradictions.find((rule) => rule.applies(values, demo));
  const wrong = contradiction?.message ?? oidcContradiction(values);
  if (wrong) throw new StartError(wrong);
  return {
    production,
    port: values.PORT,
    // The demo signs anybody in, so it is not offered to the network unless asked for.
    host: values.HOST ?? (demo ? '127.0.0.1' : '0.0.0.0'),
    databaseUrl: values.DATABASE_URL ?? null,
    dataFolder: values.MADOGUCHI_DATA,
    knowledgeFolder: values.MADOGUCHI_KNOWLEDGE,
    intentsFolder: values.MADOGUCHI_INTENTS,
    retentionDays: values.MADOGUCHI_RETENTION_DAYS,
    approvedByAnother: values.MADOGUCHI_APPROVED_BY_ANOTHER,
    startsAt: values.MADOGUCHI_NOW ?? null,
    demo,
    identity: { algorithm: values.MADOGUCHI_IDENTITY_ALG, key: values.MADOGUCHI_IDENTITY_KEY ?? null },
    origins: values.MADOGUCHI_ORIGINS,
    trustedProxies: values.MADOGUCHI_TRUST_PROXY,
    logLevel: values.MADOGUCHI_LOG_LEVEL,
    limits: {
      messagesPerMinute: values.MADOGUCHI_MESSAGES_PER_MINUTE,
      requestsPerMinute: values.MADOGUCHI_REQUESTS_PER_MINUTE,
    },
    oidc: oidcSettings(values),
    passwordSignIn: values.MADOGUCHI_PASSWORD_SIGN_IN,
    webhooksLocal: values.MADOGUCHI_WEBHOOKS_LOCAL,
  };
};
