import type { ConversationRemains, ReadableRemains } from './retention/remains.ts';
import type { Outbox, Stores } from './store/port.ts';

/** The stores of what is kept outside the conversations. */
export type RemainStores = Omit<Stores, 'conversations' | 'agents' | 'signs' | 'requests'>;

/** What an export reads of them. */
export interface ReadableRemainStores {
  outbox: Pick<Outbox, 'ofConversation'>;
}

// Where a webhook goes and why it failed is the operator's; the event is what tells of the customer.
const webhookDeliveries = ({ outbox }: ReadableRemainStores): ReadableRemains => ({
  kind: 'webhookDeliveries',
  read: async (id) => (await outbox.ofConversation(id)).map(({ event }) => event),
});

/** What is exported with conversations, one line a kind. */
export const readableRemains = (stores: ReadableRemainStores): ReadableRemains[] => [
  webhookDeliveries(stores),
];

/**
 * Everything that hangs on conversations, one line a kind: it goes with them, by age or because a customer is
 * forgotten, and is exported with them. For the service and for the commands alike.
 */
export const conversationRemains = (stores: RemainStores): ConversationRemains[] => [
  {
    ...webhookDeliveries(stores),
    count: async (id) => (await stores.outbox.ofConversation(id)).length,
    remove: (id) => stores.outbox.forgetConversation(id),
  },
];
