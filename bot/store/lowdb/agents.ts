import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Agent, AgentSession } from '../../domain/agent.ts';
import { agentSchema, agentSessionSchema, endsSessions } from '../../domain/agent.ts';
import { KeyedQueue } from '../keyed-queue.ts';
import type { AgentStore } from '../port.ts';
import { storageUnavailable } from '../storage-errors.ts';
import { asUnavailable } from './durable-json.ts';
import type { Files } from './files.ts';
import { agentsFile, agentsFileSchema, agentsLockName, sessionsFile, sessionsFileSchema } from './layout.ts';
import type { AgentsFile, SessionsFile } from './layout.ts';
import { LockFile } from './lock-file.ts';
import type { Processes } from './processes.ts';
import { SharedFile } from './shared-file.ts';

/** A change holds the lock for some milliseconds; who waits this long waits for something broken. */
const lockPatienceMs = 5_000;
const lockRetryMs = 20;

/**
 * Agents and their sessions, in a file each. The server and the `agent` command change them at the
 * same time, so they have a short lock of their own, apart from the lock of the data folder that the
 * server holds all its life, and every read looks for a newer file.
 */
export class LowdbAgents implements AgentStore {
  readonly #agents: SharedFile<AgentsFile>;
  readonly #sessions: SharedFile<SessionsFile>;
  readonly #lock: LockFile;
  readonly #queue = new KeyedQueue();

  constructor(system: { files: Files; processes: Processes }, root: string) {
    const place = { files: system.files, root };
    this.#agents = new SharedFile(
      { ...place, file: agentsFile, schema: agentsFileSchema },
      { format: 1, agents: [] },
    );
    this.#sessions = new SharedFile(
      { ...place, file: sessionsFile, schema: sessionsFileSchema },
      { format: 1, sessions: [] },
    );
    this.#lock = new LockFile(system, path.join(root, agentsLockName));
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
    await this.#changing(() => this.#write(agent));
  }

  async createAgent(agent: Agent): Promise<boolean> {
    return this.#changing(async () => {
      if (await this.findAgent(agent.id)) return false;
      await this.#write(agent);
      return true;
    });
  }

  async changeAgent(id: string, change: (agent: Agent) => Agent): Promise<Agent | null> {
    return this.#changing(async () => {
      const before = await this.findAgent(id);
      if (!before) return null;
      const after = change(before);
      await this.#write(after);
      return after;
    });
  }

  async removeAgent(id: string): Promise<boolean> {
    return this.#changing(async () => {
      // First the sessions: left behind by a crash, they would come alive with a new agent of this id.
      await this.#endSessionsOf(id);
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
    await this.#changing(async () => {
      const { sessions } = await this.#sessions.read();
      const others = sessions.filter(({ idHash }) => idHash !== checked.idHash);
      await this.#sessions.write({ format: 1, sessions: [...others, checked] });
    });
  }

  async removeSession(idHash: string): Promise<void> {
    await this.#changing(() => this.#keepSessions((session) => session.idHash !== idHash));
  }

  async removeExpiredSessions(now: Date): Promise<number> {
    return this.#changing(() => this.#keepSessions((session) => new Date(session.expiresAt) > now));
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

  #changing<T>(task: () => Promise<T>): Promise<T> {
    return this.#queue.run(agentsLockName, async () => {
      const release = await this.#takeLock();
      try {
        return await task();
      } finally {
        await release();
      }
    });
  }

  async #takeLock(): Promise<() => Promise<void>> {
    const attempts = lockPatienceMs / lockRetryMs;
    let heldBy: number | null = null;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const outcome = await this.#lock.take().catch((error: unknown) => {
        throw asUnavailable(error, `taking ${agentsLockName}`);
      });
      // A lock that cannot be removed blocks nobody for longer than its process lives.
      if (outcome.taken) return () => outcome.release().catch(() => {});
      heldBy = outcome.heldBy;
      await sleep(lockRetryMs);
    }
    throw storageUnavailable(`${agentsLockName} is held by process ${heldBy ?? 'unknown'}`);
  }
}
