import type { z } from 'zod';
import type { Picture } from '../../domain/attachment.ts';
import type { Conversation, ConversationEvent } from '../../domain/conversation.ts';
import type { Reply } from '../../domain/reply.ts';
import { feedbackOn } from '../../conversation/features/feedback.ts';
import { redactionOf } from '../../domain/redaction.ts';
import type {
  agentMessageView,
  attachmentView,
  AgentEventView,
  BotMessageView,
  customerMessageView,
  EventView,
  FaqResponse,
  surveyView,
} from '../wire.ts';

type Of<Type extends ConversationEvent['type']> = Extract<ConversationEvent, { type: Type }>;

const place = ({ seq, at }: ConversationEvent): { seq: number; at: string } => ({ seq, at });

const customerMessage = (
  event: Of<'customer-message'>,
  within: Conversation,
): z.infer<typeof customerMessageView> => ({
  ...place(event),
  type: 'message',
  from: 'customer',
  clientMessageId: event.clientMessageId,
  text: event.text,
  masked: event.masked,
  redacted: redactionOf(within.events, event.seq),
});

const agentMessage = (
  event: Of<'agent-message'>,
  within: Conversation,
): z.infer<typeof agentMessageView> => ({
  ...place(event),
  type: 'message',
  from: 'agent',
  clientMessageId: event.clientMessageId,
  agentName: event.agentName,
  text: event.text,
  masked: event.masked,
  redacted: redactionOf(within.events, event.seq),
});

const botMessage = (event: Of<'bot-message'>, within: Conversation): BotMessageView => ({
  ...place(event),
  type: 'message',
  from: 'bot',
  kind: event.kind,
  replyTo: event.replyTo,
  wording: event.wording,
  blocks: event.blocks,
  articleId: event.articleId,
  topic: event.topic,
  choices: event.choices,
  quickReplies: event.quickReplies,
  helpful: feedbackOn(within, event.seq),
});

/** A reply that stands in no conversation. */
export const presentReply = (said: Reply): FaqResponse['replies'][number] => ({
  type: 'message',
  from: 'bot',
  kind: said.kind,
  wording: said.wording,
  blocks: said.blocks,
  articleId: said.articleId,
  topic: said.topic,
  choices: said.choices,
  quickReplies: said.quickReplies,
});

const survey = (event: Of<'survey'>, within: Conversation): z.infer<typeof surveyView> => ({
  ...place(event),
  type: 'survey',
  on: event.on,
  score: event.score,
  comment: event.comment,
  masked: event.masked,
  redacted: redactionOf(within.events, event.seq),
  wording: event.wording,
  blocks: event.blocks,
});

/** What was removed leaves that it was there, and of which kind. */
const attachment = (event: Of<'attachment'>, within: Conversation): z.infer<typeof attachmentView> => {
  const { clientMessageId, content, masked } = event;
  const redacted = redactionOf(within.events, event.seq);
  return {
    ...place(event),
    type: 'attachment',
    clientMessageId,
    kind: content.kind,
    picture: redacted === null && content.kind === 'picture' ? presentPicture(content) : null,
    columns: redacted === null && content.kind === 'csv-header' ? content.columns : null,
    masked,
    redacted,
  };
};

const presentPicture = ({ id, mediaType, width, height, bytes }: Picture) => ({
  id,
  mediaType,
  width,
  height,
  bytes,
});

type Plain = Exclude<ConversationEvent, { type: 'bot-message' | 'agent-message' }>;

/** The kinds of events that customers and agents see alike. */
const presentPlain = (event: Plain, within: Conversation): Exclude<EventView, { from: 'bot' | 'agent' }> => {
  switch (event.type) {
    case 'customer-message':
      return customerMessage(event, within);
    case 'status':
      return {
        ...place(event),
        type: 'status',
        state: event.to,
        cause: event.cause,
        agentName: event.agentName,
        wording: event.wording,
        blocks: event.blocks,
      };
    case 'feedback':
      return { ...place(event), type: 'feedback', on: event.on, helpful: event.helpful };
    case 'survey-asked':
      return { ...place(event), type: 'survey-asked', wording: event.wording, blocks: event.blocks };
    case 'survey':
      return survey(event, within);
    case 'attachment':
      return attachment(event, within);
    case 'redacted':
      return { ...place(event), type: 'redacted', on: event.on, rule: event.rule };
  }
};

/** An event as its customer sees it: without reasons and without agents' ids. */
export const presentEvent = (event: ConversationEvent, within: Conversation): EventView => {
  if (event.type === 'bot-message') return botMessage(event, within);
  if (event.type === 'agent-message') return agentMessage(event, within);
  return presentPlain(event, within);
};

/** An event as agents see it: with why the bot said it, and who of them wrote. */
export const presentEventToAgent = (event: ConversationEvent, within: Conversation): AgentEventView => {
  if (event.type === 'bot-message') return { ...botMessage(event, within), reason: event.reason };
  if (event.type === 'agent-message') return { ...agentMessage(event, within), agentId: event.agentId };
  return presentPlain(event, within);
};
