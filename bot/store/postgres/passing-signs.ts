import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { PassingSigns, TypingSign } from '../port.ts';
import type { ChangeFeed } from './change-feed.ts';

/** Who tells, the conversation, the agent's name or null. */
const passedSchema = z.tuple([z.string(), z.string(), z.string().nullable()]);

/** Signs of typing, passed on with NOTIFY: no table holds them. */
export class PostgresPassingSigns implements PassingSigns {
  readonly #feed: ChangeFeed;
  readonly #self = randomUUID();

  constructor(feed: ChangeFeed) {
    this.#feed = feed;
  }

  tell({ conversationId, agentName }: TypingSign): void {
    this.#feed.pass(JSON.stringify([this.#self, conversationId, agentName]));
  }

  onSign(listener: (sign: TypingSign) => void): () => void {
    return this.#feed.onPassed((payload) => {
      const passed = signOf(payload);
      if (passed && passed.from !== this.#self) listener(passed.sign);
    });
  }
}

/** Anybody who may connect may notify, so what is no sign of ours is passed over. */
const signOf = (payload: string): { from: string; sign: TypingSign } | null => {
  try {
    const [from, conversationId, agentName] = passedSchema.parse(JSON.parse(payload));
    return { from, sign: { conversationId, agentName } };
  } catch {
    return null;
  }
};
