import { createInputMethodGuard } from '../input-method.ts';
import { customerWithHonorific, labels } from '../labels.ts';
import type { Drafts } from '../state/drafts.ts';
import { permissionsFor } from '../state/permissions.ts';
import type { State } from '../state/state.ts';
import { el, setAttributes, setText, show } from '../../browser/element.ts';

/** What the field can be for. */
export type ComposerKind = 'reply' | 'note';

export interface ComposerPorts {
  drafts: Drafts;
  typed(kind: ComposerKind, text: string): void;
  send(kind: ComposerKind): void;
}

export interface ComposerView {
  element: HTMLElement;
  update(state: State): void;
  focus(kind: ComposerKind): void;
}

/** promises.md, "Input": a message has 1 to 1,000 characters. The server counts after normalising, so it decides. */
const LIMIT = 1_000;
/** From here on the count is shown; before, it is noise. 500–1,000. */
const SHOW_COUNT_FROM = 800;

const words = labels.composer;
const kinds = ['reply', 'note'] as const;

const whyNot = (state: State, kind: ComposerKind, length: number): string => {
  const view = state.open?.view;
  if (!view || state.agent === null) return '';
  if (length > LIMIT) return words.tooLong(LIMIT);
  const why = kind === 'reply' ? permissionsFor(view, state.agent).whyNoReply : null;
  if (why === null) return '';
  const owner = view.agentName ?? labels.message.from.agent;
  return {
    'claim-first': words.claimFirst,
    owned: words.ownedBy(owner),
    closed: words.closed,
    'with-bot': words.withBot,
  }[why];
};

/** The name in the empty field is the last guard against writing to the wrong customer. */
const placeholder = ({ open }: State, kind: ComposerKind): string =>
  kind === 'reply' && open?.view
    ? words.placeholder(customerWithHonorific(open.view.customer))
    : words.notePlaceholder;

const kindSwitch = (choose: (kind: ComposerKind) => void) => {
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

interface Controls {
  form: HTMLFormElement;
  field: HTMLTextAreaElement;
  label: HTMLElement;
  hint: HTMLElement;
  count: HTMLElement;
  why: HTMLElement;
  submit: HTMLButtonElement;
}

const controls = (kindChoice: HTMLElement): Controls => {
  const field = el('textarea', {
    id: 'composer-text',
    rows: 3,
    'aria-describedby': 'composer-hint composer-why',
  });
  const label = el('label', { for: 'composer-text' });
  const hint = el('p', { id: 'composer-hint', class: 'hint' });
  const count = el('p', { class: 'count', 'aria-live': 'polite' });
  const why = el('p', { id: 'composer-why', class: 'why', role: 'status' });
  const submit = el('button', { type: 'submit', class: 'primary' });
  const foot = el('div', { class: 'foot' }, hint, count, submit);
  const form = el(
    'form',
    { class: 'composer', 'aria-label': words.region },
    kindChoice,
    label,
    field,
    why,
    foot,
  );
  return { form, field, label, hint, count, why, submit };
};

const lengthOf = (field: HTMLTextAreaElement): number => [...field.value.trim()].length;

const submitText = (kind: ComposerKind, sending: boolean): string => {
  if (sending) return words.sending;
  return kind === 'reply' ? words.send : words.saveNote;
};

const paint = (
  { form, field, label, hint, count, why, submit }: Controls,
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
  setText(why, blocked);
  show(why, blocked !== '');
  setText(count, length >= SHOW_COUNT_FROM ? words.length(length, LIMIT) : '');
  setText(submit, submitText(kind, sending));
  // Not `disabled`: the button stays reachable, and pressing it says why nothing is sent.
  setAttributes(submit, { 'aria-disabled': sending || blocked !== '' || length === 0 ? 'true' : null });
  setAttributes(form, { 'data-kind': kind });
};

/**
 * Puts the draft of what is open into the field: when something else was in it, or when the draft is
 * gone because it was sent. Otherwise the field leads; another tab's typing must not replace it.
 */
const draftBinding = (
  field: HTMLTextAreaElement,
  drafts: Drafts,
): ((state: State, kind: ComposerKind) => void) => {
  let bound = '';
  return ({ open, agent }, kind) => {
    if (open === null || agent === null) return;
    const name = [agent.id, kind, open.id].join('/');
    const text = drafts.text({ agentId: agent.id, conversationId: open.id, kind });
    if (name === bound && text !== '') return;
    bound = name;
    if (field.value !== text) field.value = text;
  };
};

/** Ctrl+Enter and ⌘+Enter send; Enter alone is a new line, and what belongs to an input method is left to it. */
const sendByKey = (field: HTMLTextAreaElement, send: () => void): void => {
  const inputMethod = createInputMethodGuard();
  field.addEventListener('compositionend', ({ timeStamp }) => inputMethod.compositionEnded(timeStamp));
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || inputMethod.owns(event)) return;
    event.preventDefault();
    send();
  });
};

/** Where an agent writes: to the customer, or to colleagues only. The field always takes text, whoever may send it. */
export const composerView = (ports: ComposerPorts): ComposerView => {
  const choice = kindSwitch((kind) => switchTo(kind));
  const parts = controls(choice.element);
  const { form, field, why } = parts;
  const bind = draftBinding(field, ports.drafts);
  let kind: ComposerKind = 'reply';
  let state: State | null = null;

  const refresh = (): void => {
    if (state === null) return;
    bind(state, kind);
    paint(parts, state, kind);
  };
  const switchTo = (next: ComposerKind): void => {
    kind = next;
    choice.check(kind);
    refresh();
  };
  const send = (): void => {
    if (state === null) return;
    const empty = lengthOf(field) === 0;
    if (!empty && whyNot(state, kind, lengthOf(field)) === '') {
      ports.send(kind);
      return;
    }
    if (empty) setText(why, words.empty);
    show(why, true);
    field.focus();
  };

  field.addEventListener('input', () => {
    ports.typed(kind, field.value);
    refresh();
  });
  sendByKey(field, send);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  choice.check(kind);

  return {
    element: form,
    focus: (next) => {
      switchTo(next);
      field.focus();
    },
    update: (next) => {
      state = next;
      show(form, next.open?.view != null);
      refresh();
    },
  };
};
