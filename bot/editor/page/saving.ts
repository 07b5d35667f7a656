import { Problem } from '../../browser/problem.ts';
import type { Context } from '../context.ts';
import { pageLabels as words } from '../labels/page.ts';
import { problemText } from '../problem-text.ts';
import { settleConflict, type Settled } from './settle-conflict.ts';
import type { Writing } from './writing.ts';

/** Saves what is being written as a draft, and lets an editor settle it with what somebody else has saved. */
export class Saving {
  readonly #context: Context;
  readonly #writing: Writing;
  readonly #changed: () => void;
  #busy = false;

  /** @param changed hears when it begins and when it ends */
  constructor(context: Context, writing: Writing, changed: () => void) {
    this.#context = context;
    this.#writing = writing;
    this.#changed = changed;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** True when what is on the table is saved afterwards. */
  async save(): Promise<boolean> {
    if (this.#busy) return false;
    if (!this.#writing.unsaved() && this.#writing.saved.isKept) {
      this.#context.messages.info(words.saved);
      return true;
    }
    this.#setBusy(true);
    try {
      await this.#send();
      return true;
    } catch (error) {
      if (error instanceof Problem && error.code === 'text-changed') void this.#settle();
      else this.#context.messages.problem(problemText(error));
      return false;
    } finally {
      this.#setBusy(false);
    }
  }

  #setBusy(busy: boolean): void {
    this.#busy = busy;
    this.#changed();
  }

  async #send(): Promise<void> {
    const { api, messages } = this.#context;
    const { saved, text, take } = this.#writing;
    take(await api.save({ path: saved.page.path, text: text(), fingerprint: saved.base }));
    messages.info(words.savedNow);
  }

  async #settle(): Promise<void> {
    const { saved, text } = this.#writing;
    const { path, text: savedText, fingerprint } = saved.page;
    // What was restored may be made from a text that nobody has any more.
    const base = saved.base === fingerprint ? savedText : null;
    try {
      this.#finish(await settleConflict(this.#context.api, path, { base, mine: text() }));
    } catch (error) {
      this.#context.messages.problem(problemText(error));
    }
  }

  #finish(settled: Settled): void {
    const { messages } = this.#context;
    const { saved, take, put } = this.#writing;
    if (settled.kind === 'gone') {
      saved.base = null;
      messages.problem(words.conflict.gone);
    } else if (settled.kind === 'same') {
      take(settled.page);
      messages.info(words.conflict.same);
    } else if (settled.kind === 'merged') {
      put(settled.page, settled.text);
      messages.info(words.conflict.done);
    }
  }
}
