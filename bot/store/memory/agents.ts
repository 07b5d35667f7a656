import { agentSchema, agentSessionSchema, endsSessions } from '../../domain/agent.ts';
import type { Agent, AgentSession } from '../../domain/agent.ts';
import type { AgentStore } from '../port.ts';
import type { MemoryTokens } from './tokens.ts';

/** Agents and their sessions that last as long as the process: for tests. */
export class MemoryAgents implements AgentStore {
  readonly #agents = new Map<string, Agent>();
  readonly #sessions = new Map<string, AgentSession>();
  readonly #tokens: MemoryTokens;

  constructor(tokens: MemoryTokens) {
    this.#tokens = tokens;
  }

  has(id: string): boolean {
    return this.#agents.has(id);
  }

  async findAgent(id: string): Promise<Agent | null> {
    const agent = this.#agents.get(id);
    return agent ? structuredClone(agent) : null;
  }

  async listAgents(): Promise<Agent[]> {
    return [...this.#agents.values()].map((agent) => structuredClone(agent));
  }

  async saveAgent(agent: Agent): Promise<void> {
    const checked = agentSchema.parse(agent);
    const before = this.#agents.get(checked.id);
    if (before && endsSessions(before, checked)) this.#endSessionsOf(checked.id);
    this.#agents.set(checked.id, checked);
  }

  async createAgent(agent: Agent): Promise<boolean> {
    const checked = agentSchema.parse(agent);
    if (this.#agents.has(checked.id)) return false;
    this.#agents.set(checked.id, checked);
    return true;
  }

  async changeAgent(id: string, change: (agent: Agent) => Agent): Promise<Agent | null> {
    const before = this.#agents.get(id);
    if (!before) return null;
    const after = change(structuredClone(before));
    await this.saveAgent(after);
    return structuredClone(after);
  }

  async removeAgent(id: string): Promise<boolean> {
    this.#endSessionsOf(id);
    this.#tokens.endTokensOf(id);
    return this.#agents.delete(id);
  }

  async findSession(idHash: string): Promise<AgentSession | null> {
    const session = this.#sessions.get(idHash);
    return session ? { ...session } : null;
  }

  async saveSession(session: AgentSession): Promise<void> {
    this.#sessions.set(session.idHash, agentSessionSchema.parse(session));
  }

  async removeSession(idHash: string): Promise<void> {
    this.#sessions.delete(idHash);
  }

  async removeExpiredSessions(now: Date): Promise<number> {
    const expired = [...this.#sessions.values()].filter((session) => new Date(session.expiresAt) <= now);
    for (const session of expired) this.#sessions.delete(session.idHash);
    return expired.length;
  }

  #endSessionsOf(agentId: string): void {
    for (const session of this.#sessions.values())
      if (session.agentId === agentId) this.#sessions.delete(session.idHash);
  }
}
