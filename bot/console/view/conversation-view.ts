import { isoDateText } from '../../browser/japan-time.ts';
import { customerName, labels } from '../labels.ts';
import { mayRead, permissionsFor } from '../state/permissions.ts';
import { formatRoute } from '../state/route.ts';
import type { OpenConversation, Refusal, State } from '../state/state.ts';
import type { ConversationView } from '../wire-types.ts';
import { badgeView } from './badge-view.ts';
import { composerView, type ComposerPorts, type ComposerView } from './composer-view.ts';
import { button, el, setAttributes, setText, show } from '../../browser/element.ts';
import { sharedLabels } from '../../browser/labels.ts';
import { badgeOf } from './state-badge.ts';
import { transcriptView, type TranscriptPorts } from './transcript-view.ts';

export interface ConversationPorts extends ComposerPorts, TranscriptPorts {
  /** Whether the customer's column is unfolded; on wide screens it always shows. */
  detailsShown(): boolean;
  claim(): void;
  release(): void;
  transfer(): void;
  close(): void;
  toggleDetails(): void;
  dismissRefusal(): void;
  /** Milliseconds of the server's clock. */
  now(): number;
}

export interface ConversationPane {
  element: HTMLElement;
  composer: ComposerView;
  /** The button that unfolds the customer's column; takes the focus when it is folded. */
  detailsToggle: HTMLElement;
  update(state: State): void;
}

const words = labels.conversation;

const refusalText = (refusal: Refusal): string => {
  switch (refusal.code) {
    case 'customer-wrote':
      return labels.refusal['customer-wrote'][refusal.doing];
    case 'already-claimed':
      return labels.refusal['already-claimed'](refusal.ownerName);
    case 'not-sent':
      return labels.refusal['not-sent'](refusal.reason);
  }
};

const actionBar = (ports: ConversationPorts) => {
  const claim = button(words.claim, ports.claim, 'primary');
  const release = button(words.release, ports.release);
  const transfer = button(words.transfer, ports.transfer);
  const close = button(words.close, ports.close);
  const details = button(words.details, ports.toggleDetails, 'details-toggle');
  const element = el('div', { class: 'actions' }, claim, release, transfer, close, details);
  return {
    element,
    details,
    update: (state: State, view: ConversationView): void => {
      if (state.agent === null) return;
      const may = permissionsFor(view, state.agent);
      show(claim, may.claim);
      show(release, may.handOn);
      show(transfer, may.handOn);
      show(close, may.close);
      const count = view.notes.length;
      setText(details, count === 0 ? words.details : words.detailsWithNotes(count));
      setAttributes(details, { 'aria-expanded': String(ports.detailsShown()) });
    },
  };
};

const titleBar = (ports: ConversationPorts) => {
  const back = el('a', { class: 'back', 'aria-label': words.back }, '‹');
  const name = el('h2', { tabindex: -1 });
  const company = el('p', { class: 'company' });
  const badge = badgeView();
  const owner = el('span', { class: 'owner' });
  const closesOn = el('p', { class: 'closes-on' });
  const actions = actionBar(ports);
  const who = el(
    'div',
    { class: 'title' },
    name,
    company,
    el('p', { class: 'standing' }, badge.element, owner),
  );
  const element = el('header', { class: 'conversation-head' }, back, who, actions.element, closesOn);
  return {
    element,
    heading: name,
    detailsToggle: actions.details,
    update: (state: State, view: ConversationView): void => {
      setAttributes(back, { href: formatRoute({ list: state.route.list, conversationId: null }) });
      setText(name, customerName(view.customer));
      setText(company, view.customer.company ?? '');
      badge.update(badgeOf(view, { now: ports.now(), staffed: state.staffed }));
      const mine = view.agentId === state.agent?.id;
      const held = view.agentName !== null && view.state !== 'waiting';
      setText(owner, held ? (mine ? labels.state.ownerSelf : labels.state.owner(view.agentName ?? '')) : '');
      setText(closesOn, view.closesOn === null ? '' : labels.state.closesOn(isoDateText(view.closesOn)));
      show(closesOn, view.closesOn !== null);
      actions.update(state, view);
    },
  };
};

const placeholderText = (open: OpenConversation | null, agent: State['agent']): string => {
  // Without a conversation the list beside it says so.
  if (!mayRead(agent)) return open === null ? '' : labels.lists.notForRole;
  if (open === null) return words.none;
  if (open.failure === 'not-found') return words.notFound;
  if (open.failure === 'unavailable') return words.unavailable;
  return open.view === null ? words.loading : '';
};

const refusalBar = (dismiss: () => void) => {
  const text = el('p');
  const element = el(
    'div',
    { class: 'refusal', role: 'alert' },
    text,
    button(sharedLabels.dismiss, dismiss, 'quiet'),
  );
  return {
    element,
    update: (refusal: Refusal | undefined): void => {
      show(element, refusal !== undefined);
      setText(text, refusal === undefined ? '' : refusalText(refusal));
    },
  };
};

const mayReply = ({ open, agent }: State): boolean =>
  open?.view != null && agent !== null && permissionsFor(open.view, agent).reply;

/** The focus falls to the page when its button goes, as after claiming; then what comes next gets it. */
const focusKeeper = (pane: HTMLElement, composer: ComposerView, heading: HTMLElement) => {
  let shownId: string | null = null;
  return (state: State, focused: Element | null): void => {
    const gone = pane.contains(focused) && focused?.closest('[hidden]') != null;
    const opened = state.open?.view != null && state.open.id !== shownId;
    shownId = state.open?.view == null ? null : state.open.id;
    if (gone && mayReply(state)) composer.focus('reply');
    // Also on a phone, where the list and the pressed link in it gave way to the conversation.
    else if (gone || (opened && focused === document.body)) heading.focus({ preventScroll: true });
  };
};

/** The middle of the console: one conversation, what may be done with it, and the field to write in. */
export const conversationPane = (ports: ConversationPorts): ConversationPane => {
  const title = titleBar(ports);
  const transcript = transcriptView(ports);
  const composer = composerView(ports);
  const refusal = refusalBar(ports.dismissRefusal);
  const typing = el('p', { class: 'typing', role: 'status' });
  const placeholder = el('p', { class: 'placeholder', role: 'status' });
  const body = el(
    'div',
    { class: 'conversation-body' },
    title.element,
    transcript.element,
    typing,
    refusal.element,
    composer.element,
  );
  const element = el('section', { class: 'conversation', 'aria-label': words.region }, placeholder, body);
  const keepFocus = focusKeeper(body, composer, title.heading);

  return {
    element,
    composer,
    detailsToggle: title.detailsToggle,
    update: (state) => {
      const { open } = state;
      // Asked before anything is hidden: the first layout after that would already take the focus away.
      const focused = document.activeElement;
      const text = placeholderText(open, state.agent);
      setText(placeholder, text);
      show(placeholder, text !== '');
      show(body, open?.view != null);
      composer.update(state);
      if (open?.view == null) {
        transcript.update({ id: '', events: [], freshAfter: null });
        keepFocus(state, focused);
        return;
      }
      const refused = state.refusals.get(open.id);
      refusal.update(refused);
      title.update(state, open.view);
      setText(typing, state.typing.has(open.id) ? labels.conversation.typing : '');
      transcript.know(open.view.articleTitles);
      const freshAfter = refused?.code === 'customer-wrote' ? refused.after : null;
      transcript.update({ id: open.id, events: open.view.events, freshAfter });
      keepFocus(state, focused);
    },
  };
};
