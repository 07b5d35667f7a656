import type { Choice } from '../../../domain/conversation.ts';
import { labels } from './labels.ts';
import { suggestQuery } from './suggest-query.ts';
import { h } from '../view/h.ts';

/** Pause in typing after which is looked up. Sane range 100–300 ms. */
const PAUSE_MS = 160;
const LIST_ID = 'suggestions';

export interface SuggestionPorts {
  /** Registered questions near `query`, best first. Rejects when aborted or unreachable. */
  lookUp(query: string, signal: AbortSignal): Promise<readonly Choice[]>;
  pick(choice: Choice): void;
}

/**
 * Registered questions offered while typing, as a list box that the text field controls. The field
 * keeps the focus; arrows mark an entry and Enter picks the marked one. Nothing is marked unless an
 * arrow was pressed, so that Enter goes on sending what was typed.
 */
export class Suggestions {
  readonly element: HTMLElement;
  /** Says how many there are; the list itself is not read out while typing. */
  readonly announcement = h('div', { class: 'sr', role: 'status' });
  readonly #field: HTMLTextAreaElement;
  readonly #ports: SuggestionPorts;
  #choices: readonly Choice[] = [];
  #marked = -1;
  #request = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #query: string | null = null;

  constructor(field: HTMLTextAreaElement, ports: SuggestionPorts) {
    this.#field = field;
    this.#ports = ports;
    this.element = h('div', { id: LIST_ID, class: 'suggestions', role: 'listbox', hidden: '' });
    this.element.setAttribute('aria-label', labels.suggestions);
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-haspopup', 'listbox');
    field.setAttribute('aria-controls', LIST_ID);
  }

  get open(): boolean {
    return this.#choices.length > 0;
  }

  /** The text has changed. An answer to an older text is dropped. */
  typed(text: string, composing: boolean): void {
    const query = suggestQuery(text, composing);
    if (query === this.#query) return;
    this.#query = query;
    this.#stop();
    if (query === null) this.#show([]);
    else this.#timer = setTimeout(() => void this.#lookUp(query), PAUSE_MS);
  }

  close(): void {
    this.#stop();
    this.#query = null;
    this.#show([]);
  }

  /** Takes arrows, and Enter on a marked entry. True when the key was used. */
  press(key: string): boolean {
    if (!this.open) return false;
    if (key === 'ArrowDown' && this.#atEnd()) return this.#mark(this.#marked + 1);
    if (key === 'ArrowUp' && this.#marked >= 0) return this.#mark(this.#marked - 1);
    const marked = this.#choices[this.#marked];
    if (key !== 'Enter' || !marked) return false;
    this.#pick(marked);
    return true;
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#request.abort();
  }

  async #lookUp(query: string): Promise<void> {
    this.#request = new AbortController();
    const { signal } = this.#request;
    const choices = await this.#ports.lookUp(query, signal).catch(() => []);
    if (!signal.aborted) this.#show(choices);
  }

  /** In the middle of several lines an arrow moves the caret, as it should. */
  #atEnd(): boolean {
    return this.#marked >= 0 || this.#field.selectionStart === this.#field.value.length;
  }

  #show(choices: readonly Choice[]): void {
    if (choices.length === 0 && !this.open) return;
    this.#choices = choices;
    this.element.replaceChildren(...choices.map((choice, index) => this.#option(choice, index)));
    this.element.hidden = choices.length === 0;
    this.announcement.textContent = choices.length > 0 ? labels.suggestionCount(choices.length) : '';
    this.#mark(-1);
  }

  #option(choice: Choice, index: number): HTMLElement {
    const option = h(
      'div',
      { id: `${LIST_ID}-${index}`, role: 'option', 'aria-selected': 'false' },
      choice.title,
    );
    // Pressing must not take the focus away from the field, where a conversion may be going on.
    option.addEventListener('mousedown', (event) => event.preventDefault());
    option.addEventListener('click', () => this.#pick(choice));
    return option;
  }

  #mark(index: number): true {
    this.#marked = Math.min(index, this.#choices.length - 1);
    for (const [at, option] of [...this.element.children].entries()) {
      option.setAttribute('aria-selected', String(at === this.#marked));
      if (at === this.#marked) option.scrollIntoView({ block: 'nearest' });
    }
    if (this.#marked < 0) this.#field.removeAttribute('aria-activedescendant');
    else this.#field.setAttribute('aria-activedescendant', `${LIST_ID}-${this.#marked}`);
    return true;
  }

  #pick(choice: Choice): void {
    this.close();
    this.#ports.pick(choice);
  }
}
