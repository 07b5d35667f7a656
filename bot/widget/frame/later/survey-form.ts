import type { MaskType } from '../../../domain/conversation.ts';
import { mask } from '../../../policy/personal-data/mask.ts';
import { countCharacters } from '../graphemes.ts';
import { h } from '../view/h.ts';
import type { SurveyRequest } from '../wire-types.ts';
import { labels, willMask } from './labels.ts';

/** Longest comment, as on the server. */
const MAX_CHARACTERS = 500;
/** Pause in typing after which the comment is looked through for personal data. As in the field below. */
const LOOK_THROUGH_MS = 300;

const { survey: words } = labels;

/** The optional comment, with what is to be said of it. */
class Comment {
  readonly element: HTMLElement;
  readonly #field: HTMLTextAreaElement;
  readonly #counter: HTMLElement;
  readonly #remark = h('p', { class: 'warning', role: 'status', hidden: '' });
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(id: string) {
    this.#counter = h('span', { id: `${id}-counter`, class: 'aside' });
    this.#field = h('textarea', {
      id: `${id}-comment`,
      rows: '2',
      'aria-describedby': `${id}-counter`,
      autocomplete: 'off',
      oninput: () => this.#changed(),
    });
    this.element = h(
      'div',
      { class: 'comment' },
      h('label', { for: `${id}-comment` }, words.comment),
      h('div', { class: 'field' }, this.#field),
      this.#counter,
      this.#remark,
    );
    this.#count();
  }

  /** Masked, as everything that leaves the browser; null when it is too long, which is then said. */
  take(): string | null {
    const text = this.#field.value.trim();
    if (countCharacters(text) <= MAX_CHARACTERS) return mask(text).text;
    clearTimeout(this.#timer);
    this.#say(words.tooLong(MAX_CHARACTERS));
    this.#field.focus();
    return null;
  }

  #changed(): void {
    this.#count();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#say(willMask(this.#found())), LOOK_THROUGH_MS);
  }

  #found(): MaskType[] {
    return [...new Set(mask(this.#field.value).found.map(({ type }) => type))];
  }

  #count(): void {
    const count = countCharacters(this.#field.value.trim());
    this.#counter.textContent = words.length(count, MAX_CHARACTERS);
    this.#counter.classList.toggle('over', count > MAX_CHARACTERS);
    this.#field.setAttribute('aria-invalid', String(count > MAX_CHARACTERS));
  }

  #say(remark: string): void {
    this.#remark.hidden = remark === '';
    this.#remark.textContent = remark;
    if (remark !== '') this.#grown();
  }

  /** What appears below must not push the button out of sight; where not both have room, the field stays. */
  #grown(): void {
    this.element.nextElementSibling?.scrollIntoView({ block: 'nearest' });
    this.#field.scrollIntoView({ block: 'nearest' });
  }
}

const scale = (id: string, onchoice: (score: number) => void): HTMLElement =>
  h(
    'div',
    { class: 'scale' },
    ...words.scores.map((label, index) => {
      const onchange = (): void => onchoice(index + 1);
      return h(
        'label',
        {},
        h('input', { type: 'radio', name: id, value: String(index + 1), onchange }),
        h('span', {}, label),
      );
    }),
  );

/**
 * The survey (N7): five grades, and once one is chosen an optional comment and the button. It stands in
 * the log like anything that was said, takes no focus and blocks nothing. Once it was answered the log
 * draws the thanks in its place; until then a failed attempt leaves everything as it was written.
 */
export const surveyForm = (id: string, answer: (given: SurveyRequest) => Promise<void>): HTMLElement => {
  const comment = new Comment(id);
  const send = h('button', { class: 'ask' }, words.send);
  let score = 0;
  let sending = false;

  const busy = (now: boolean): void => {
    sending = now;
    send.textContent = now ? words.sending : words.send;
    send.setAttribute('aria-disabled', String(now));
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const text = sending || score === 0 ? null : comment.take();
    if (text === null) return;
    busy(true);
    await answer({ score, ...(text === '' ? {} : { comment: text }) });
    busy(false);
  };
  const choose = (chosen: number): void => {
    score = chosen;
    // Only now, so that a question that is passed over stays small.
    if (!send.isConnected) form.append(comment.element, send);
    send.scrollIntoView({ block: 'nearest' });
  };
  const grades = h('fieldset', {}, h('legend', {}, words.legend), scale(id, choose));
  const form = h('form', { class: 'survey', onsubmit: (event) => void submit(event) }, grades);
  return form;
};
