import type { Choice, QuickReply } from '../../domain/conversation.ts';
import type { ConversationClient, Snapshot } from './conversation-client.ts';
import type { Item, StandIn } from './items.ts';
import { labels } from './labels.ts';
import type { Later } from './load-later.ts';
import { screen } from './privacy.ts';
import { readDraft, writeDraft } from './session.ts';
import type { KeyValue } from './storage.ts';
import type { FaqRequest } from './wire-types.ts';
import { Composer } from './view/composer.ts';
import { DeskBar } from './view/desk-bar.ts';
import { h } from './view/h.ts';
import { Header } from './view/header.ts';
import type { LogActions } from './view/item.ts';
import { LogView } from './view/log.ts';
import { Strips } from './view/strips.ts';

export interface FramePorts {
  client: ConversationClient;
  storage: KeyValue;
  /** Address of the API, ending in `/`. */
  base: string;
  /** What is only needed once somebody types or something was said. */
  later(): Promise<Later>;
  sleep(ms: number): Promise<void>;
  lookUp(query: string, signal: AbortSignal): Promise<readonly Choice[]>;
  /** Answers a question outside any conversation. */
  ask(question: FaqRequest): Promise<{ replies: readonly StandIn[] }>;
  close(): void;
}

/** How long a passing remark stays (ms). Sane range 3–8 s: long enough to be read twice. */
const REMARK_MS = 5_000;
/** Pause before the second bundle is asked for again (ms). */
const LATER_AGAIN_MS = 2_000;

/** True while a button under the last answer leads to a person already. */
const offersPerson = (items: readonly Item[]): boolean =>
  items.some((item) => item.type === 'bot' && item.quickReplies.some(({ action }) => action === 'handoff'));

/** The bot has asked something and waits for the answer (intake). */
const asksBack = (items: readonly Item[]): boolean => {
  const last = items.findLast((item) => item.type !== 'customer' && item.type !== 'day');
  return last?.type === 'bot' && last.kind === 'dialogue';
};

/** The whole window: puts the parts together and hands what the customer does to the client. */
export class Frame {
  readonly #ports: FramePorts;
  readonly #header: Header;
  readonly #strips: Strips;
  readonly #log: LogView;
  readonly #desk: DeskBar;
  readonly #composer: Composer;
  readonly #remark = h('p', { class: 'remark', role: 'status' });
  readonly #element: HTMLElement;
  /** The frame covers the whole page: Tab must not lead to what lies under it. */
  #full = false;
  #draft = '';
  #later: Later | null = null;
  #standIns: InstanceType<Later['StandIns']> | null = null;
  #typing: InstanceType<Later['Typing']> | null = null;
  #attaching: InstanceType<Later['Attaching']> | null = null;
  #fetching = false;

