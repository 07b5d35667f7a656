import type { Conversation } from '../../domain/conversation.ts';
import { searchMatcher } from '../history-search.ts';
import type { HistoryFound, HistorySearch } from '../port.ts';
import type { HistoryMarks, Mark } from './history-marks.ts';

/**
 * The most conversations that one search looks at, about 1 ms each. Fewer hides more of the past, more
 * takes the disk and the processor from the customers' turns. Sane: 500 to 10,000.
 */
const mostSearched = 2_000;

/** Looked at side by side, and checked in one go: what other work waits for is these few, not the whole search. */
const atOnce = 8;

/**
 * Looks through the history from its newest mark back. `read` gives a mark's conversation, or null when
 * the mark is outdated or its conversation cannot be read.
 */
export const searchHistory = async (
  marks: HistoryMarks,
  search: HistorySearch,
  read: (mark: Mark) => Promise<Conversation | null>,
): Promise<HistoryFound> => {
  const matches = searchMatcher(search);
  const found: Conversation[] = [];
  let searched = 0;
  for await (const portion of marks.newestFirst(atOnce)) {
    if (found.length >= search.limit || searched >= mostSearched) return upTo(search.limit, found, true);
    searched += portion.length;
    for (const conversation of await Promise.all(portion.map(read)))
      if (conversation && matches(conversation)) found.push(conversation);
  }
  return upTo(search.limit, found, found.length > search.limit);
};

const upTo = (limit: number, found: Conversation[], olderNotSearched: boolean): HistoryFound => ({
  conversations: found.slice(0, limit),
  olderNotSearched,
});
