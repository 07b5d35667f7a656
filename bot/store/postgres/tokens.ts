import { z } from 'zod';
import { apiTokenSchema } from '../../domain/api-token.ts';
import type { ApiToken } from '../../domain/api-token.ts';
import type { ApiTokenStore } from '../port.ts';
import { agentNotFound, storageDamaged } from '../storage-errors.ts';
import type { Database } from './database.ts';

const tokenRows = z.array(
  z.object({ token: z.record(z.string(), z.unknown()), last_used_at: z.date().nullable() }),
);
const usedRows = z.array(z.object({ first: z.boolean() }));

/** @throws AppError `storage-damaged` */
const readToken = ({ token, last_used_at }: z.infer<typeof tokenRows>[number]): ApiToken => {
  const parsed = apiTokenSchema.safeParse({ ...token, lastUsedAt: last_used_at?.toISOString() ?? null });
  if (parsed.success) return parsed.data;
  throw storageDamaged('an API token in the database', 'unexpected content');
};

/** API tokens in PostgreSQL; every instance asks for them anew at every request. */
export class PostgresTokens implements ApiTokenStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async createToken(token: ApiToken): Promise<void> {
    const { id, secretHash, owner, lastUsedAt } = apiTokenSchema.parse(token);
    const agentId = owner.kind === 'agent' ? owner.agentId : null;
    await this.#database.transaction(async (session) => {
      // Whoever removes the agent waits for this lock, and then takes the token along.
      if (agentId !== null && (await session.query('lock-agent', [agentId])).length === 0)
        throw agentNotFound();
      await session.query('create-token', [id, secretHash, agentId, lastUsedAt, JSON.stringify(token)]);
    });
  }

  async findToken(secretHash: string): Promise<ApiToken | null> {
    const [found] = tokenRows.parse(await this.#database.query('find-token', [secretHash]));
    return found ? readToken(found) : null;
  }

  async listTokens(): Promise<ApiToken[]> {
    return tokenRows.parse(await this.#database.query('list-tokens')).map(readToken);
  }

  async removeToken(id: string): Promise<boolean> {
    return (await this.#database.write('remove-token', [id])).length > 0;
  }

  async noteUse(id: string, at: Date): Promise<boolean> {
    const [used] = usedRows.parse(await this.#database.write('note-token-use', [id, at.toISOString()]));
    return used?.first ?? false;
  }
}
