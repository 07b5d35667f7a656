import type { Item } from '../items.ts';
import { toItems } from '../items.ts';
import type { Snapshot } from '../snapshot.ts';
import type { LogActions } from '../view/item.ts';
import type { LogView } from '../view/log.ts';
import { Attaching } from './attaching.ts';
import type { AttachingClient } from './attaching.ts';
import { LogItems } from './log-items.ts';
import { StandIns } from './stand-ins.ts';
import type { StandInPorts } from './stand-ins.ts';
import { transcriptText } from './transcript-text.ts';
import { Typing } from './typing.ts';
import type { TypingPorts } from './typing.ts';

export interface TalkPorts extends StandInPorts, Omit<TypingPorts, 'now'> {
  client: AttachingClient;
}

/** Where what is said, and what goes with it, is put. */
export interface TalkPlaces {
  log: LogView;
  /** That somebody types is said above it. */
  desk: HTMLElement;
  composer: HTMLElement;
}

/** What the rest of the window has to know of what was said. */
export interface Said {
  anything: boolean;
  /** A button under the last answer leads to a person already. */
  offersPerson: boolean;
  /** The bot has asked something and waits for the answer (intake). */
  asksBack: boolean;
}

const offersPerson = (items: readonly Item[]): boolean =>
  items.some((item) => item.type === 'bot' && item.quickReplies.some(({ action }) => action === 'handoff'));

const asksBack = (items: readonly Item[]): boolean => {
  const last = items.findLast((item) => item.type !== 'customer' && item.type !== 'day');
  return last?.type === 'bot' && last.kind === 'dialogue';
};

/** What is said in the window, from the events to what is drawn of them, and what is sent besides text. */
export class Talk {
  readonly #standIns: StandIns;
  readonly #log: LogItems;
  readonly #typing: Typing;
  readonly #attaching: Attaching;
  #items: readonly Item[] = [];

  constructor({ log, desk, composer }: TalkPlaces, actions: LogActions, ports: TalkPorts) {
    this.#standIns = new StandIns(ports);
    this.#log = new LogItems(log, actions);
    this.#typing = new Typing({ ...ports, now: () => performance.now() });
    desk.before(this.#typing.element);
    this.#attaching = new Attaching(ports.client, composer);
  }

  draw(snapshot: Snapshot): Said {
    const items = toItems(this.#standIns.complete(snapshot));
    this.#items = items;
    this.#log.draw(items, snapshot.answering);
    this.#typing.draw(snapshot);
    this.#attaching.draw(snapshot);
    return { anything: items.length > 0, offersPerson: offersPerson(items), asksBack: asksBack(items) };
  }

  /** What the customer asked for by a button is looked at when it comes. */
  follow(): void {
    this.#log.follow();
  }

  /** The customer has typed. */
  typed(draft: string, snapshot: Snapshot): void {
    this.#typing.typed(draft, snapshot);
  }

  /** An agent types. */
  hear(data: string): void {
    this.#typing.hear(data);
  }

  /** The window was opened. */
  shown(): void {
    this.#log.shown();
  }

  /** The conversation as plain text. */
  get text(): string {
    return transcriptText(this.#items);
  }
}
