import type { Choice, QuickReply } from '../../domain/conversation.ts';
import type { ConversationClient } from './conversation-client.ts';
import type { StandIn } from './items.ts';
import { labels } from './labels.ts';
import type { Said } from './later/talk.ts';
import type { Later } from './load-later.ts';
import { screen } from './privacy.ts';
import { readDraft, readSound, writeDraft, writeSound } from './session.ts';
import type { Snapshot } from './snapshot.ts';
import type { KeyValue } from './storage.ts';
import type { FaqRequest } from './wire-types.ts';
import type { Appearance } from '../protocol.ts';
import { applyAppearance } from './view/appearance.ts';
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

const nothing: Said = { anything: false, offersPerson: false, asksBack: false };

/** What the buttons under an answer ask of the desk. */
const handoffs = {
  handoff: 'request',
  'leave-queue': 'leave',
  'tell-at-opening': 'tell-at-opening',
} as const;

/** The whole window: puts the parts together and hands what the customer does to the client. */
export class Frame {
  readonly #ports: FramePorts;
  readonly #header: Header;
  readonly #strips: Strips;
  readonly #log = new LogView();
  readonly #actions: LogActions;
  readonly #desk: DeskBar;
  readonly #composer: Composer;
  readonly #remark = h('p', { class: 'remark', role: 'status' });
  readonly #element: HTMLElement;
  /** The frame covers the whole page: Tab must not lead to what lies under it. */
  #full = false;
  #draft = '';
  #talk: InstanceType<Later['Talk']> | null = null;
  #fetching = false;

