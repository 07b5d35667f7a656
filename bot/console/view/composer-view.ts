import { createInputMethodGuard } from '../input-method.ts';
import { customerName, labels } from '../labels.ts';
import type { Drafts } from '../state/drafts.ts';
import { permissionsFor } from '../state/permissions.ts';
import type { State } from '../state/state.ts';
import { el, setAttributes, setText, show } from './element.ts';

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

const controls = () => {
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
  return { field, label, hint, count, why, submit };
};

/** Where an agent writes: to the customer, or to colleagues only. The field always takes text, whoever may send it. */
export const composerView = (ports: ComposerPorts): ComposerView => {
  const { field, label, hint, count, why, submit } = controls();
  const choice = kindSwitch((kind) => switchTo(kind));
  const foot = el('div', { class: 'foot' }, hint, count, submit);
  const form = el(
    'form',
    { class: 'composer', 'aria-label': words.region },
    choice.element,
    label,
    field,
    why,
    foot,
  );
  const inputMethod = createInputMethodGuard();
  let kind: ComposerKind = 'reply';
  let bound = '';
  let last: State | null = null;

  const length = (): number => [...field.value.trim()].length;
  const blocked = (): string => (last === null ? '' : whyNot(last, kind, length()));

  const refresh = (): void => {
    if (last === null) return;
    const sending = last.open !== null && last.sending.has(last.open.id);
    const reply = kind === 'reply';
    field.readOnly = sending;
    setText(label, reply ? words.replyField : words.noteField);
    setText(hint, reply ? words.hint : words.noteHint);
    setText(why, blocked());
    show(why, blocked() !== '');
    setText(count, length() >= SHOW_COUNT_FROM ? words.length(length(), LIMIT) : '');
    setText(submit, sending ? words.sending : reply ? words.send : words.saveNote);
    // Not `disabled`: the button stays reachable, and pressing it says why nothing is sent.
    setAttributes(submit, { 'aria-disabled': sending || blocked() !== '' || length() === 0 ? 'true' : null });
    setAttributes(form, { 'data-kind': kind });
  };

  /** Puts the draft of what is open into the field, when something else was in it or the draft is gone. */
  const bind = (): void => {
    if (last?.open == null || last.agent === null) return;
    const key = { agentId: last.agent.id, conversationId: last.open.id, kind };
    const name = [key.agentId, key.kind, key.conversationId].join('/');
    const text = ports.drafts.text(key);
    if (name === bound && text === field.value) return;
    bound = name;
    field.value = text;
  };
  const switchTo = (next: ComposerKind): void => {
    kind = next;
    choice.check(kind);
    bind();
    refresh();
  };
  const send = (): void => {
    if (length() === 0) {
      setText(why, words.empty);
      show(why, true);
      field.focus();
      return;
    }
    if (blocked() === '') ports.send(kind);
    else field.focus();
  };

  field.addEventListener('input', () => {
    ports.typed(kind, field.value);
    refresh();
  });
  field.addEventListener('compositionend', ({ timeStamp }) => inputMethod.compositionEnded(timeStamp));
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || inputMethod.owns(event)) return;
    event.preventDefault();
    send();
  });
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
    update: (state) => {
      last = state;
      const view = state.open?.view;
      show(form, Boolean(view));
      if (view) setAttributes(field, { placeholder: kind === 'reply' ? customerName(view.customer) : null });
      bind();
      refresh();
    },
  };
};