  constructor(ports: FramePorts) {
    const { client, storage } = ports;
    this.#ports = ports;
    this.#header = new Header({
      close: () => ports.close(),
      copy: () => void this.#copy(),
      print: () => window.print(),
      startOver: () => client.startOver(),
    });
    this.#strips = new Strips(() => client.identify(null));
    const actions: LogActions = {
      choose: (choice) => this.#pick(choice),
      reply: (reply) => this.#reply(reply),
      giveFeedback: (seq, helpful) => void this.#try(client.giveFeedback(seq, helpful)),
      answerSurvey: (answer) => this.#try(client.answerSurvey(answer)),
      rewrite: (id) => this.#rewrite(client.takeBack(id)),
      client,
    };
    // There are no items before the second bundle is there, so that the empty element is never seen.
    this.#log = new LogView((item) => this.#later?.drawItem(item, actions) ?? h('div'));
    this.#desk = new DeskBar({
      askPerson: () => this.#try(client.handoff('request')),
      leaveQueue: () => this.#try(client.handoff('leave')),
    });
    this.#composer = new Composer({
      later: () => ports.later(),
      send: async (text) => client.send(await screen(text, () => ports.later())),
      pick: (choice) => this.#pick(choice),
      keep: (draft) => void this.#keep(draft),
      warnOf: async (text) => {
        const { masked } = await screen(text, () => ports.later());
        return masked.length > 0 ? (await ports.later()).willMask(masked) : '';
      },
      lookUp: (query, signal) => ports.lookUp(query, signal),
    });
    const bottom = h('div', { class: 'bottom' }, this.#remark, this.#desk.element, this.#composer.element);
    const parts = [this.#header.element, this.#strips.element, this.#log.element, bottom];
    this.#element = h('main', { class: 'frame', 'aria-label': labels.title }, ...parts);
    document.body.append(this.#element);
    document.addEventListener('keydown', (event) => this.#pressed(event));
    this.#composer.prepend(readDraft(storage));
  }

  draw(snapshot: Snapshot): void {
    const { desk, office, unkept } = snapshot;
    const items = this.#items(snapshot);
    const withBot = desk.state === 'bot' || desk.state === 'closed';
    const inDialogue = withBot && asksBack(items);
    // Nobody can be reached in an outage: that they are there now would be the wrong thing to say.
    this.#header.draw(unkept && office?.open ? null : office, withBot && items.length > 0);
    this.#strips.draw(snapshot, navigator.onLine);
    this.#log.draw(items, snapshot.notices, snapshot.answering);
    this.#typing?.draw(snapshot);
    this.#desk.draw(snapshot, inDialogue || offersPerson(items));
    this.#attaching?.draw(snapshot);
    this.#composer.setAddressee(inDialogue ? 'dialogue' : withBot ? 'bot' : 'person');
  }

  /** What was said; empty until the bundle that draws it is there, which is then fetched. */
  #items(snapshot: Snapshot): Item[] {
    const { sources } = snapshot;
    if (this.#later && this.#standIns) return this.#later.toItems(this.#standIns.complete(snapshot));
    if (sources.events.length + sources.outbox.length > 0) void this.#fetchLater();
    return [];
  }

  async #fetchLater(): Promise<void> {
    if (this.#fetching) return;
    this.#fetching = true;
    const { client, later, sleep } = this.#ports;
    this.#later = await later().catch(() => null);
    if (!this.#later) await sleep(LATER_AGAIN_MS);
    else {
      this.#begin(this.#later);
      this.#attaching = new this.#later.Attaching(client, this.#composer.element);
    }
    this.#fetching = false;
    this.draw(client.snapshot);
  }

  #begin({ StandIns, Typing }: Later): void {
    const { client, ask, storage, base } = this.#ports;
    this.#standIns = new StandIns({ ask, onChange: () => this.draw(client.snapshot) });
    this.#typing = new Typing({ storage, base, now: () => performance.now() });
    this.#desk.element.before(this.#typing.element);
  }

  /** An agent types. */
  hear(data: string): void {
    this.#typing?.hear(data);
  }

  /** Where typing goes on. On a phone the log, since the field would raise the keyboard over it. */
  shown(full: boolean): void {
    this.#full = full;
    if (matchMedia('(pointer: coarse)').matches) this.#log.focus();
    else this.#composer.focus();
  }

  #reply({ action, label }: QuickReply): void {
    if (action === 'handoff') void this.#try(this.#ports.client.handoff('request'));
    else this.#ports.client.send({ text: label, masked: [] });
  }

  #pick({ title, articleId }: Choice): void {
    this.#ports.client.send({ text: title, masked: [] }, articleId);
  }

  /** What nobody may keep is not kept here either: a draft is stored masked, and only the newest. */
  async #keep(draft: string): Promise<void> {
    this.#draft = draft;
    this.#typing?.typed(draft, this.#ports.client.snapshot);
    const screened = await screen(draft, () => this.#ports.later()).catch(() => null);
    if (screened && this.#draft === draft) writeDraft(this.#ports.storage, screened.text);
  }

  #rewrite(text: string): void {
    this.#composer.prepend(text);
    this.#composer.focus();
  }

  async #try(action: Promise<void>): Promise<void> {
    this.#log.follow();
    try {
      await action;
    } catch {
      this.#say(labels.notDone);
    }
  }

  async #copy(): Promise<void> {
    try {
      const { transcriptText } = await this.#ports.later();
      await navigator.clipboard.writeText(transcriptText(this.#items(this.#ports.client.snapshot)));
      this.#say(labels.copied);
    } catch {
      this.#say(labels.notCopied);
    }
  }

  #say(text: string): void {
    this.#remark.textContent = text;
    setTimeout(() => {
      if (this.#remark.textContent === text) this.#remark.textContent = '';
    }, REMARK_MS);
  }

  #pressed(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.isComposing) {
      if (!this.#composer.closeSuggestions() && !this.#header.closeMenu()) this.#ports.close();
    }
    if (event.key === 'Tab' && this.#full) this.#stayInside(event);
  }

  #stayInside(event: KeyboardEvent): void {
    const all = this.#element.querySelectorAll<HTMLElement>('a[href], button, textarea, [tabindex="0"]');
    const reachable = [...all].filter((each) => each.offsetParent !== null);
    const [from, to] = event.shiftKey
      ? [reachable.at(0), reachable.at(-1)]
      : [reachable.at(-1), reachable.at(0)];
    if (document.activeElement !== from) return;
    event.preventDefault();
    to?.focus();
  }
}
