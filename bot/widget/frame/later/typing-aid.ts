import type { Choice, MaskType } from '../../../domain/conversation.ts';
import { mask } from '../../../policy/personal-data/mask.ts';
import { countCharacters, MAX_CHARACTERS } from '../graphemes.ts';
import { h } from '../view/h.ts';
import { labels, willMask } from './labels.ts';
import { Suggestions } from './suggestions.ts';

/** The counter appears when this many characters are left. */
const COUNT_FROM = 200;
/** What is left when it is read out: at every letter it would drown what is typed. */
const SAID_AT: ReadonlySet<number> = new Set([COUNT_FROM, 100, 50, 20, 10, 0]);
/** Pause in typing after which the text is looked through for personal data (ms). */
const LOOK_THROUGH_MS = 300;

export interface TypingPorts {
  field: HTMLTextAreaElement;
  /** Shows and says something of what is typed; '' takes it away. */
  remark(text: string): void;
  lookUp(query: string, signal: AbortSignal): Promise<readonly Choice[]>;
  pick(choice: Choice): void;
}

/** What is of use once somebody types: registered questions, the counter, the warning of personal data. */
export class TypingAid {
  /** To be put above the field, and under it. */
  readonly above: readonly HTMLElement[];
  readonly under: HTMLElement;
  readonly #counter = h('span', { id: 'counter' });
  readonly #said = h('span', { class: 'sr', role: 'status' });
  readonly #ports: TypingPorts;
  readonly #suggestions: Suggestions;
  #left = Number.POSITIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ports: TypingPorts) {
    this.#ports = ports;
    this.#suggestions = new Suggestions(ports.field, ports);
    this.above = [this.#suggestions.element, this.#suggestions.announcement];
    this.under = h('span', { class: 'counter' }, this.#counter, this.#said);
    ports.field.setAttribute('aria-describedby', 'keys counter');
  }

  /** The text has changed. @param composing a conversion is going on; null when nothing may be offered */
  typed(text: string, composing: boolean | null): void {
    this.#count(text);
    if (composing === null) this.#suggestions.close();
    else this.#suggestions.typed(text, composing);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ports.remark(willMask(this.#found(text))), LOOK_THROUGH_MS);
  }

  /** True when the key was used. */
  press(key: string): boolean {
    return this.#suggestions.press(key);
  }

  /** Nothing is offered any more. True when something was. */
  close(): boolean {
    const { open } = this.#suggestions;
    this.#suggestions.close();
    return open;
  }

  /** What was typed is on its way or gone. */
  done(): void {
    this.close();
    clearTimeout(this.#timer);
  }

  /** Says so, when it is. */
  refuses(text: string): boolean {
    const tooLong = countCharacters(text) > MAX_CHARACTERS;
    clearTimeout(this.#timer);
    if (tooLong) this.#ports.remark(labels.tooLongToSend);
    return tooLong;
  }

  #found(text: string): MaskType[] {
    return [...new Set(mask(text).found.map(({ type }) => type))];
  }

  #count(text: string): void {
    const left = MAX_CHARACTERS - countCharacters(text.trim());
    const over = left < 0;
    const shown = left > COUNT_FROM ? '' : over ? labels.tooLong(-left) : labels.remaining(left);
    const turned = over !== this.#left < 0;
    if (turned || (SAID_AT.has(left) && left < this.#left)) this.#said.textContent = shown;
    this.#left = left;
    this.#counter.textContent = shown;
    this.#counter.classList.toggle('over', over);
    this.#ports.field.setAttribute('aria-invalid', String(over));
  }
}
