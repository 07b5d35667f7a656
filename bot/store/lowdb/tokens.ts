import { apiTokenSchema } from '../../domain/api-token.ts';
import type { ApiToken } from '../../domain/api-token.ts';
import type { ApiTokenStore } from '../port.ts';
import { agentNotFound } from '../storage-errors.ts';
import type { Files } from './files.ts';
import { agentsFile, agentsFileSchema, tokensFile, tokensFileSchema } from './layout.ts';
import type { AgentsFile, TokensFile } from './layout.ts';
import { SharedFile } from './shared-file.ts';
import type { ShortLock } from './short-lock.ts';

/** API tokens, in one file under the lock of the agents, whom they hang on. */
export class LowdbTokens implements ApiTokenStore {
  readonly #tokens: SharedFile<TokensFile>;
  readonly #agents: SharedFile<AgentsFile>;
  readonly #lock: ShortLock;

  constructor({ files, root, lock }: { files: Files; root: string; lock: ShortLock }) {
    const place = { files, root };
    this.#tokens = new SharedFile(
      { ...place, file: tokensFile, schema: tokensFileSchema },
      { format: 1, tokens: [] },
    );
    this.#agents = new SharedFile(
      { ...place, file: agentsFile, schema: agentsFileSchema },
      { format: 1, agents: [] },
    );
    this.#lock = lock;
  }

  async createToken(token: ApiToken): Promise<void> {
    const checked = apiTokenSchema.parse(token);
    await this.#lock.run(async () => {
      if (checked.owner.kind === 'agent') await this.#requireAgent(checked.owner.agentId);
      const { tokens } = await this.#tokens.read();
      await this.#tokens.write({
        format: 1,
        tokens: [...tokens.filter(({ id }) => id !== checked.id), checked],
      });
    });
  }

  async findToken(secretHash: string): Promise<ApiToken | null> {
    const { tokens } = await this.#tokens.read();
    const found = tokens.find((token) => token.secretHash === secretHash);
    return found ? structuredClone(found) : null;
  }

  async listTokens(): Promise<ApiToken[]> {
    return structuredClone((await this.#tokens.read()).tokens);
  }

  async removeToken(id: string): Promise<boolean> {
    return this.#lock.run(async () => (await this.#keep((token) => token.id !== id)) > 0);
  }

  async noteUse(id: string, at: Date): Promise<boolean> {
    return this.#lock.run(async () => {
      const { tokens } = await this.#tokens.read();
      const used = tokens.find((token) => token.id === id);
      if (!used) return false;
      const noted = { ...used, lastUsedAt: at.toISOString() };
      await this.#tokens.write({
        format: 1,
        tokens: tokens.map((token) => (token === used ? noted : token)),
      });
      return used.lastUsedAt === null;
    });
  }

  /** Only under the lock. */
  async endTokensOf(agentId: string): Promise<void> {
    await this.#keep(({ owner }) => owner.kind !== 'agent' || owner.agentId !== agentId);
  }

  async #requireAgent(agentId: string): Promise<void> {
    const { agents } = await this.#agents.read();
    if (!agents.some(({ id }) => id === agentId)) throw agentNotFound();
  }

  /** The number of those that went. Writes nothing when all stay. */
  async #keep(stays: (token: ApiToken) => boolean): Promise<number> {
    const { tokens } = await this.#tokens.read();
    const rest = tokens.filter(stays);
    if (rest.length < tokens.length) await this.#tokens.write({ format: 1, tokens: rest });
    return tokens.length - rest.length;
  }
}
