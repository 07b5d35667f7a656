import type { Clock } from '../clock.ts';
import { actorOf } from '../domain/audit.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { Auditing } from './auditing.ts';
import type { ActingAgent } from './audited.ts';

const hourMs = 60 * 60_000;

/** Readings of the present hour that are remembered; the oldest go first and are recorded again. */
const mostRemembered = 20_000;

/**
 * Records that an agent read a conversation which they do not hold, once for each agent, conversation and
 * hour of the clock: a console reads an open conversation anew at every change of it. Each instance
 * remembers for itself, so with several it may be once for each.
 */
export class ConversationReads {
  readonly #audit: Auditing;
  readonly #clock: Clock;
  readonly #known = new Map<string, number>();

  constructor({ audit, clock }: { audit: Auditing; clock: Clock }) {
    this.#audit = audit;
    this.#clock = clock;
  }

  async happened({ id, desk }: Conversation, agent: ActingAgent): Promise<void> {
    if (desk.agentId === agent.id && desk.state !== 'closed') return;
    const actor = actorOf(agent);
    const key = `${actor} ${id}`;
    const hour = Math.floor(this.#clock.now().getTime() / hourMs);
    if (this.#known.get(key) === hour) return;
    this.#remember(key, hour);
    const details = { state: desk.state };
    const recorded = await this.#audit.note({
      actor,
      act: 'conversation-read',
      subject: `conversation:${id}`,
      details,
    });
    // So that the next reading tries again.
    if (!recorded) this.#known.delete(key);
  }

  #remember(key: string, hour: number): void {
    this.#known.delete(key);
    this.#known.set(key, hour);
    if (this.#known.size <= mostRemembered) return;
    const [oldest] = this.#known.keys();
    if (oldest !== undefined) this.#known.delete(oldest);
  }
}
