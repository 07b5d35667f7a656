import { z } from 'zod';
import { StartError } from '../../bot/errors.ts';
import { conversationsSince } from '../../bot/workshop/conversations-since.ts';
import { recentQuestions } from '../../bot/workshop/recent-questions.ts';
import { dataPlace } from '../customer-data/place.ts';

const dayMs = 24 * 60 * 60_000;
/** As far back as the page goes. */
const mostDays = 365;

const daysSchema = z.coerce.number().int().min(1).max(mostDays);

/** @throws StartError for what is no number of days */
export const readDays = (text: string): number => {
  const days = daysSchema.safeParse(text);
  if (days.success) return days.data;
  throw new StartError(
    `--days の「${text}」は、1から${mostDays}までの整数ではありません。--days 30 のように書いてください。`,
  );
};

/** What customers asked in the last days before `now`, and how much could not be read. */
export interface AskedLately {
  questions: string[];
  unreadable: number;
}

/** From the store that the server of the same settings uses; it may go on running. */
export const askedLately = async (
  { days, now }: { days: number; now: Date },
  env: NodeJS.ProcessEnv,
): Promise<AskedLately> => {
  const since = new Date(now.getTime() - days * dayMs);
  let unreadable = 0;
  const place = dataPlace(env);
  const store = { changedSince: (from: Date) => place.changedSince(from, () => (unreadable += 1)) };
  return { questions: await recentQuestions(conversationsSince(store, since), since), unreadable };
};
