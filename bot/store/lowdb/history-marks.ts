import path from 'node:path';
import type { Conversation } from '../../domain/conversation.ts';
import { asUnavailable } from './durable-json.ts';
import type { Files } from './files.ts';
import { historyMark, idOfMark } from './history-mark.ts';
import { historyFolder } from './layout.ts';

export interface Mark {
  /** Relative to the history's folder. */
  mark: string;
  id: string;
}

/**
 * One empty file for each conversation that was ever at the desk, whose name carries when its state
 * there last changed: a search lists names from the newest day back and reads no more files than it
 * has to. As with the desk's markers, a mark is durable *before* its conversation and the one that it
 * replaces goes *after*: a crash leaves a mark too many, which a search sees by its time and clears,
 * never a conversation that no search finds.
 */
export class HistoryMarks {
  readonly #files: Files;
  readonly #folder: string;
  readonly #days: Set<string>;

  /** `days`: those that have a folder. */
  constructor(place: { files: Files; root: string }, days: Iterable<string>) {
    this.#files = place.files;
    this.#folder = path.join(place.root, historyFolder);
    this.#days = new Set(days);
  }

  /**
   * Marks what is about to be written; durable when it resolves. Returns the mark that is outdated once
   * the conversation is written, for `clear`; null when there is none.
   * @throws AppError `storage-unavailable`
   */
  async set(next: Conversation, current: Conversation | null): Promise<string | null> {
    const mark = historyMark(next);
    const outdated = current && historyMark(current);
    if (mark === null || mark === outdated) return null;
    try {
      await this.#create(mark);
    } catch (error) {
      throw asUnavailable(error, `marking ${historyFolder}/${mark}`);
    }
    return outdated;
  }

  /** Need not succeed: a mark that stays behind costs a search one more read. */
  async clear(mark: string): Promise<void> {
    await this.#files.remove(path.join(this.#folder, mark)).catch(() => {});
  }

  /** All marks, the newest first, in portions of at most `size`. @throws AppError `storage-unavailable` */
  async *newestFirst(size: number): AsyncGenerator<Mark[]> {
    for (const day of [...this.#days].toSorted().toReversed()) {
      const marks = await this.#marksOf(day);
      for (let start = 0; start < marks.length; start += size) yield marks.slice(start, start + size);
    }
  }

  async #create(mark: string): Promise<void> {
    const day = path.dirname(mark);
    const dayFolder = path.join(this.#folder, day);
    if (!this.#days.has(day)) {
      await this.#files.makeFolder(dayFolder);
      await this.#files.syncFolder(this.#folder);
    }
    const file = await this.#files.create(path.join(this.#folder, mark));
    await file.close();
    await this.#files.syncFolder(dayFolder);
    this.#days.add(day);
  }

  async #marksOf(day: string): Promise<Mark[]> {
    try {
      const names = (await this.#files.list(path.join(this.#folder, day))) ?? [];
      return names
        .toSorted()
        .toReversed()
        .flatMap((name) => {
          const mark = `${day}/${name}`;
          const id = idOfMark(mark);
          return id === null ? [] : [{ mark, id }];
        });
    } catch (error) {
      throw asUnavailable(error, `listing ${historyFolder}/${day}`);
    }
  }
}
