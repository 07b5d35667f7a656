import { DatabaseError } from 'pg';
import { z } from 'zod';
import { StartError } from '../../errors.ts';
import { storageUnavailable } from '../storage-errors.ts';

const coded = z.object({ code: z.string() });

/**
 * What the server or the connection said, as a code where there is one: 57P01, ECONNREFUSED. A server's
 * message or detail can quote what was to be stored, and the driver's error objects hold the connection's
 * settings, so neither travels on.
 */
export const codeOf = (error: unknown): string => {
  const code = coded.safeParse(error).data?.code;
  if (code !== undefined) return code;
  // The driver's own, of which no code is known, such as "Connection terminated unexpectedly".
  return error instanceof Error && !(error instanceof DatabaseError) ? error.message : 'no reason given';
};

/** The error that leaves the store instead of the driver's. */
export const asUnavailable = (error: unknown, doing: string): Error =>
  storageUnavailable(`PostgreSQL: ${doing} failed with ${codeOf(error)}`);

const remedies: Record<string, string> = {
  '28000': 'the server refuses this user or host; mend DATABASE_URL or the server’s pg_hba.conf',
  '28P01': 'the server refuses the user or password; mend DATABASE_URL',
  '3D000': 'there is no such database; create it, or mend DATABASE_URL',
  '42501': 'the user may not make tables; grant CREATE on the schema, or name its owner in DATABASE_URL',
  '53300': 'the server has no connection left; raise its max_connections, or stop what uses them',
  ENOTFOUND: 'there is no such host; mend DATABASE_URL',
  ECONNREFUSED: 'nothing listens there; start the server, or mend DATABASE_URL',
};

/** One line for the operator, without the connection string, which holds a password. */
export const cannotStart = (error: unknown): StartError => {
  const code = codeOf(error);
  const remedy = remedies[code] ?? 'see that the server runs and that DATABASE_URL is right';
  return new StartError(`The database of DATABASE_URL cannot be used (${code}): ${remedy}`);
};
