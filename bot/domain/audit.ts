import { z } from 'zod';

const accountActs = z.enum([
  'sign-in',
  'sign-in-failed',
  'sign-in-locked',
  'sign-out',
  'account-created',
  'account-changed',
  'account-removed',
  'password-changed',
  'token-created',
  'token-revoked',
  'token-first-used',
  'endpoint-changed',
  'text-published',
  'customer-forgotten',
  'customer-exported',
]);
const conversationActs = z.enum([
  'claim',
  'release',
  'transfer',
  'close',
  'redact',
  'conversation-read',
  'history-searched',
]);
/** Of the log itself: a half-written line that a crash left was cut off; a line of it cannot be read. */
const logActs = z.enum(['log-mended', 'log-damaged']);

/** Who may read of what is decided by these: leads of the desk, administrators of all (permission.ts). */
export const auditActsOf = {
  desk: conversationActs.options,
  accounts: accountActs.options,
  log: logActs.options,
};

export const auditActSchema = z.enum([...auditActsOf.desk, ...auditActsOf.accounts, ...auditActsOf.log]);
export type AuditAct = z.infer<typeof auditActSchema>;

/**
 * Who did it. `system`: the program by itself, and whoever is not signed in; `command`: somebody with
 * access to the server, by `npm run …`. The kind stands before ids, since an account may be called "system".
 */
export const auditActorSchema = z
  .string()
  .regex(/^(agent:[a-z0-9._-]{1,64}|token:t-[0-9a-f]{8}|command|system)$/);

/** `conversation:…`, `agent:…`, `token:…`: an id and never a name. */
export const auditSubjectSchema = z.string().regex(/^[a-z-]{1,30}:[A-Za-z0-9._-]{1,128}$/);

/**
 * Ids, numbers, instants and words of ours. The characters leave no room for a sentence, a Japanese name or
 * an e-mail address: the log is kept for years and nothing in it can be removed.
 */
const detailsSchema = z.record(
  z.string().regex(/^[a-zA-Z]{1,40}$/),
  z.union([z.int(), z.boolean(), z.string().regex(/^[A-Za-z0-9._:,+/-]{0,200}$/)]),
);

export const auditEntrySchema = z.strictObject({
  actor: auditActorSchema,
  act: auditActSchema,
  subject: auditSubjectSchema.nullable(),
  details: detailsSchema,
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** A row as it is kept. An act that a newer version wrote is read, too. */
export const auditRowSchema = z.strictObject({
  ...auditEntrySchema.shape,
  act: z.string().regex(/^[a-z-]{1,40}$/),
  /** 1, 2, 3 … without a hole. */
  number: z.int().positive(),
  /** UTC, real time even when the desk's clock is set. */
  at: z.iso.datetime({ precision: 3 }),
  previousHash: hashSchema,
  /** SHA-256 (hex) of `auditText`. */
  hash: hashSchema,
});
export type AuditRow = z.infer<typeof auditRowSchema>;

/** The end of the chain, by which a later look finds out whether rows were taken away. */
export type AuditHead = Pick<AuditRow, 'number' | 'hash'>;

/** Before the first row. */
export const emptyHead: AuditHead = { number: 0, hash: '0'.repeat(64) };

/** Raised when the serialisation below changes, so that no two of them give one hash a second meaning. */
const serialisation = 'madoguchi-audit-1';

/**
 * What a row's hash is made of: a JSON array, so that no two rows have the same text, with the details in
 * the order of their names, so that one row has no second text.
 */
export const auditText = (row: Omit<AuditRow, 'hash'>): string => {
  const { number, at, actor, act, subject, details, previousHash } = row;
  const sorted = Object.entries(details).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([serialisation, number, at, actor, act, subject, sorted, previousHash]);
};

/** The actor of an agent's act; with a token it is the token, whoever it belongs to. */
export const actorOf = ({ id, tokenId }: { id: string; tokenId?: string }): string =>
  tokenId === undefined ? `agent:${id}` : `token:${tokenId}`;
