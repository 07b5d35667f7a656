import { apiTokenSchema } from '../../domain/api-token.ts';
import type { ApiToken } from '../../domain/api-token.ts';
import type { ApiTokenStore } from '../port.ts';
import { agentNotFound } from '../storage-errors.ts';

/** API tokens that last as long as the process: for tests. */
export class MemoryTokens implements ApiTokenStore {
  readonly #tokens = new Map<string, ApiToken>();
  readonly #agentExists: (id: string) => boolean;

  constructor(agentExists: (id: string) => boolean) {
    this.#agentExists = agentExists;
  }

  async createToken(token: ApiToken): Promise<void> {
    const checked = apiTokenSchema.parse(token);
    if (checked.owner.kind === 'agent' && !this.#agentExists(checked.owner.agentId)) throw agentNotFound();
    this.#tokens.set(checked.id, checked);
  }

  async findToken(secretHash: string): Promise<ApiToken | null> {
    const found = [...this.#tokens.values()].find((token) => token.secretHash === secretHash);
    return found ? structuredClone(found) : null;
  }

  async listTokens(): Promise<ApiToken[]> {
    return structuredClone([...this.#tokens.values()]);
  }

  async removeToken(id: string): Promise<boolean> {
    return this.#tokens.delete(id);
  }

  async noteUse(id: string, at: Date): Promise<boolean> {
    const token = this.#tokens.get(id);
    if (!token) return false;
    this.#tokens.set(id, { ...token, lastUsedAt: at.toISOString() });
    return token.lastUsedAt === null;
  }

  endTokensOf(agentId: string): void {
    for (const { id, owner } of this.#tokens.values())
      if (owner.kind === 'agent' && owner.agentId === agentId) this.#tokens.delete(id);
  }
}
