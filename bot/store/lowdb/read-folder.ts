import path from 'node:path';
import type { Agent } from '../../domain/agent.ts';
import type { ApiToken } from '../../domain/api-token.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { StartError } from '../../errors.ts';
import { DurableJson } from './durable-json.ts';
import { forEachStored } from './each-stored.ts';
import {
  agentsFile,
  agentsFileSchema,
  conversationsFolder,
  lockFileName,
  shards,
  tokensFile,
  tokensFileSchema,
} from './layout.ts';
import { forEachLimited } from './limited.ts';
import { LockFile } from './lock-file.ts';
import { nodeFiles } from './node-files.ts';
import { systemProcesses } from './processes.ts';

const shardsAtOnce = 8;

/**
 * A data folder that is read and never written to: no lock is taken, no half-written file cleared, so that
 * a read-only copy will do. Marks are not read: they say nothing that the conversations do not say.
 */
export class FolderReader {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** @throws StartError when it is no data folder, or when a server has it. */
  async requireIdle(): Promise<void> {
    if (!(await nodeFiles.list(path.join(this.#root, conversationsFolder)).catch(() => null)))
      throw new StartError(
        `${this.#root} is no data folder that can be read; name the one of MADOGUCHI_DATA`,
      );
    const system = { files: nodeFiles, processes: systemProcesses };
    const holder = await new LockFile(system, path.join(this.#root, lockFileName)).holder();
    if (holder !== null)
      throw new StartError(
        `The data folder ${this.#root} is locked by pid ${holder}; stop that process first`,
      );
  }

  /** @throws AppError `storage-damaged` naming the file */
  async agents(): Promise<Agent[]> {
    const place = { files: nodeFiles, folder: this.#root, file: agentsFile, schema: agentsFileSchema };
    return (await new DurableJson(place).read())?.agents ?? [];
  }

  /** @throws AppError `storage-damaged` naming the file */
  async tokens(): Promise<ApiToken[]> {
    const place = { files: nodeFiles, folder: this.#root, file: tokensFile, schema: tokensFileSchema };
    return (await new DurableJson(place).read())?.tokens ?? [];
  }

  /** Each conversation, some side by side; `report` hears of those that cannot be read. */
  async forEach(
    task: (conversation: Conversation) => Promise<void>,
    report: (error: unknown) => void,
  ): Promise<void> {
    const place = { files: nodeFiles, root: this.#root, report };
    await forEachLimited(shards, shardsAtOnce, (shard) =>
      forEachStored(place, shard, async (_id, conversation) => {
        if (conversation) await task(conversation);
      }),
    );
  }
}
