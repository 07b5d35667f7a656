import { dateTimeText, timeText } from '../../browser/japan-time.ts';
import { labels } from '../labels.ts';
import type {
  AgentEventView,
  AttachmentEvent,
  StatusEvent,
  SurveyAsked,
  SurveyEvent,
  WrittenMessage,
} from '../wire-types.ts';
import { attachmentContent } from './attachment-view.ts';
import { blockNodes } from './blocks-view.ts';
import { button, el } from '../../browser/element.ts';
import type { ItemView } from './keyed-list.ts';
import { reasonView, type ExplainedMessage, type TitleOf } from './reason-view.ts';

export interface EventPorts {
  redact(seq: number): void;
  titleOf: TitleOf;
  /** Where the bytes of a picture of this conversation are. */
  pictureAddress(pictureId: string): string;
}

const timeElement = (iso: string): HTMLElement =>
  el('time', { datetime: iso, title: dateTimeText(iso) }, timeText(iso));

const head = (name: string, event: AgentEventView, ...more: (Node | null)[]): HTMLElement =>
  el('header', {}, el('strong', { class: 'who' }, name), timeElement(event.at), ...more);

const redactButton = (
  event: WrittenMessage | SurveyEvent | AttachmentEvent,
  name: string,
  redact: EventPorts['redact'],
): HTMLElement => {
  const element = button(labels.message.redact, () => redact(event.seq), 'quiet redact');
  element.setAttribute('aria-label', labels.message.redactOf(name, timeText(event.at)));
  return element;
};

const maskedLine = ({ masked }: Pick<WrittenMessage, 'masked'>): HTMLElement | null => {
  const kinds = masked.map((type) => labels.maskTypes[type]).join('、');
  return masked.length === 0 ? null : el('p', { class: 'aside' }, labels.message.masked(kinds));
};

const writtenMessage = (event: WrittenMessage, ports: EventPorts): HTMLElement => {
  const name = event.from === 'agent' ? event.agentName : labels.message.from.customer;
  if (event.redacted !== null) {
    return el(
      'article',
      { class: `message ${event.from}` },
      head(name, event),
      el('p', { class: 'removed' }, labels.message.redacted[event.redacted]),
    );
  }
  return el(
    'article',
    { class: `message ${event.from}` },
    head(name, event, redactButton(event, name, ports.redact)),
    el('p', { class: 'text' }, event.text),
    maskedLine(event),
  );
};

const choiceList = ({ choices }: ExplainedMessage): HTMLElement | null =>
  choices.length === 0
    ? null
    : el(
        'div',
        { class: 'choices' },
        el('p', {}, labels.message.choices),
        el('ul', {}, ...choices.map(({ title }) => el('li', {}, title))),
      );

const botMessage = (event: ExplainedMessage, { titleOf }: EventPorts): HTMLElement =>
  el(
    'article',
    { class: 'message bot' },
    head(labels.message.from.bot, event, el('span', { class: 'kind' }, labels.kinds[event.kind])),
    el('div', { class: 'blocks' }, ...blockNodes(event.blocks)),
    choiceList(event),
    event.helpful !== null &&
      el('p', { class: 'aside' }, event.helpful ? labels.message.helpful : labels.message.unhelpful),
    reasonView(event, titleOf),
  );

const surveyComment = (event: SurveyEvent): (HTMLElement | null)[] => {
  if (event.redacted !== null) {
    return [el('p', { class: 'removed' }, labels.message.redacted[event.redacted])];
  }
  if (event.comment === null) return [el('p', { class: 'aside' }, labels.survey.noComment)];
  return [el('p', { class: 'text' }, event.comment), maskedLine(event)];
};

const survey = (event: SurveyEvent, ports: EventPorts): HTMLElement => {
  const name = labels.message.from.customer;
  const removable = event.comment !== null && event.redacted === null;
  return el(
    'article',
    { class: 'message customer' },
    head(
      name,
      event,
      el('span', { class: 'kind' }, labels.survey.heading),
      removable ? redactButton(event, name, ports.redact) : null,
    ),
    el('p', {}, labels.survey.score(event.score)),
    ...surveyComment(event),
  );
};

const attachment = (event: AttachmentEvent, ports: EventPorts): HTMLElement => {
  const name = labels.message.from.customer;
  const removable = event.redacted === null;
  return el(
    'article',
    { class: 'message customer' },
    head(
      name,
      event,
      el('span', { class: 'kind' }, labels.attachment.kinds[event.kind]),
      removable ? redactButton(event, name, ports.redact) : null,
    ),
    attachmentContent(event, ports.pictureAddress),
    maskedLine(event),
  );
};

/** What happened, and what the customer was told of it. */
const happening = (event: StatusEvent | SurveyAsked, what: string): HTMLElement =>
  el(
    'div',
    { class: 'status' },
    el('p', {}, what, ' ', timeElement(event.at)),
    event.blocks.length > 0 &&
      el(
        'details',
        { class: 'shown' },
        el('summary', {}, labels.message.shown),
        el('div', { class: 'blocks' }, ...blockNodes(event.blocks)),
      ),
  );

/** Feedback and removals have no line of their own: they are shown at the message they speak of. */
export const hasLine = (event: AgentEventView): boolean =>
  event.type !== 'feedback' && event.type !== 'redacted';

const content = (event: AgentEventView, ports: EventPorts): HTMLElement => {
  if (event.type === 'status') return happening(event, labels.happened(event));
  if (event.type === 'survey-asked') return happening(event, labels.survey.asked);
  if (event.type === 'survey') return survey(event, ports);
  if (event.type === 'attachment') return attachment(event, ports);
  if (event.type !== 'message') return el('div');
  return event.from === 'bot' ? botMessage(event, ports) : writtenMessage(event, ports);
};

/** What may change about an event that is shown already. */
const changing = (event: AgentEventView): string => {
  if (event.type === 'survey' || event.type === 'attachment') return String(event.redacted);
  if (event.type !== 'message') return '';
  return event.from === 'bot' ? String(event.helpful) : String(event.redacted);
};

export const eventView = (first: AgentEventView, ports: EventPorts): ItemView<AgentEventView> => {
  const element = el(
    'li',
    { id: `event-${first.seq}`, 'data-seq': first.seq, tabindex: -1 },
    content(first, ports),
  );
  let shown = changing(first);
  return {
    element,
    update: (event) => {
      if (changing(event) === shown) return;
      shown = changing(event);
      element.replaceChildren(content(event, ports));
    },
  };
};
