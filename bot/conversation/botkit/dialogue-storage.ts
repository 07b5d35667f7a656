import { AsyncLocalStorage } from 'node:async_hooks';
import type { Storage, StoreItems } from 'botbuilder-core';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversation.ts';

type DialogueState = Conversation['dialogueState'];

const jsonSchema = z.json();

/**
 * Botkit's storage of dialogue state, lent for the length of a turn: the state lives in the
 * conversation's aggregate and is written with it, so that a dialogue survives a restart and can
 * never disagree with the transcript. (Botkit's own `MemoryStorage` never evicts.)
 */
export class DialogueStorage implements Storage {
  readonly #lent = new AsyncLocalStorage<{ state: DialogueState }>();

  /** Runs `work` with the state of one conversation and returns what the state is afterwards. */
  async lend(state: DialogueState, work: () => Promise<void>): Promise<DialogueState> {
    const held = { state };
    await this.#lent.run(held, work);
    return held.state;
  }

  async read(keys: string[]): Promise<StoreItems> {
    const { state } = this.#held();
    // Copies: Botkit changes what it reads, and a failed turn must leave the stored state as it was.
    return Object.fromEntries(
      keys.flatMap((key) => (state[key] === undefined ? [] : [[key, structuredClone(state[key])]])),
    );
  }

  async write(changes: StoreItems): Promise<void> {
    const held = this.#held();
    const plain = Object.entries(changes).map(([key, value]) => [
      key,
      jsonSchema.parse(JSON.parse(JSON.stringify(value))),
    ]);
    held.state = { ...held.state, ...Object.fromEntries(plain) };
  }

  async delete(keys: string[]): Promise<void> {
    const held = this.#held();
    held.state = Object.fromEntries(Object.entries(held.state).filter(([key]) => !keys.includes(key)));
  }

  #held(): { state: DialogueState } {
    const held = this.#lent.getStore();
    if (!held) throw new Error('dialogue state is only there within a turn');
    return held;
  }
}
