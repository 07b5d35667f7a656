import type { Choice, QuickReply } from '../../../domain/conversation.ts';
import type {
  AgentItem,
  AttachmentItem,
  BotItem,
  CustomerItem,
  Item,
  RedactionRule,
  SurveyItem,
} from '../items.ts';
import { columnList } from '../later/column-list.ts';
import { labels, maskNames } from '../later/labels.ts';
import { thumbnail, type PictureSource } from '../later/thumbnail.ts';
import { surveyForm } from '../later/survey-form.ts';
import type { SurveyRequest } from '../wire-types.ts';
import { blocks, inlines } from '../../../browser/blocks.ts';
import { button, drawings, h, icon } from './h.ts';

/** What a customer can do from within the log. */
export interface LogActions {
  choose(choice: Choice): void;
  reply(reply: QuickReply): void;
  giveFeedback(seq: number, helpful: boolean): void;
  /** Settles when it was answered or has failed. */
  answerSurvey(answer: SurveyRequest): Promise<void>;
  rewrite(clientMessageId: string): void;
  /** Where pictures are read. */
  client: PictureSource;
}

const time = ({ at, time: shown }: { at: string; time: string }): Node | null =>
  shown === '' ? null : h('time', { datetime: at }, shown);

const removed = (rule: RedactionRule): Node => h('p', { class: 'removed' }, labels.redacted[rule]);

const customer = (item: CustomerItem, actions: LogActions): Node[] => {
  const said = item.redacted ? removed(item.redacted) : h('p', { class: 'said' }, item.text);
  const bubble = h('div', { class: 'bubble' }, h('span', { class: 'sr' }, `${labels.you}：`), said);
  const under: (Node | null)[] = [time(item)];
  if (item.delivery === 'sending') under.push(h('span', { class: 'late' }, labels.sending));
  if (item.delivery === 'waiting') under.push(h('span', {}, labels.waitingToSend));
  if (item.delivery === 'unkept') under.push(h('span', {}, labels.waitingToKeep));
  if (item.delivery === 'refused') {
    const rewrite = button(labels.rewrite, () => actions.rewrite(item.key), { class: 'plain' });
    under.push(h('span', { class: 'problem' }, labels.refusedToSend), rewrite);
  }
  const masked = item.masked.length > 0 && !item.redacted;
  const note = masked ? h('p', { class: 'aside' }, labels.masked(maskNames(item.masked))) : null;
  return [bubble, h('div', { class: 'under' }, ...under), ...(note ? [note] : [])];
};

const attached = (item: AttachmentItem, { client }: LogActions): Node => {
  const { kind, picture, columns, redacted } = item;
  if (redacted) return h('p', { class: 'removed' }, labels.attachment.redacted(kind, redacted));
  return picture ? thumbnail(picture, client) : columnList(columns ?? []);
};

const attachment = (item: AttachmentItem, actions: LogActions): Node[] => {
  const own = h('span', { class: 'sr' }, `${labels.you}：`);
  const bubble = h('div', { class: `bubble ${item.kind}` }, own, attached(item, actions));
  const note =
    item.masked.length > 0 ? h('p', { class: 'aside' }, labels.masked(maskNames(item.masked))) : null;
  return [bubble, h('div', { class: 'under' }, time(item)), ...(note ? [note] : [])];
};

/** What sends: who double-clicks everything means it once. */
const once =
  (act: () => void) =>
  (press: Event): void => {
    if (!(press instanceof UIEvent && press.detail > 1)) act();
  };

const choiceList = (item: BotItem, actions: LogActions): Node | null => {
  if (item.choices.length === 0) return null;
  const heading = item.kind === 'answer' ? h('p', { class: 'heading' }, labels.relatedQuestions) : null;
  const choices = item.choices.map((choice) =>
    h(
      'li',
      {},
      button(
        choice.title,
        once(() => actions.choose(choice)),
        { class: 'choice' },
      ),
    ),
  );
  return h('div', { class: 'choices' }, heading, h('ul', { 'aria-label': labels.choices }, ...choices));
};

