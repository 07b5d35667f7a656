import { createInputMethodGuard } from '../input-method.ts';
import { labels } from '../labels.ts';
import type { AgentText } from '../wire-types.ts';
import { el, setAttributes, setText } from '../../browser/element.ts';
import { openDialog } from '../../browser/modal.ts';

const words = labels.dialogs.texts;

/** Pause in typing after which is searched. Milliseconds, 100–400. */
const PAUSE_MS = 200;
const LIST_ID = 'texts-list';

export interface TextsPorts {
  /** The approved texts for a search. */
  lookUp(query: string): Promise<readonly AgentText[]>;
  insert(text: string): void;
}

/** The list that the field controls: the focus stays in the field, arrows mark, Enter takes what is marked. */
const choiceList = (take: (text: AgentText) => void) => {
  const element = el('ul', { id: LIST_ID, role: 'listbox', 'aria-label': words.list });
  let texts: readonly AgentText[] = [];
  let marked = 0;
  const option = (text: AgentText, at: number): HTMLElement => {
    const item = el(
      'li',
      { id: `${LIST_ID}-${at}`, role: 'option' },
      el('span', { class: 'kind' }, words.kinds[text.kind]),
      el('strong', {}, text.title),
      el('p', { class: 'text' }, text.text),
    );
    // The focus must not leave the field before the click is done.
    item.addEventListener('mousedown', (event) => event.preventDefault());
    item.addEventListener('click', () => take(text));
    return item;
  };
  const mark = (at: number): void => {
    marked = Math.max(0, Math.min(at, texts.length - 1));
    for (const [index, item] of [...element.children].entries()) {
      setAttributes(item, { 'aria-selected': String(index === marked) });
      if (index === marked) item.scrollIntoView({ block: 'nearest' });
    }
  };
  return {
    element,
    show: (next: readonly AgentText[]): void => {
      texts = next;
      element.replaceChildren(...texts.map(option));
      mark(0);
    },
    move: (step: 1 | -1): void => mark(marked + step),
    get marked(): AgentText | undefined {
      return texts[marked];
    },
    get markedId(): string | null {
      return texts.length === 0 ? null : `${LIST_ID}-${marked}`;
    },
  };
};

const searchField = (): HTMLInputElement =>
  el('input', {
    type: 'search',
    id: 'texts-search',
    role: 'combobox',
    autocomplete: 'off',
    maxlength: 200,
    placeholder: words.placeholder,
    'aria-controls': LIST_ID,
    'aria-expanded': 'true',
    'aria-autocomplete': 'list',
  });

/** Searches approved texts and puts one into the reply. Nothing is sent by it. */
export const showTexts = ({ lookUp, insert }: TextsPorts): void => {
  const { dialog, body } = openDialog(words.heading, 'texts');
  const guard = createInputMethodGuard();
  const field = searchField();
  const state = el('p', { class: 'hint', role: 'status' });
  const take = (text: AgentText): void => {
    dialog.close();
    insert(text.text);
  };
  const list = choiceList(take);
  let newest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const search = async (): Promise<void> => {
    newest += 1;
    const own = newest;
    const found = await lookUp(field.value.trim()).catch(() => null);
    if (own !== newest) return;
    setText(state, found === null ? words.failed : words.count(found.length));
    list.show(found ?? []);
    setAttributes(field, { 'aria-activedescendant': list.markedId });
  };
  const pressed = (event: KeyboardEvent): void => {
    if (guard.owns(event)) return;
    if (event.key === 'Enter' && list.marked) take(list.marked);
    else if (event.key === 'ArrowDown') list.move(1);
    else if (event.key === 'ArrowUp') list.move(-1);
    else return;
    event.preventDefault();
    setAttributes(field, { 'aria-activedescendant': list.markedId });
  };

  field.addEventListener('compositionend', ({ timeStamp }) => guard.compositionEnded(timeStamp));
  field.addEventListener('keydown', pressed);
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void search(), PAUSE_MS);
  });
  body.append(
    el('label', { for: 'texts-search' }, words.search),
    field,
    el('p', { class: 'hint' }, words.hint),
    list.element,
    state,
  );
  dialog.showModal();
  field.focus();
  void search();
};
