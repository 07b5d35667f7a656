import type { Choice } from '../../../domain/conversation.ts';
import { ComposingGuard } from '../composing.ts';
import { MAX_CHARACTERS } from '../graphemes.ts';
import { labels } from '../labels.ts';
import type { Later } from '../load-later.ts';
import { button, drawings, h, icon } from './h.ts';

type TypingAid = InstanceType<Later['TypingAid']>;

export interface ComposerPorts {
  later(): Promise<Later>;
  /** Rejects when it could not be looked through for personal data; nothing was sent then. */
  send(text: string): Promise<void>;
  pick(choice: Choice): void;
  /** The draft is kept whenever it changes. */
  keep(draft: string): void;
  lookUp(query: string, signal: AbortSignal): Promise<readonly Choice[]>;
}

/** The field one types in: grows with its text. What else is of use while typing comes later. */
export class Composer {
  readonly element: HTMLElement;
  readonly #field: HTMLTextAreaElement;
  readonly #guard = new ComposingGuard();
  readonly #hints = h('div', { class: 'hints' }, h('span', { id: 'keys', class: 'keys' }, labels.keys));
  readonly #warning = h('p', { class: 'warning', role: 'status', hidden: '' });
  readonly #ports: ComposerPorts;
  #aid: TypingAid | null = null;
  #suggesting = true;

  constructor(ports: ComposerPorts) {
    this.#ports = ports;
    this.#field = h('textarea', {
      rows: '1',
      'aria-label': labels.message,
      'aria-describedby': 'keys',
      enterkeyhint: 'send',
      autocomplete: 'off',
    });
    const send = button(icon(drawings.send), () => void this.#send(), {
      class: 'send',
      'aria-label': labels.send,
    });
    const field = h('div', { class: 'field' }, this.#field, send);
    this.element = h('div', { class: 'composer' }, this.#warning, field, this.#hints);
    this.#listen();
  }

  focus(): void {
    this.#field.focus();
  }

  /** Puts a text into the field, before what is there already. */
  prepend(text: string): void {
    const present = this.#field.value;
    this.#field.value = present === '' ? text : `${text}\n${present}`;
    this.#changed();
  }

  /** Questions are offered only to who asks the bot something. */
  setAddressee(addressee: keyof typeof labels.placeholder): void {
    this.#field.placeholder = labels.placeholder[addressee];
    this.#suggesting = addressee === 'bot';
    if (!this.#suggesting) this.closeSuggestions();
  }

  /** True when there was something to close. */
  closeSuggestions(): boolean {
    return this.#aid?.close() === true;
  }

  #listen(): void {
    const field = this.#field;
    field.addEventListener('compositionstart', () => this.#guard.start());
    field.addEventListener('compositionend', (event) => this.#guard.end(event.timeStamp));
    field.addEventListener('input', () => this.#changed());
    field.addEventListener('blur', () => this.closeSuggestions());
    field.addEventListener('keydown', (event) => this.#pressed(event));
  }

  #pressed(event: KeyboardEvent): void {
    if (this.#guard.owns(event)) {
      // Safari: the late Enter would break the line, and Escape must not close the window.
      if (!event.isComposing && event.key === 'Enter') event.preventDefault();
      event.stopPropagation();
      return;
    }
    const plain = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
    if (plain && this.#aid?.press(event.key)) return event.preventDefault();
    if (!this.#guard.sends(event)) return;
    event.preventDefault();
    void this.#send();
  }

  #changed(): void {
    const text = this.#field.value;
    this.#ports.keep(text);
    this.#field.style.height = 'auto';
    this.#field.style.height = `${this.#field.scrollHeight}px`;
    if (this.#aid) this.#aid.typed(text, this.#suggesting ? this.#guard.composing : null);
    else if (text !== '') void this.#fetchAid();
  }

  /** Null when it cannot be had at present: the field works all the same. */
  async #fetchAid(): Promise<TypingAid | null> {
    const later = await this.#ports.later().catch(() => null);
    if (!later || this.#aid) return this.#aid;
    this.#aid = new later.TypingAid({
      field: this.#field,
      remark: (text) => this.#say(text),
      lookUp: (query, signal) => this.#ports.lookUp(query, signal),
      pick: (choice) => {
        this.#clear();
        this.#ports.pick(choice);
      },
    });
    this.element.prepend(...this.#aid.above);
    this.#hints.append(this.#aid.under);
    this.#changed();
    return this.#aid;
  }

  #say(warning: string): void {
    this.#warning.hidden = warning === '';
    this.#warning.textContent = warning;
  }

  async #send(): Promise<void> {
    const field = this.#field;
    const text = field.value.trim();
    if (text === '') return field.focus();
    // Not to be changed or sent a second time while it is looked through.
    if (field.readOnly) return;
    field.readOnly = true;
    try {
      if (text.length > MAX_CHARACTERS && (await this.#fetchAid())?.refuses(text) !== false) return;
      await this.#ports.send(text);
      this.#clear();
    } catch {
      this.#say(labels.notLookedThrough);
    } finally {
      field.readOnly = false;
    }
  }

  #clear(): void {
    this.#field.value = '';
    this.#changed();
    this.#aid?.done();
    this.#say('');
  }
}
