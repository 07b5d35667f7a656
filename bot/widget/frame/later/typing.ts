import type { AgentTyping } from '../../../web/wire.ts';
import type { Snapshot } from '../snapshot.ts';
import { readSession } from '../session.ts';
import type { KeyValue } from '../storage.ts';
import { h } from '../view/h.ts';
import { labels } from './labels.ts';

/** While the customer types the desk is told this often (ms); each sign stands for 6 s there. Sane range 2–5 s. */
const TELL_EVERY_MS = 3_000;

const hasPerson = ({ desk }: Snapshot): boolean => desk.state === 'claimed' || desk.state === 'answered';

/** The last thing that a person at the desk said. */
const lastOfAgent = ({ sources }: Snapshot): number =>
  sources.events.findLast((event) => event.type === 'message' && event.from === 'agent')?.seq ?? 0;

export interface TypingPorts {
  storage: KeyValue;
  /** Address of the API, ending in `/`. */
  base: string;
  /** Milliseconds of a clock that only goes forward. */
  now(): number;
}

/** Signs of typing in both directions, while a person has the conversation. Nothing of what is typed is told. */
export class Typing {
  readonly element = h('p', { class: 'typing', role: 'status' });
  readonly #ports: TypingPorts;
  #toldAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #answered = 0;

  constructor(ports: TypingPorts) {
    this.#ports = ports;
  }

  /** The customer has typed. That a sign did not get through matters to nobody. */
  typed(draft: string, snapshot: Snapshot): void {
    const { now, storage, base } = this.#ports;
    if (draft === '' || !hasPerson(snapshot) || now() - this.#toldAt < TELL_EVERY_MS) return;
    const session = readSession(storage);
    if (!session) return;
    this.#toldAt = now();
    void fetch(`${base}conversations/${session.conversationId}/typing`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${session.token}` },
      credentials: 'omit',
    }).catch(() => undefined);
  }

  /** The agent types. */
  hear(data: string): void {
    const { agentName, forMs }: AgentTyping = JSON.parse(data);
    clearTimeout(this.#timer);
    this.#say(labels.agentTyping(agentName));
    this.#timer = setTimeout(() => this.#say(''), forMs);
  }

  /** What was typed has come, or the person has gone. */
  draw(snapshot: Snapshot): void {
    const answered = lastOfAgent(snapshot);
    if (answered !== this.#answered || !hasPerson(snapshot)) this.#say('');
    this.#answered = answered;
  }

  #say(text: string): void {
    if (this.element.textContent !== text) this.element.textContent = text;
  }
}
