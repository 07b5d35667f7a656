import { isoDateText } from '../../browser/japan-time.ts';
import { customerWithHonorific, labels } from '../labels.ts';
import { permissionsFor } from '../state/permissions.ts';
import type { State } from '../state/state.ts';
import { button, el, setAttributes, setText, show } from '../../browser/element.ts';

/** What the field can be for. */
export type ComposerKind = 'reply' | 'note';

/** promises.md, "Input": a message has 1 to 1,000 characters. The server counts after normalising, so it decides. */
const LIMIT = 1_000;
/** From here on the count is shown; before, it is noise. 500–1,000. */
const SHOW_COUNT_FROM = 800;

const words = labels.composer;
const kinds = ['reply', 'note'] as const;

export const whyNot = (state: State, kind: ComposerKind, length: number): string => {
  const view = state.open?.view;
  if (!view || state.agent === null) return '';
  if (length > LIMIT) return words.tooLong(LIMIT);
  const why = kind === 'reply' ? permissionsFor(view, state.agent).whyNoReply : null;
  if (why === null) return '';
  const owner = view.agentName ?? labels.message.from.agent;
  return {
    'claim-first': words.claimFirst,
    owned: words.ownedBy(owner),
    'take-over': words.takeOver(owner),
    closed: words.closed,
    'with-bot': words.withBot,
  }[why];
};

/** The name in the empty field is the last guard against writing to the wrong customer. */
const placeholder = ({ open }: State, kind: ComposerKind): string =>
  kind === 'reply' && open?.view
    ? words.placeholder(customerWithHonorific(open.view.customer))
    : words.notePlaceholder;

/** Known before the answer is sent, as the customer is told of it right after (N6). */
const closingText = ({ open, agent, closesOnIfAnswered }: State, kind: ComposerKind): string => {
  const mine = open?.view?.state === 'claimed' && open.view.agentId === agent?.id;
  return kind === 'reply' && mine && closesOnIfAnswered !== null
    ? words.closesOn(isoDateText(closesOnIfAnswered))
    : '';
};

export const kindSwitch = (choose: (kind: ComposerKind) => void) => {
  const radios = new Map(
    kinds.map((kind) => [
      kind,
      el('input', { type: 'radio', name: 'composer-kind', id: `composer-${kind}`, value: kind }),
    ]),
  );
  for (const [kind, radio] of radios) radio.addEventListener('change', () => choose(kind));
  const options = [...radios].map(([kind, radio]) =>
    el('label', { for: `composer-${kind}` }, radio, words[kind]),
  );
  const element = el(
    'fieldset',
    { class: 'kinds' },
    el('legend', { class: 'sr-only' }, words.kinds),
    ...options,
  );
  const check = (kind: ComposerKind): void => {
    const radio = radios.get(kind);
    if (radio) radio.checked = true;
  };
  return { element, check };
};

export interface Controls {
  form: HTMLFormElement;
  field: HTMLTextAreaElement;
  label: HTMLElement;
  hint: HTMLElement;
  count: HTMLElement;
  why: HTMLElement;
  submit: HTMLButtonElement;
  texts: HTMLButtonElement;
  closing: HTMLElement;
}

export const controls = (kindChoice: HTMLElement, openTexts: () => void): Controls => {
  const field = el('textarea', {
    id: 'composer-text',
    rows: 3,
    'aria-describedby': 'composer-hint composer-closing composer-why',
  });
  const label = el('label', { for: 'composer-text' });
  const hint = el('p', { id: 'composer-hint', class: 'hint' });
  const count = el('p', { class: 'count', 'aria-live': 'polite' });
  const why = el('p', { id: 'composer-why', class: 'why', role: 'status' });
  const submit = el('button', { type: 'submit', class: 'primary' });
  const closing = el('p', { id: 'composer-closing', class: 'closing' });
  const texts = button(words.texts, openTexts);
  const foot = el(
    'div',
    { class: 'foot' },
    el('div', { class: 'hints' }, hint, closing),
    count,
    texts,
    submit,
  );
  const form = el(
    'form',
    { class: 'composer', 'aria-label': words.region },
    kindChoice,
    label,
    field,
    why,
    foot,
  );
  return { form, field, label, hint, count, why, submit, texts, closing };
};

export const lengthOf = (field: HTMLTextAreaElement): number => [...field.value.trim()].length;

const submitText = (kind: ComposerKind, sending: boolean): string => {
  if (sending) return words.sending;
  return kind === 'reply' ? words.send : words.saveNote;
};

export const paint = (
  { form, field, label, hint, count, why, submit, texts, closing }: Controls,
  state: State,
  kind: ComposerKind,
): void => {
  const sending = state.open !== null && state.sending.has(state.open.id);
  const length = lengthOf(field);
  const blocked = whyNot(state, kind, length);
  field.readOnly = sending;
  setAttributes(field, { placeholder: placeholder(state, kind) });
  setText(label, kind === 'reply' ? words.replyField : words.noteField);
  setText(hint, kind === 'reply' ? words.hint : words.noteHint);
  setText(closing, closingText(state, kind));
  show(texts, kind === 'reply');
  setText(why, blocked);
  show(why, blocked !== '');
  setText(count, length >= SHOW_COUNT_FROM ? words.length(length, LIMIT) : '');
  setText(submit, submitText(kind, sending));
  // Not `disabled`: the button stays reachable, and pressing it says why nothing is sent.
  setAttributes(submit, { 'aria-disabled': sending || blocked !== '' || length === 0 ? 'true' : null });
  setAttributes(form, { 'data-kind': kind });
};
