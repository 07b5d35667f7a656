import type { ArticleIndex } from './article-index.ts';
import { bestOf } from './best.ts';
import type { Scored } from './best.ts';
import type { Query } from './query.ts';
import { scoreMany } from './score-many.ts';
import { addReadings, Room } from './sums.ts';

/** All of it is cleared after each search, so one serves all searches of an index: making it cost as much as a search. */
const rooms = new WeakMap<ArticleIndex, Room>();

const roomFor = (index: ArticleIndex): Room => {
  const known = rooms.get(index);
  if (known !== undefined) return known;
  const room = new Room(index.documents.length);
  rooms.set(index, room);
  return room;
};

/** Rows of a question from which on it pays to leave some unread. Range 5,000–50,000. */
const MANY_ROWS = 20_000;

const rowsOf = ({ from }: ArticleIndex, { grams, slots }: Query): number => {
  let rows = 0;
  for (const { key } of grams) rows += (from[key + 1] ?? 0) - (from[key] ?? 0);
  for (const { readings } of slots)
    for (const { keys } of readings) for (const key of keys) rows += (from[key + 1] ?? 0) - (from[key] ?? 0);
  return rows;
};

/** The articles with the highest sums, best first; equal ones in the order of the index. */
export const score = (index: ArticleIndex, query: Query, limit: number): Scored[] => {
  const room = roomFor(index);
  if (rowsOf(index, query) > MANY_ROWS) return scoreMany(index, query, { room, limit });
  const { all } = room;
  for (const { key, weight } of query.grams) all.add(index, key, weight);
  for (const { readings } of query.slots) addReadings(index, readings, room);
  const best = bestOf(all, { documents: all.touched, count: all.count, limit });
  all.clear();
  return best.toList();
};
