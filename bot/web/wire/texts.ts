import { z } from 'zod';

/** Approved texts that an agent puts into a reply. */

export const textsRequest = z.strictObject({
  /** Words to look for; without any, the agents' phrases alone. */
  q: z.string().max(200).default(''),
});
export const agentText = z.object({
  /** `phrase`: written for agents; `article`: what the bot would answer. */
  kind: z.enum(['phrase', 'article']),
  id: z.string(),
  version: z.int(),
  title: z.string(),
  /** As it goes into the field: plain text, placeholders filled. */
  text: z.string(),
});
export type AgentText = z.infer<typeof agentText>;
/** `GET /agent/texts`, the likeliest first. */
export const textsResponse = z.object({ texts: z.array(agentText) });
