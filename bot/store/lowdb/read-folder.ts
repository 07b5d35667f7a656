import path from 'node:path';
import type { Agent } from '../../domain/agent.ts';
import type { ApiToken } from '../../domain/api-token.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { Delivery, WebhookEndpoint } from '../../domain/webhook.ts';
import { StartError } from '../../errors.ts';
import type { SelectedPortion, Selection } from '../port.ts';
import { DeliveryFiles, type Shelf } from './delivery-files.ts';
import { DurableJson } from './durable-json.ts';
import { forEachStored } from './each-stored.ts';
import type { AttachmentPlace } from '../port.ts';
import {
  agentsFile,
  agentsFileSchema,
  attachmentFile,
  conversationFile,
  conversationFileSchema,
  conversationsFolder,
  endpointsFile,
  endpointsFileSchema,
  lockFileName,
  shards,
  tokensFile,
  tokensFileSchema,
} from './layout.ts';
import { forEachLimited } from './limited.ts';
import { LockFile } from './lock-file.ts';
import { nodeFiles } from './node-files.ts';
import { systemProcesses } from './processes.ts';
import { readChanged } from './read-changed.ts';
import { selectStored } from './select-stored.ts';

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

  /** @throws StartError when it is no data folder. */
  async requireFolder(): Promise<void> {
    if (!(await nodeFiles.list(path.join(this.#root, conversationsFolder)).catch(() => null)))
      throw new StartError(
        `${this.#root} is no data folder that can be read; name the one of MADOGUCHI_DATA`,
      );
  }

  /** @throws StartError when it is no data folder, or when a server has it. */
  async requireIdle(): Promise<void> {
    await this.requireFolder();
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
  async endpoints(): Promise<WebhookEndpoint[]> {
    const place = {
      files: nodeFiles,
      folder: this.#root,
      file: endpointsFile,
      schema: endpointsFileSchema,
    };
    return (await new DurableJson(place).read())?.endpoints ?? [];
  }

  /** The webhooks of one conversation that are not delivered. @throws AppError `storage-damaged` naming the file */
  async ofConversation(id: string): Promise<Delivery[]> {
    const files = new DeliveryFiles({ files: nodeFiles, root: this.#root });
    const found: Delivery[] = [];
    for (const shelf of ['failed', 'pending'] as const)
      for (const { name, conversationId } of await files.names(shelf)) {
        const delivery = conversationId === id && (await files.read(shelf, name));
        if (delivery) found.push(delivery);
      }
    return found;
  }

  /**
   * Each webhook that is not delivered; `report` hears of those that cannot be read. A crash can have left
   * some whose event never happened.
   */
  async forEachDelivery(
    task: (delivery: Delivery) => Promise<void>,
    report: (error: unknown) => void,
  ): Promise<void> {
    const files = new DeliveryFiles({ files: nodeFiles, root: this.#root });
    const onShelf = async (shelf: Shelf): Promise<void> => {
      for (const { name } of await files.names(shelf)) {
        const delivery = await files.read(shelf, name).catch(report);
        if (delivery) await task(delivery);
      }
    };
    await onShelf('failed');
    await onShelf('pending');
  }

  /** As the store's, but beside a server that goes on writing; each conversation is whole. */
  select(selection: Selection): AsyncIterable<SelectedPortion> {
    return selectStored({ files: nodeFiles, root: this.#root, report: () => {} }, selection);
  }

  /** As the store's, but beside a server that goes on writing; each conversation is whole. */
  changedSince(since: Date, report: () => void): AsyncIterable<Conversation[]> {
    return readChanged({ files: nodeFiles, root: this.#root, report }, since);
  }

  /** @throws AppError `storage-damaged` naming the file */
  async load(id: string): Promise<Conversation | null> {
    const file = conversationFile(id);
    const place = { files: nodeFiles, folder: this.#root, file, schema: conversationFileSchema };
    return (await new DurableJson(place).read())?.conversation ?? null;
  }

  /** Of those that `in-doubt` marks, too: whoever reads has looked at the conversation. */
  async picture(place: AttachmentPlace): Promise<Buffer | null> {
    return nodeFiles.readBytes(path.join(this.#root, attachmentFile(place)));
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
