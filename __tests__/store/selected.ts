import type { Selection, Stores } from '../../bot/store/port.ts';

/** Everything that a selection gives, sorted. */
export const selected = async (stores: Stores, selection: Selection): Promise<string[]> => {
  const found: string[] = [];
  for await (const { ids, unreadable } of stores.conversations.select(selection)) {
    expect(unreadable).toEqual([]);
    found.push(...ids);
  }
  return found.toSorted();
};
