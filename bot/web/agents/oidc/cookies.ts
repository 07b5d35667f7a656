import { z } from 'zod';
import { readCookie } from '../cookie.ts';
import { transactionSchema } from './provider.ts';
import type { Seal, Sealed } from './seal.ts';
import { oidcPath } from './settings.ts';

/** How long somebody may take at the provider, a forgotten password and a second factor included; 5 to 30 minutes. */
const transactionLastsMs = 10 * 60_000;

/** Browsers keep 4,096 bytes of a cookie, name and attributes included. */
const longestValue = 3_800;

const transaction: Sealed<typeof transactionSchema> = { name: 'transaction', schema: transactionSchema };

/** `idToken: null`: it was too long for a cookie, as with very many groups. */
const visitSchema = z.strictObject({ idToken: z.string().nullable() });
const visit: Sealed<typeof visitSchema> = { name: 'visit', schema: visitSchema };

const transactionName = '__Host-madoguchi-sign-in';
// Lax: the browser comes back from another site.
const transactionAttributes = 'Path=/; HttpOnly; Secure; SameSite=Lax';

const visitName = '__Secure-madoguchi-company';
const visitAttributes = `Path=${oidcPath}; HttpOnly; Secure; SameSite=Strict`;

type Content<T extends z.ZodObject> = z.output<T>;

/** What a browser on its way to the provider keeps, as a Set-Cookie header. */
export const transactionCookie = async (
  seal: Seal,
  content: Content<typeof transactionSchema>,
  now: Date,
): Promise<string> => {
  const sealed = await seal.close(transaction, content, new Date(now.getTime() + transactionLastsMs));
  return `${transactionName}=${sealed}; ${transactionAttributes}; Max-Age=${transactionLastsMs / 1000}`;
};

export const endedTransactionCookie = `${transactionName}=; ${transactionAttributes}; Max-Age=0`;

/** Null when there is none, or it is not one of ours, or has expired. */
export const readTransaction = async (
  seal: Seal,
  header: string | undefined,
): Promise<Content<typeof transactionSchema> | null> =>
  seal.open(transaction, readCookie(header, transactionName) ?? '');

/**
 * That this browser is signed in at the provider, with what the provider wants to see at the end. In the
 * browser and not in the store: it says who somebody is.
 */
export const visitCookie = async (seal: Seal, idToken: string, expires: Date): Promise<string> => {
  const whole = await seal.close(visit, { idToken }, expires);
  const sealed = whole.length <= longestValue ? whole : await seal.close(visit, { idToken: null }, expires);
  return `${visitName}=${sealed}; ${visitAttributes}; Expires=${expires.toUTCString()}`;
};

export const endedVisitCookie = `${visitName}=; ${visitAttributes}; Max-Age=0`;

export const readVisit = async (
  seal: Seal,
  header: string | undefined,
): Promise<Content<typeof visitSchema> | null> => seal.open(visit, readCookie(header, visitName) ?? '');
