import { topicIds } from '../domain/decision.ts';
import type { Knowledge } from '../domain/knowledge.ts';

/** Wordings that the program says by id: without them it would have to stay silent. `check` asks for each. */
export const requiredWording: readonly string[] = [
  'fallback',
  'clarify',
  'not-japanese',
  'not-eligible-login',
  'not-eligible-role',
  'not-eligible-plan',
  'not-eligible-trial-over',
];

/** Required wordings, those of the refused topics and of intents included, that are not served. */
export function missingWording({ wording, topics, intents }: Knowledge): string[] {
  const named = [...topics, ...intents].map(({ wordingId }) => wordingId);
  const wanted = [...requiredWording, ...named].filter((id) => id !== null);
  return [...new Set(wanted)].filter((id) => !wording.has(id));
}

/** Topics of policy.md, table O, that no file of `intents/out-of-scope/` recognises. */
export const missingTopics = ({ topics }: Knowledge): string[] =>
  topicIds.filter((id) => topics.every((topic) => topic.id !== id));
