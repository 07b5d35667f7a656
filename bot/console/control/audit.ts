import type { AuditWanted } from '../api.ts';
import { labels } from '../labels.ts';
import { Problem } from '../../browser/problem.ts';
import { problemText } from '../problem-text.ts';
import type { AuditResponse } from '../wire-types.ts';
import type { Context } from './context.ts';

/** Reads the audit log. Both reject with a Japanese sentence as the error's message. */
export interface AuditControl {
  page(wanted: AuditWanted): Promise<AuditResponse>;
  /** The names of the accounts there are, by their ids. */
  names(): Promise<ReadonlyMap<string, string>>;
}

const explained = async <T>(call: Promise<T>): Promise<T> => {
  try {
    return await call;
  } catch (error) {
    throw new Error(error instanceof Problem ? problemText(error) : labels.problem.server, { cause: error });
  }
};

export const createAuditControl = ({ api }: Context): AuditControl => ({
  page: (wanted) => explained(api.audit(wanted)),
  names: async () => {
    const { agents } = await explained(api.agents());
    return new Map(agents.map(({ id, name }) => [id, name]));
  },
});
