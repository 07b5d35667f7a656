import { z } from 'zod';
import type { SignsOfLife } from '../port.ts';
import type { Database } from './database.ts';

const signRows = z.array(z.object({ agent_id: z.string(), ms_ago: z.number() }));

/** Signs of life of agents, exchanged through a table. */
export class PostgresSigns implements SignsOfLife {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async tell(msAgo: ReadonlyMap<string, number>): Promise<void> {
    if (msAgo.size > 0) await this.#database.write('tell-signs', [[...msAgo.keys()], [...msAgo.values()]]);
  }

  async hear(): Promise<Map<string, number>> {
    const rows = signRows.parse(await this.#database.query('hear-signs'));
    return new Map(rows.map(({ agent_id, ms_ago }) => [agent_id, ms_ago]));
  }
}
