import type { Choice } from '../../../domain/conversation.ts';
import { ComposingGuard } from '../composing.ts';
import { countCharacters, MAX_CHARACTERS } from '../graphemes.ts';
import { labels } from '../labels.ts';
import type { Later } from '../load-later.ts';
import { button, drawings, h, icon } from './h.ts';

/** The counter appears when this many characters are left. */
const COUNT_FROM = 200;
/** Pause in typing after which the text is looked through for personal data. */
const LOOK_THROUGH_MS = 300;

export interface ComposerPorts {
  later(): Promise<Later>;
  /** Rejects when it could not be looked through for personal data; nothing was sent then. */
  send(text: string): Promise<void>;
  pick(choice: Choice): void;
  /** The draft is kept whenever it changes. */
  keep(draft: string): void;
  /** What to say of personal data in it, '' when there is none. */
  warnOf(text: string): Promise<string>;
  lookUp(query: string, signal: AbortSignal): Promise<readonly Choice[]>;
}

/** The field one types in: grows with its text, counts, warns of personal data, offers questions. */
export class Composer {
  readonly element: HTMLElement;
  readonly #field: HTMLTextAreaElement;
  readonly #guard = new ComposingGuard();
  #suggestions: InstanceType<Later['Suggestions']> | null = null;
  readonly #counter = h('span', { id: 'counter', class: 'counter', role: 'status' });
  readonly #warning = h('p', { class: 'warning', role: 'status', hidden: '' });
  readonly #ports: ComposerPorts;
  #suggesting = true;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ports: ComposerPorts) {
    this.#ports = ports;
    this.#field = h('textarea', {
      rows: '1',
      'aria-label': labels.message,
      'aria-describedby': 'keys counter',
      enterkeyhint: 'send',
      autocomplete: 'off',
    });
    const send = button(icon(drawings.send), () => void this.#send(), {
      class: 'send',
      'aria-label': labels.send,
    });
    const under = h(
      'div',
      { class: 'hints' },
      h('span', { id: 'keys', class: 'keys' }, labels.keys),
      this.#counter,
    );
    this.element = h(
      'div',
      { class: 'composer' },
      this.#warning,
      h('div', { class: 'field' }, this.#field, send),
      under,
    );
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
    if (!this.#suggesting) this.#suggestions?.close();
  }

  /** True when there was something to close. */
  closeSuggestions(): boolean {
    const open = this.#suggestions?.open === true;
    this.#suggestions?.close();
    return open;
  }

  #listen(): void {
    const field = this.#field;
    field.addEventListener('compositionstart', () => this.#guard.start());
    field.addEventListener('compositionend', (event) => this.#guard.end(event.timeStamp));
    field.addEventListener('input', () => this.#changed());
    field.addEventListener('input', () => void this.#offerSuggestions(), { once: true });
    field.addEventListener('blur', () => this.#suggestions?.close());
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
    if (plain && this.#suggestions?.press(event.key)) return event.preventDefault();
    if (!this.#guard.sends(event)) return;
    event.preventDefault();
    void this.#send();
  }

  #changed(): void {
    const text = this.#field.value;
    this.#ports.keep(text);
    this.#grow();
    this.#count(text);
    this.#suggest();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#warn(), LOOK_THROUGH_MS);
  }

  #grow(): void {
    this.#field.style.height = 'auto';
    this.#field.style.height = `${this.#field.scrollHeight}px`;
  }

  #count(text: string): void {
    const left = MAX_CHARACTERS - countCharacters(text.trim());
    const over = left < 0;
    this.#counter.textContent =
      left > COUNT_FROM ? '' : over ? labels.tooLong(-left) : labels.remaining(left);
    this.#counter.classList.toggle('over', over);
    this.#field.setAttribute('aria-invalid', String(over));
  }

  /** Without the second bundle the field works all the same, only without suggestions. */
  async #offerSuggestions(): Promise<void> {
    const later = await this.#ports.later().catch(() => null);
    if (!later) return;
    this.#suggestions = new later.Suggestions(this.#field, {
      lookUp: (query, signal) => this.#ports.lookUp(query, signal),
      pick: (choice) => {
        this.#clear();
        this.#ports.pick(choice);
      },
    });
    this.element.prepend(this.#suggestions.element, this.#suggestions.announcement);
    this.#suggest();
  }

  #suggest(): void {
    if (this.#suggesting) this.#suggestions?.typed(this.#field.value, this.#guard.composing);
  }

  async #warn(): Promise<void> {
    this.#say(await this.#ports.warnOf(this.#field.value).catch(() => ''));
  }

  #say(warning: string): void {
    this.#warning.hidden = warning === '';
    this.#warning.textContent = warning;
  }

  async #send(): Promise<void> {
    const field = this.#field;
    const text = field.value.trim();
    if (text === '') return field.focus();
    if (countCharacters(text) > MAX_CHARACTERS) return this.#say(labels.tooLongToSend);
    // Not to be changed or sent a second time while it is looked through.
    if (field.readOnly) return;
    field.readOnly = true;
    try {
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
    this.#suggestions?.close();
    clearTimeout(this.#timer);
    this.#say('');
  }
}
