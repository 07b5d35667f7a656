import type { Selection } from './port.ts';

/** What decides whether a conversation is selected: its customer's subject, and when it last changed. */
interface Known {
  customer: string | null;
  updatedAt: string;
}

/** Whether a conversation belongs to a selection. */
export const isSelected = (selection: Selection, { customer, updatedAt }: Known): boolean => {
  if ('customer' in selection) return customer === selection.customer;
  const changed = Date.parse(updatedAt);
  return changed < selection.changedBefore.getTime();
};
