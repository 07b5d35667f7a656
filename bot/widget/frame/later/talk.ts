import type { Item } from '../items.ts';
import { toItems } from '../items.ts';
import type { Snapshot } from '../snapshot.ts';
import type { LogActions } from '../view/item.ts';
import type { LogView } from '../view/log.ts';
import { LogItems } from './log-items.ts';
import { StandIns } from './stand-ins.ts';
import type { StandInPorts } from './stand-ins.ts';
import { transcriptText } from './transcript-text.ts';

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

/** What is said in the window, from the events to what is drawn of them. */
export class Talk {
  readonly #standIns: StandIns;
  readonly #log: LogItems;
  #items: readonly Item[] = [];

  constructor(log: LogView, actions: LogActions, ports: StandInPorts) {
    this.#standIns = new StandIns(ports);
    this.#log = new LogItems(log, actions);
  }

  draw(snapshot: Snapshot): Said {
    const items = toItems(this.#standIns.complete(snapshot));
    this.#items = items;
    this.#log.draw(items, snapshot.answering);
    return { anything: items.length > 0, offersPerson: offersPerson(items), asksBack: asksBack(items) };
  }

  /** What the customer asked for by a button is looked at when it comes. */
  follow(): void {
    this.#log.follow();
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
