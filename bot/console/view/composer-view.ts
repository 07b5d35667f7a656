import { createInputMethodGuard } from '../input-method.ts';
import type { Drafts } from '../state/drafts.ts';
import type { State } from '../state/state.ts';
import { controls, kindSwitch, lengthOf, paint, whyNot, type ComposerKind } from './composer-controls.ts';
import { setText, show } from '../../browser/element.ts';
import { labels } from '../labels.ts';

export interface ComposerPorts {
  drafts: Drafts;
  typed(kind: ComposerKind, text: string): void;
  send(kind: ComposerKind): void;
  /** Opens the list of approved texts. */
  texts(): void;
}

export interface ComposerView {
  element: HTMLElement;
  update(state: State): void;
  focus(kind: ComposerKind): void;
  /** Puts a text into the reply where the cursor is, and the cursor behind it. */
  insert(text: string): void;
}

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
const actByKey = (field: HTMLTextAreaElement, acts: Readonly<Record<string, () => void>>): void => {
  const inputMethod = createInputMethodGuard();
  field.addEventListener('compositionend', ({ timeStamp }) => inputMethod.compositionEnded(timeStamp));
  field.addEventListener('keydown', (event) => {
    const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined;
    if (!act || !(event.ctrlKey || event.metaKey) || inputMethod.owns(event)) return;
    event.preventDefault();
    act();
  });
};

/** Where an agent writes: to the customer, or to colleagues only. The field always takes text, whoever may send it. */
export const composerView = (ports: ComposerPorts): ComposerView => {
  const choice = kindSwitch((kind) => switchTo(kind));
  const parts = controls(choice.element, ports.texts);
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
    if (empty) setText(why, labels.composer.empty);
    show(why, true);
    field.focus();
  };

  field.addEventListener('input', () => {
    ports.typed(kind, field.value);
    refresh();
  });
  actByKey(field, { Enter: send, '/': ports.texts });
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
    insert: (text) => {
      switchTo('reply');
      const before = field.value.slice(0, field.selectionStart);
      const gap = before === '' || before.endsWith('\n') ? '' : '\n';
      field.setRangeText(`${gap}${text}`, field.selectionStart, field.selectionEnd, 'end');
      ports.typed(kind, field.value);
      refresh();
      field.focus();
    },
    update: (next) => {
      state = next;
      show(form, next.open?.view != null);
      refresh();
    },
  };
};
