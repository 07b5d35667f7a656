import type { Agent, AgentSession } from '../../domain/agent.ts';
import { agentSchema, agentSessionSchema, endsSessions } from '../../domain/agent.ts';
import type { AgentStore } from '../port.ts';
import type { Files } from './files.ts';
import { agentsFile, agentsFileSchema, sessionsFile, sessionsFileSchema } from './layout.ts';
import type { AgentsFile, SessionsFile } from './layout.ts';
import { SharedFile } from './shared-file.ts';
import type { ShortLock } from './short-lock.ts';
import type { LowdbTokens } from './tokens.ts';

interface Parts {
  files: Files;
  root: string;
  lock: ShortLock;
  tokens: LowdbTokens;
}

/**
 * Agents and their sessions, in a file each. The server and the `agent` command change them at the
 * same time, so they have a short lock of their own, apart from the lock of the data folder that the
 * server holds all its life, and every read looks for a newer file.
 */
export class LowdbAgents implements AgentStore {
  readonly #agents: SharedFile<AgentsFile>;
  readonly #sessions: SharedFile<SessionsFile>;
  readonly #lock: ShortLock;
  readonly #tokens: LowdbTokens;

  constructor({ files, root, lock, tokens }: Parts) {
    const place = { files, root };
    this.#agents = new SharedFile(
      { ...place, file: agentsFile, schema: agentsFileSchema },
      { format: 1, agents: [] },
    );
    this.#sessions = new SharedFile(
      { ...place, file: sessionsFile, schema: sessionsFileSchema },
      { format: 1, sessions: [] },
    );
    this.#lock = lock;
    this.#tokens = tokens;
  }

  async findAgent(id: string): Promise<Agent | null> {
    const { agents } = await this.#agents.read();
    const found = agents.find((agent) => agent.id === id);
    return found ? structuredClone(found) : null;
  }

  async listAgents(): Promise<Agent[]> {
    const { agents } = await this.#agents.read();
    return agents.map((agent) => structuredClone(agent));
  }

  async saveAgent(agent: Agent): Promise<void> {
    await this.#lock.run(() => this.#write(agent));
  }

  async createAgent(agent: Agent): Promise<boolean> {
    return this.#lock.run(async () => {
      if (await this.findAgent(agent.id)) return false;
      await this.#write(agent);
      return true;
    });
  }

  async changeAgent(id: string, change: (agent: Agent) => Agent): Promise<Agent | null> {
    return this.#lock.run(async () => {
      const before = await this.findAgent(id);
      if (!before) return null;
      const after = change(before);
      await this.#write(after);
      return after;
    });
  }

  async removeAgent(id: string): Promise<boolean> {
    return this.#lock.run(async () => {
      // First sessions and tokens: left behind by a crash, they would come alive with a new agent of this id.
      await this.#endSessionsOf(id);
      await this.#tokens.endTokensOf(id);
      const { agents } = await this.#agents.read();
      const rest = agents.filter((agent) => agent.id !== id);
      if (rest.length === agents.length) return false;
      await this.#agents.write({ format: 1, agents: rest });
      return true;
    });
  }

  async findSession(idHash: string): Promise<AgentSession | null> {
    const { sessions } = await this.#sessions.read();
    const found = sessions.find((session) => session.idHash === idHash);
    return found ? { ...found } : null;
  }

  async saveSession(session: AgentSession): Promise<void> {
    const checked = agentSessionSchema.parse(session);
    await this.#lock.run(async () => {
      const { sessions } = await this.#sessions.read();
      const others = sessions.filter(({ idHash }) => idHash !== checked.idHash);
      await this.#sessions.write({ format: 1, sessions: [...others, checked] });
    });
  }

  async removeSession(idHash: string): Promise<void> {
    await this.#lock.run(() => this.#keepSessions((session) => session.idHash !== idHash));
  }

  async removeExpiredSessions(now: Date): Promise<number> {
    return this.#lock.run(() => this.#keepSessions((session) => new Date(session.expiresAt) > now));
  }

  async #write(agent: Agent): Promise<void> {
    const checked = agentSchema.parse(agent);
    const { agents } = await this.#agents.read();
    const before = agents.find(({ id }) => id === checked.id);
    if (before && endsSessions(before, checked)) await this.#endSessionsOf(checked.id);
    const others = agents.filter(({ id }) => id !== checked.id);
    await this.#agents.write({ format: 1, agents: [...others, checked] });
  }

  #endSessionsOf(agentId: string): Promise<number> {
    return this.#keepSessions((session) => session.agentId !== agentId);
  }

  /** The number of those that went. Writes nothing when all stay. */
  async #keepSessions(stays: (session: AgentSession) => boolean): Promise<number> {
    const { sessions } = await this.#sessions.read();
    const rest = sessions.filter(stays);
    if (rest.length < sessions.length) await this.#sessions.write({ format: 1, sessions: rest });
    return sessions.length - rest.length;
  }
}
