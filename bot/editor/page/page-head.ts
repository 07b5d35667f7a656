import { button, el, setAttributes, setText, show } from '../../browser/element.ts';
import { dateTimeText } from '../../browser/japan-time.ts';
import { pageLabels as words } from '../labels/page.ts';
import { shellLabels } from '../labels/shell.ts';
import { stateBadge } from '../list/list-item.ts';
import { formatRoute } from '../route.ts';
import type { PageItem, PageResponse } from '../wire-types.ts';

export interface PageHead {
  element: HTMLElement;
  update(state: HeadState): void;
}

export interface HeadState {
  page: PageResponse;
  state: PageItem['state'];
  title: string;
  dirty: boolean;
  saving: boolean;
}

interface Ports {
  save(): void;
  publish(): void;
  discard(): void;
}

const draftText = ({ draft }: PageResponse): string =>
  draft?.name == null || draft.savedAt === null
    ? ''
    : words.draftBy(shellLabels.san(draft.name), dateTimeText(draft.savedAt));

const savedText = ({ page, state, dirty, saving }: HeadState): string => {
  if (saving) return words.saving;
  if (dirty) return words.unsaved;
  return page.draft === null && state === 'served' ? words.served : words.saved;
};

/** What one can do with the text as a whole; always in sight. */
export const pageHead = (ports: Ports): PageHead => {
  const title = el('h2');
  const badge = el('span');
  const draft = el('span', { class: 'aside' });
  const saved = el('span', { class: 'saved', role: 'status' });
  const save = button(words.save, ports.save);
  setAttributes(save, { title: words.saveKeys, 'aria-keyshortcuts': 'Control+S' });
  const discard = button(words.discard, ports.discard, 'quiet');
  const publish = button(words.publish, ports.publish, 'primary');
  return {
    element: el(
      'div',
      { class: 'page-head' },
      el('a', { class: 'back', href: formatRoute({ screen: 'pages' }) }, words.back),
      title,
      el('div', { class: 'where' }, badge, saved, draft),
      el('div', { class: 'actions' }, discard, save, publish),
    ),
    update: (state) => {
      setText(title, state.title);
      badge.replaceChildren(stateBadge(state.state));
      setText(draft, draftText(state.page));
      setText(saved, savedText(state));
      setAttributes(saved, { 'data-dirty': state.dirty });
      show(discard, state.page.draft !== null);
    },
  };
};
