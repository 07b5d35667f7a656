import { append, type Conversation } from '../domain/conversation.ts';
import { isExpired } from '../domain/ticket.ts';
import { bySystem, unaudited } from './audited.ts';
import { deskLine } from './desk-line.ts';
import { DeskSteps, type DeskParts } from './desk-steps.ts';

/** What the desk does by itself as time goes on. Each asks again under the lock whether it is still due. */
export class DeskUpkeep {
  readonly #parts: DeskParts;
  readonly #steps: DeskSteps;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#steps = new DeskSteps(parts);
  }

  /** Closes what was answered and not replied to (N6), when the date of closing is before `today` (ISO date, Japan). */
  async expire(id: string, today: string): Promise<Conversation> {
    return this.#steps.change(id, bySystem('close', { cause: 'expired' }), (current) =>
      isExpired(current.desk, today) ? this.#steps.end(current, 'expire', 'desk-expired') : current,
    );
  }

  /** Gives back a claim whose agent has gone, unless somebody is there for it again by now. */
  async reclaim(id: string): Promise<Conversation> {
    return this.#steps.change(id, bySystem('release', { cause: 'abandoned' }), (current) =>
      this.#parts.presence.hasAbandoned(current.desk)
        ? this.#steps.step(current, 'release', { wordingId: 'desk-released' })
        : current,
    );
  }

  /** Says that the desk has opened to who asked to be told (H8), once. */
  async tellOpening(id: string): Promise<Conversation> {
    return this.#steps.change(id, unaudited, (current) => {
      if (!current.desk.tellAtOpening) return current;
      const said = append(current, this.#parts.clock.now(), [deskLine.openNow(this.#parts.knowledge())]);
      return { ...said, desk: { ...said.desk, tellAtOpening: false } };
    });
  }
}