const feedback = (item: BotItem, actions: LogActions): Node | null => {
  const { seq } = item;
  if (item.feedback === null || seq === null) return null;
  if (item.feedback !== 'asked') return h('p', { class: 'feedback' }, labels.feedbackThanks[item.feedback]);
  return h(
    'div',
    { class: 'feedback', role: 'group', 'aria-label': labels.feedback },
    button(labels.helpful, () => actions.giveFeedback(seq, true), { class: 'small' }),
    button(labels.unhelpful, () => actions.giveFeedback(seq, false), { class: 'small' }),
  );
};

const quickReplies = (item: BotItem, actions: LogActions): Node | null => {
  if (item.quickReplies.length === 0) return null;
  const replies = item.quickReplies.map((reply) =>
    button(
      reply.label,
      once(() => actions.reply(reply)),
      { class: 'chip' },
    ),
  );
  return h('div', { class: 'chips', role: 'group', 'aria-label': labels.quickReplies }, ...replies);
};

const bot = (item: BotItem, actions: LogActions): Node[] => {
  const who = h('div', { class: 'who' }, icon(drawings.window), h('span', {}, labels.bot), time(item));
  const card = h('div', { class: 'card' }, ...blocks(item.blocks), choiceList(item, actions));
  const passing = item.standIn ? h('p', { class: 'aside' }, labels.standIn) : null;
  const after = [passing, feedback(item, actions), quickReplies(item, actions)];
  return [who, card, ...after.filter((each) => each !== null)];
};

const agent = (item: AgentItem): Node[] => {
  const initial = h('span', { class: 'initial', 'aria-hidden': 'true' }, item.agentName.slice(0, 1));
  const who = h('div', { class: 'who' }, initial, h('span', {}, labels.agent(item.agentName)), time(item));
  const said = item.redacted ? removed(item.redacted) : h('p', { class: 'said' }, ...inlines(item.content));
  const masked = item.masked.length > 0 && !item.redacted;
  const note = masked ? h('p', { class: 'aside' }, labels.maskedByAgent) : null;
  return [who, h('div', { class: 'card' }, said), ...(note ? [note] : [])];
};

const surveyGiven = ({ score, comment, masked, redacted }: NonNullable<SurveyItem['given']>): Node[] => {
  const lines: Node[] = [h('p', { class: 'aside' }, labels.survey.given(score))];
  if (redacted) lines.push(removed(redacted));
  if (comment) lines.push(h('p', { class: 'said' }, comment));
  if (masked.length > 0 && !redacted) {
    lines.push(h('p', { class: 'aside' }, labels.masked(maskNames(masked))));
  }
  return lines;
};

const survey = ({ seq, blocks: said, given }: SurveyItem, actions: LogActions): Node[] => {
  const rest = given
    ? surveyGiven(given)
    : [surveyForm(`survey-${seq}`, (answer) => actions.answerSurvey(answer))];
  return [h('div', { class: 'card' }, ...blocks(said), ...rest)];
};

const content = (item: Item, actions: LogActions): Node[] => {
  switch (item.type) {
    case 'day':
      return [h('span', {}, item.label)];
    case 'customer':
      return customer(item, actions);
    case 'attachment':
      return attachment(item, actions);
    case 'bot':
      return bot(item, actions);
    case 'agent':
      return agent(item);
    case 'status':
      return [...blocks(item.blocks)];
    case 'survey':
      return survey(item, actions);
  }
};

/** One thing of the log as it is drawn. What the customer sent looks like what they wrote. */
export const drawItem = (item: Item, actions: LogActions): HTMLElement =>
  h(
    'div',
    { class: `item ${item.type === 'attachment' ? 'customer' : item.type}` },
    ...content(item, actions),
  );
