import type { Block } from './blocks.ts';
import type { BotMessage, Choice, NewEvent, QuickReply, ReplyKind, ReplyReason } from './conversation.ts';
import type { TopicId, WordingRef } from './decision.ts';
import type { Knowledge } from './knowledge.ts';

/** An approved text with its placeholders filled, and the version it was taken from. */
export interface ApprovedText {
  wording: WordingRef;
  blocks: Block[];
}

/** A message of the bot before it has its place in the conversation. */
export type Reply = Omit<BotMessage, 'seq' | 'at'>;

interface ReplyParts {
  articleId?: string;
  topic?: TopicId;
  choices?: Choice[];
  quickReplies?: QuickReply[];
  reason?: ReplyReason | null;
}

/** Puts an approved text and its buttons together. */
export const reply = (kind: ReplyKind, text: ApprovedText, parts: ReplyParts = {}): Reply => ({
  type: 'bot-message',
  replyTo: null,
  kind,
  wording: text.wording,
  blocks: text.blocks,
  articleId: parts.articleId ?? null,
  topic: parts.topic ?? null,
  choices: parts.choices ?? [],
  quickReplies: parts.quickReplies ?? [],
  reason: parts.reason ?? null,
});

/** Articles as choices by their approved titles; ids that are not served are left out. */
export const choicesOf = (knowledge: Knowledge, ids: readonly string[]): Choice[] =>
  ids.flatMap((articleId) => {
    const article = knowledge.articles.get(articleId);
    return article ? [{ articleId, title: article.title }] : [];
  });

/** The reply as an answer to the customer's message `seq`. */
export const inReplyTo = (seq: number, draft: Reply): NewEvent => ({ ...draft, replyTo: seq });
