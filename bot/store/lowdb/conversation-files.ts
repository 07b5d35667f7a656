import path from 'node:path';
import { Low } from 'lowdb';
import type { Conversation } from '../../domain/conversation.ts';
import { needsDesk } from '../../domain/ticket.ts';
import { frozen } from '../frozen.ts';
import { storageDamaged } from '../storage-errors.ts';
import type { DeskMarkers } from './desk-markers.ts';
import { DurableJson, asUnavailable, temporarySuffix } from './durable-json.ts';
import type { Files } from './files.ts';
import { historyMark } from './history-mark.ts';
import type { HistoryMarks } from './history-marks.ts';
import { conversationFile, conversationFileSchema } from './layout.ts';
import type { ConversationRecord } from './layout.ts';

export interface ConversationFilesParts {
  files: Files;
  /** The data folder. */
  root: string;
  markers: DeskMarkers;
  history: HistoryMarks;
}

interface Write {
  conversation: Conversation;
  /** As it is on disk; null for a new one. */
  current: Conversation | null;
  /** Called as soon as it would survive a crash, whatever becomes of its marks. */
  durable: () => void;
}

/** One lowdb file a conversation, and the marks by which the desk and the history find it. */
export class ConversationFiles {
  readonly #parts: ConversationFilesParts;

  constructor(parts: ConversationFilesParts) {
    this.#parts = parts;
  }

  /** @throws AppError `storage-damaged` when it is not what was written */
  async read(id: string): Promise<Conversation | null> {
    const low = this.#file(id, null);
    await low.read();
    const found = low.data.conversation;
    if (!found) return null;
    if (found.id !== id) throw storageDamaged(conversationFile(id), 'it holds another conversation');
    return frozen(found);
  }

  /** Marks that find it go before it, and those that do not find it any more go after it: it is never out of sight. */
  async write({ conversation, current, durable }: Write): Promise<void> {
    const { markers, history } = this.#parts;
    const atDesk = needsDesk(conversation.desk);
    if (atDesk) await markers.set(conversation.id);
    const outdated = await history.set(conversation, current);
    await this.#file(conversation.id, conversation).write();
    durable();
    if (!atDesk) await markers.clear(conversation.id);
    if (outdated !== null) await history.clear(outdated);
  }

  /** For a new one whose writing failed: nobody was told of it, so a retry must not find it there. */
  async dropUnfinished(id: string): Promise<void> {
    await this.#parts.files.remove(this.#path(id)).catch(() => {});
  }

  /** The conversation goes before its marks: what a crash leaves of those says nothing, and the next reader clears it. */
  async erase(conversation: Conversation): Promise<void> {
    const { files, markers, history } = this.#parts;
    const { id } = conversation;
    const file = this.#path(id);
    try {
      // A write that failed may have left its half.
      await files.remove(file + temporarySuffix);
      await files.remove(file);
      await files.syncFolder(path.dirname(file));
    } catch (error) {
      throw asUnavailable(error, `removing ${conversationFile(id)}`);
    }
    await markers.clear(id);
    const mark = historyMark(conversation);
    if (mark !== null) await history.clear(mark);
  }

  #file(id: string, conversation: Conversation | null): Low<ConversationRecord> {
    const { files, root: folder } = this.#parts;
    const place = { files, folder, file: conversationFile(id), schema: conversationFileSchema };
    return new Low(new DurableJson<ConversationRecord>(place), { format: 1, conversation });
  }

  #path(id: string): string {
    return path.join(this.#parts.root, conversationFile(id));
  }
}
