import { z } from 'zod';
import { choice } from './conversations.ts';
import { botMessageView, choiceView } from './events.ts';

/** Answers and suggestions without a conversation. */

/** `POST /faq`: one question without a conversation, for when none can be kept (H7). */
export const faqRequest = z.strictObject({
  text: z.string().max(4000),
  choice: choice.optional(),
});
export const replyView = botMessageView.omit({ seq: true, at: true, replyTo: true, helpful: true });
export const faqResponse = z.object({ replies: z.array(replyView) });
export type FaqResponse = z.infer<typeof faqResponse>;

export const suggestResponse = z.object({ q: z.string(), suggestions: z.array(choiceView) });
