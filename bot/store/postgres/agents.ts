import { z } from 'zod';
import { agentSchema, agentSessionSchema, endsSessions } from '../../domain/agent.ts';
import type { Agent, AgentSession } from '../../domain/agent.ts';
import type { AgentStore } from '../port.ts';
import { storageDamaged } from '../storage-errors.ts';
import type { Database } from './database.ts';

const agentRows = z.array(z.object({ id: z.string(), agent: z.unknown() }));
const sessionRows = z.array(z.object({ session: z.unknown() }));

/** @throws AppError `storage-damaged` */
const readAgent = ({ id, agent }: z.infer<typeof agentRows>[number]): Agent => {
  const parsed = agentSchema.safeParse(agent);
  if (parsed.success && parsed.data.id === id) return parsed.data;
  throw storageDamaged(`agent ${id} in the database`, 'unexpected content');
};

/** Agents and their sessions in PostgreSQL; every instance asks for them anew at every request. */
export class PostgresAgents implements AgentStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async findAgent(id: string): Promise<Agent | null> {
    const [found] = agentRows.parse(await this.#database.query('find-agent', [id]));
    return found ? readAgent(found) : null;
  }

  async listAgents(): Promise<Agent[]> {
    return agentRows.parse(await this.#database.query('list-agents')).map(readAgent);
  }

  async saveAgent(agent: Agent): Promise<void> {
    const checked = agentSchema.parse(agent);
    await this.#database.transaction(async (session) => {
      const [row] = agentRows.parse(await session.query('lock-agent', [checked.id]));
      // What cannot be read may have had any password: its sessions end, too.
      const before = agentSchema.safeParse(row?.agent).data;
      if (row && (!before || endsSessions(before, checked)))
        await session.query('end-sessions', [checked.id]);
      await session.query('save-agent', [checked.id, JSON.stringify(checked)]);
    });
  }

  async createAgent(agent: Agent): Promise<boolean> {
    const checked = agentSchema.parse(agent);
    const values = [checked.id, JSON.stringify(checked)];
    return (await this.#database.write('create-agent', values)).length > 0;
  }

  async changeAgent(id: string, change: (agent: Agent) => Agent): Promise<Agent | null> {
    return this.#database.transaction(async (session) => {
      const [row] = agentRows.parse(await session.query('lock-agent', [id]));
      if (!row) return null;
      const before = readAgent(row);
      const after = agentSchema.parse(change(before));
      if (endsSessions(before, after)) await session.query('end-sessions', [id]);
      await session.query('save-agent', [id, JSON.stringify(after)]);
      return after;
    });
  }

  async removeAgent(id: string): Promise<boolean> {
    return this.#database.transaction(async (session) => {
      // The agent first: who makes a token for it has its lock until that token can be seen here.
      const removed = await session.query('remove-agent', [id]);
      await session.query('end-sessions', [id]);
      await session.query('end-tokens', [id]);
      return removed.length > 0;
    });
  }

  async findSession(idHash: string): Promise<AgentSession | null> {
    const [found] = sessionRows.parse(await this.#database.query('find-session', [idHash]));
    if (!found) return null;
    const parsed = agentSessionSchema.safeParse(found.session);
    if (parsed.success && parsed.data.idHash === idHash) return parsed.data;
    throw storageDamaged('a session in the database', 'unexpected content');
  }

  async saveSession(session: AgentSession): Promise<void> {
    const { idHash, agentId, expiresAt } = agentSessionSchema.parse(session);
    const values = [idHash, agentId, expiresAt, JSON.stringify(session)];
    await this.#database.write('save-session', values);
  }

  async removeSession(idHash: string): Promise<void> {
    await this.#database.write('remove-session', [idHash]);
  }

  async removeExpiredSessions(now: Date): Promise<number> {
    return (await this.#database.write('remove-expired-sessions', [now.toISOString()])).length;
  }
}
