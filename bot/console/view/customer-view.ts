import { dateTimeText, dayText, isoDateText, timeText } from '../../browser/japan-time.ts';
import { customerName, labels } from '../labels.ts';
import type { ConversationView, CustomerView, NoteView } from '../wire-types.ts';
import { outsideLink } from './blocks-view.ts';
import { button, el, show } from '../../browser/element.ts';
import type { ExplainedMessage } from './reason-view.ts';

const words = labels.customer;

const row = (term: string, value: Node | string | null): HTMLElement =>
  el(
    'div',
    {},
    el('dt', {}, term),
    el('dd', value === null ? { class: 'none' } : {}, value ?? words.skipped),
  );

const named = (names: Readonly<Record<string, string>>, id: string | null): string =>
  id === null ? words.unknown : (names[id] ?? id);

const identity = (customer: CustomerView): HTMLElement => {
  if (!customer.loggedIn) return el('dl', {}, row(words.loggedIn, words.no));
  const trial = customer.trialStartedOn;
  return el(
    'dl',
    {},
    row(words.name, customerName(customer)),
    row(words.company, customer.company ?? words.unknown),
    row(words.role, named(labels.roles, customer.role)),
    row(words.plan, named(labels.plans, customer.plan)),
    trial !== null && row(words.trial, isoDateText(trial)),
    row(words.loggedIn, words.yes),
  );
};

const intake = (answers: ConversationView['intake']): HTMLElement =>
  answers === null
    ? el('p', { class: 'none' }, words.noIntake)
    : el(
        'dl',
        {},
        row(words.subject, answers.subject),
        row(words.employeeNumber, answers.employeeNumber),
        row(words.pageUrl, answers.pageUrl === null ? null : outsideLink(answers.pageUrl)),
        row(words.whatWasDone, answers.whatWasDone),
      );

const isGuidance = (event: ConversationView['events'][number]): event is ExplainedMessage =>
  event.type === 'message' &&
  event.from === 'bot' &&
  ['answer', 'clarify', 'refuse', 'fallback'].includes(event.kind);

type Titles = ConversationView['articleTitles'];

const guidanceTitle = (message: ExplainedMessage, titles: Titles): string => {
  if (message.topic !== null) return labels.topics[message.topic];
  if (message.articleId !== null) return titles[message.articleId] ?? message.articleId;
  return message.choices.map(({ title }) => title).join('／') || message.wording.id;
};

const guidance = (
  { messages, titles }: { messages: readonly ExplainedMessage[]; titles: Titles },
  showEvent: (seq: number) => void,
): HTMLElement => {
  if (messages.length === 0) return el('p', { class: 'none' }, words.nothingOffered);
  const lines = messages.map((message) => {
    const jump = button(guidanceTitle(message, titles), () => showEvent(message.seq), 'link');
    jump.title = words.show;
    const helpful = message.helpful;
    return el(
      'li',
      {},
      el('span', { class: 'kind' }, labels.kinds[message.kind]),
      jump,
      helpful !== null &&
        el('span', { class: 'aside' }, helpful ? labels.message.helpful : labels.message.unhelpful),
    );
  });
  return el('ul', { class: 'guidance' }, ...lines);
};

const noteItem = (note: NoteView): HTMLElement =>
  el(
    'li',
    {},
    el(
      'header',
      {},
      el('strong', {}, note.agentName),
      el(
        'time',
        { datetime: note.at, title: dateTimeText(note.at) },
        `${dayText(note.at)} ${timeText(note.at)}`,
      ),
    ),
    el('p', { class: 'text' }, note.text),
  );

const notes = (list: readonly NoteView[]): HTMLElement =>
  list.length === 0
    ? el('p', { class: 'none' }, words.noNotes)
    : el('ol', { class: 'notes' }, ...list.map(noteItem));

const background = (view: Pick<ConversationView, 'openedAt' | 'pageUrl' | 'conversationId'>): HTMLElement =>
  el(
    'dl',
    {},
    row(words.openedAt, dateTimeText(view.openedAt)),
    view.pageUrl !== null && row(words.page, outsideLink(view.pageUrl)),
    row(words.conversationId, view.conversationId),
  );

interface Section {
  element: HTMLElement;
  update(view: ConversationView): void;
}

/** Built anew only when what it shows has changed, so that a selection in it survives every new message. */
const section = <T>(
  heading: string,
  pick: (view: ConversationView) => T,
  build: (picked: T) => HTMLElement,
): Section => {
  const element = el('section', {}, el('h3', {}, heading));
  let shown = '';
  return {
    element,
    update: (view) => {
      const picked = pick(view);
      const next = JSON.stringify(picked);
      if (next === shown) return;
      shown = next;
      element.replaceChildren(el('h3', {}, heading), build(picked));
    },
  };
};

export interface CustomerPorts {
  /** Moves to a line of the transcript. */
  showEvent(seq: number): void;
  /** On narrower screens the pane lies over the conversation and is put away again. */
  fold(): void;
}

/** Who the customer is, what they answered before, what the bot told them, and what colleagues noted. */
export const customerPane = ({
  showEvent,
  fold,
}: CustomerPorts): { element: HTMLElement; update(view: ConversationView | null): void } => {
  const sections = [
    section(words.identity, (view) => view.customer, identity),
    section(words.intake, (view) => view.intake, intake),
    section(words.notes, (view) => view.notes, notes),
    section(
      words.offered,
      ({ events, articleTitles }) => ({ messages: events.filter(isGuidance), titles: articleTitles }),
      (offered) => guidance(offered, showEvent),
    ),
    section(
      words.about,
      ({ openedAt, pageUrl, conversationId }) => ({ openedAt, pageUrl, conversationId }),
      background,
    ),
  ];
  const element = el(
    'aside',
    { class: 'details', 'aria-label': words.region },
    el('header', {}, el('h2', {}, words.region), button(words.fold, fold, 'fold')),
    ...sections.map((each) => each.element),
  );
  return {
    element,
    update: (view) => {
      show(element, view !== null);
      if (view !== null) for (const each of sections) each.update(view);
    },
  };
};
