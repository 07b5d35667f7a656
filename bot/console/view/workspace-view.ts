import type { State } from '../state/state.ts';
import { conversationPane, type ConversationPane, type ConversationPorts } from './conversation-view.ts';
import { customerPane } from './customer-view.ts';
import { el, setAttributes, show } from '../../browser/element.ts';
import { headerView, type HeaderPorts } from './header-view.ts';
import { listView, type ListPorts, type ListView } from './list-view.ts';

export interface WorkspacePorts {
  header: HeaderPorts;
  list: ListPorts;
  conversation: Omit<ConversationPorts, 'toggleDetails' | 'detailsShown'>;
}

export interface Workspace {
  element: HTMLElement;
  list: ListView;
  conversation: ConversationPane;
  toggleDetails(): void;
  update(state: State): void;
}

/** Moves to a line of the transcript and puts the focus there, so that reading goes on from it. */
const showEvent = (seq: number): void => {
  const line = document.getElementById(`event-${seq}`);
  line?.scrollIntoView({ block: 'center' });
  line?.focus({ preventScroll: true });
};

/**
 * Three columns: list, conversation, customer. On narrower screens the customer is laid over the
 * conversation when asked for, and on a phone one column is shown at a time; the style sheet does
 * that by `data-details` and `data-open`.
 */
export const workspaceView = (ports: WorkspacePorts): Workspace => {
  let detailsShown = false;
  let last: State | null = null;
  const unfold = (shown: boolean): void => {
    detailsShown = shown;
    columns.dataset['details'] = shown ? 'shown' : 'folded';
    if (last !== null) conversation.update(last);
  };
  const toggleDetails = (): void => unfold(!detailsShown);
  const header = headerView(ports.header);
  const list = listView(ports.list);
  const conversation = conversationPane({
    ...ports.conversation,
    toggleDetails,
    detailsShown: () => detailsShown,
  });
  const customer = customerPane({
    showEvent: (seq) => {
      unfold(false);
      showEvent(seq);
    },
    fold: () => {
      unfold(false);
      conversation.detailsToggle.focus();
    },
  });
  const columns = el(
    'main',
    { class: 'columns', 'data-details': 'folded' },
    list.element,
    conversation.element,
    customer.element,
  );
  const element = el('div', { class: 'workspace' }, header.element, columns);
  let openId: string | null = null;
  return {
    element,
    list,
    conversation,
    toggleDetails,
    update: (state) => {
      show(element, state.phase === 'logged-in');
      const id = state.open?.id ?? null;
      if (id !== openId) unfold(false);
      openId = id;
      last = state;
      setAttributes(columns, { 'data-open': id !== null });
      header.update(state);
      list.update(state);
      conversation.update(state);
      customer.update(state.open?.view ?? null);
    },
  };
};
