import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { isClosed } from '../../domain/agent.ts';
import { actorOf } from '../../domain/audit.ts';
import type { ApiScope, ApiToken } from '../../domain/api-token.ts';
import type { Auditing } from '../../handoff/auditing.ts';
import type { ActingAgent } from '../../handoff/audited.ts';
import type { AgentStore, ApiTokenStore } from '../../store/port.ts';

/** By which people, and programs that look for leaked secrets, know what they have before them. */
const prefix = 'mdg_';
const secretBytes = 32;
const idBytes = 4;

/**
 * The last use is written at most this often: a write for each request would cost more than the request.
 * Sane: 1 to 60 minutes.
 */
const noteEveryMs = 10 * 60_000;

export const isApiToken = (text: string): boolean => text.startsWith(prefix);

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** A new token and the secret that stands for it, which is nowhere else. */
export const newApiToken = (
  wanted: Pick<ApiToken, 'owner' | 'scopes'>,
  { from, until }: { from: Date; until: Date },
): { token: ApiToken; secret: string } => {
  const secret = `${prefix}${randomBytes(secretBytes).toString('base64url')}`;
  const token: ApiToken = {
    id: `t-${randomBytes(idBytes).toString('hex')}`,
    secretHash: hashOf(secret),
    ...wanted,
    createdAt: from.toISOString(),
    expiresAt: until.toISOString(),
    lastUsedAt: null,
  };
  return { token, secret };
};

export interface Program {
  agent: ActingAgent;
  scopes: readonly ApiScope[];
}

interface Parts {
  tokens: ApiTokenStore;
  agents: AgentStore;
  audit: Auditing;
  clock: Clock;
  /** Hears that a use could not be noted: what only reads goes on without. */
  failed: (error: unknown) => void;
}

/** The API tokens of programs, looked up anew at every request: a revoked one ends with the next. */
export class ApiTokens {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Who may do what with it; null when it is unknown, revoked or past its end, or its account is gone. */
  async verify(secret: string): Promise<Program | null> {
    const token = await this.#parts.tokens.findToken(hashOf(secret));
    if (!token || new Date(token.expiresAt) <= this.#parts.clock.now()) return null;
    const agent = await this.#ownerOf(token);
    if (!agent) return null;
    await this.#note(token, agent).catch(this.#parts.failed);
    return { agent, scopes: token.scopes };
  }

  async #ownerOf({ id, owner }: ApiToken): Promise<ActingAgent | null> {
    // With a colon, which no account's id has.
    if (owner.kind === 'program') return { ...nameAndRole(owner), id: `program:${id}`, tokenId: id };
    const agent = await this.#parts.agents.findAgent(owner.agentId);
    return agent && !isClosed(agent) ? { ...nameAndRole(agent), id: agent.id, tokenId: id } : null;
  }

  async #note({ id, lastUsedAt }: ApiToken, agent: ActingAgent): Promise<void> {
    const now = this.#parts.clock.now();
    if (lastUsedAt !== null && now.getTime() - Date.parse(lastUsedAt) < noteEveryMs) return;
    if (!(await this.#parts.tokens.noteUse(id, now))) return;
    await this.#parts.audit.note({
      actor: actorOf(agent),
      act: 'token-first-used',
      subject: `token:${id}`,
      details: {},
    });
  }
}

const nameAndRole = ({ name, role }: Pick<ActingAgent, 'name' | 'role'>) => ({ name, role });