  constructor(ports: FramePorts) {
    const { client, storage } = ports;
    this.#ports = ports;
    this.#header = new Header({
      close: () => ports.close(),
      copy: () => void this.#copy(),
      print: () => void this.#print(),
      sound: () => this.#turnSound(!readSound(storage)),
      startOver: () => void this.#startOver(),
    });
    this.#strips = new Strips(storage, {
      goOnAnonymously: () => client.identify(null),
      dismissed: () => this.#log.focus(),
    });
    this.#actions = {
      choose: (choice) => this.#pick(choice),
      reply: (reply) => this.#reply(reply),
      giveFeedback: (seq, helpful) => void this.#try(client.giveFeedback(seq, helpful)),
      answerSurvey: (answer) => this.#try(client.answerSurvey(answer)),
      rewrite: (id) => this.#rewrite(client.takeBack(id)),
      client,
    };
    this.#desk = new DeskBar({
      askPerson: () => this.#try(client.handoff('request')),
      leaveQueue: () => this.#try(client.handoff('leave')),
    });
    this.#composer = new Composer({
      later: () => ports.later(),
      send: async (text) => client.send(await screen(text, () => ports.later())),
      pick: (choice) => this.#pick(choice),
      keep: (draft) => void this.#keep(draft),
      lookUp: (query, signal) => ports.lookUp(query, signal),
    });
    const bottom = h('div', { class: 'bottom' }, this.#remark, this.#desk.element, this.#composer.element);
    const parts = [this.#header.element, this.#strips.element, this.#log.element, bottom];
    this.#element = h('main', { class: 'frame', 'aria-labelledby': 'title' }, ...parts);
    document.body.append(this.#element);
    document.addEventListener('keydown', (event) => this.#pressed(event));
    this.#composer.prepend(readDraft(storage));
    this.#header.drawSound(readSound(storage));
  }

  draw(snapshot: Snapshot): void {
    const focused = document.activeElement;
    this.#draw(snapshot);
    // A button that is not offered any more takes the focus with it: reading goes on where it led to.
    if (focused?.isConnected === false) this.#log.focus();
  }

  #draw(snapshot: Snapshot): void {
    const { desk, office, aheadMs, unkept, reachable, sources } = snapshot;
    if (sources.events.length + sources.outbox.length > 0) void this.#fetchTalk();
    const said = this.#talk?.draw(snapshot) ?? nothing;
    const withBot = desk.state === 'bot' || desk.state === 'closed';
    const inDialogue = withBot && said.asksBack;
    // Nobody can be reached in an outage: that they are there now would be the wrong thing to say.
    const known = unkept && office?.open ? null : office;
    this.#header.draw({ office: known, aheadMs }, said.anything, withBot && reachable);
    this.#strips.draw(snapshot);
    this.#log.drawNotices(snapshot.notices);
    this.#desk.draw(snapshot, inDialogue || said.offersPerson);
    this.#composer.setAddressee(inDialogue ? 'dialogue' : withBot ? 'bot' : 'person');
  }

  /** What was said is drawn by the second bundle. */
  async #fetchTalk(): Promise<void> {
    if (this.#talk || this.#fetching) return;
    this.#fetching = true;
    const { client, later, sleep } = this.#ports;
    const bundle = await later().catch(() => null);
    const ports = { ...this.#ports, onChange: () => this.draw(client.snapshot) };
    const places = { log: this.#log, desk: this.#desk.element, composer: this.#composer.element };
    if (bundle) this.#talk = new bundle.Talk(places, this.#actions, ports);
    else await sleep(LATER_AGAIN_MS);
    this.#fetching = false;
    this.draw(client.snapshot);
  }

  /** An agent types. */
  hear(data: string): void {
    this.#talk?.hear(data);
  }

  /** How the host page wants it to look. */
  wear(appearance: Appearance): void {
    applyAppearance(appearance);
    this.#header.name(appearance.title);
    this.#log.greet(appearance.greeting);
  }

  /** Somebody has said something while nobody looked. */
  ring(): void {
    if (readSound(this.#ports.storage)) void this.#chime();
  }

  /** Where typing goes on. On a phone the heading, since the field would raise the keyboard over all. */
  shown(full: boolean): void {
    this.#full = full;
    this.#talk?.shown();
    if (matchMedia('(pointer: coarse)').matches) this.#header.focus();
    else this.#composer.focus();
  }

  #reply({ action, label }: QuickReply): void {
    const { client } = this.#ports;
    if (action === 'send' || action === 'skip') return client.send({ text: label, masked: [] });
    void this.#try(client.handoff(handoffs[action]));
  }

  #pick({ title, articleId }: Choice): void {
    this.#ports.client.send({ text: title, masked: [] }, articleId);
  }

  /** What nobody may keep is not kept here either: a draft is stored masked, and only the newest. */
  async #keep(draft: string): Promise<void> {
    this.#draft = draft;
    this.#talk?.typed(draft, this.#ports.client.snapshot);
    const screened = await screen(draft, () => this.#ports.later()).catch(() => null);
    if (screened && this.#draft === draft) writeDraft(this.#ports.storage, screened.text);
  }

  #rewrite(text: string): void {
    this.#composer.prepend(text);
    this.#composer.focus();
  }

  async #try(action: Promise<void>): Promise<void> {
    this.#talk?.follow();
    try {
      await action;
    } catch {
      this.#say(labels.notDone);
    }
  }

  /** The second bundle has the looks on paper. */
  async #print(): Promise<void> {
    await this.#ports.later().catch(() => null);
    window.print();
  }

  async #startOver(): Promise<void> {
    const later = await this.#ports.later().catch(() => null);
    if (!(await later?.asksToStartOver())) return;
    this.#ports.client.startOver();
    this.#composer.focus();
  }

  #turnSound(on: boolean): void {
    writeSound(this.#ports.storage, on);
    this.#header.drawSound(on);
    this.#say(on ? labels.soundOn : labels.soundOff);
    // So that it is known from then on, and the browser has seen that it was asked for.
    if (on) void this.#chime();
  }

  async #chime(): Promise<void> {
    const later = await this.#ports.later().catch(() => null);
    await later?.chime();
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.#talk?.text ?? '');
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
