import { keptPictures } from '../domain/attachment.ts';
import type { ConversationRemains, ReadableRemains } from '../retention/remains.ts';
import type { AttachmentStore, Outbox, Stores } from '../store/port.ts';

/** The stores of what is kept outside the conversations. */
export type RemainStores = Pick<Stores, 'attachments' | 'outbox'>;

/** What an export reads of them. */
export interface ReadableRemainStores {
  attachments: Pick<AttachmentStore, 'read'>;
  outbox: Pick<Outbox, 'ofConversation'>;
}

const pictures = ({ attachments }: ReadableRemainStores): ReadableRemains => ({
  kind: 'files of pictures',
  read: async ({ id: conversationId, events }) => {
    const files = keptPictures(events).map(async ({ id, mediaType }) => {
      const bytes = await attachments.read({ conversationId, id });
      return bytes ? [{ id, mediaType, base64: bytes.toString('base64') }] : [];
    });
    return (await Promise.all(files)).flat();
  },
});

// Where a webhook goes and why it failed is the operator's; the event is what tells of the customer.
const webhooks = ({ outbox }: ReadableRemainStores): ReadableRemains => ({
  kind: 'webhooks not delivered',
  read: async ({ id }) => (await outbox.ofConversation(id)).map(({ event }) => event),
});

/** What is exported with conversations, one line a kind. */
export const readableRemains = (stores: ReadableRemainStores): ReadableRemains[] => [
  pictures(stores),
  webhooks(stores),
];

/**
 * Everything that hangs on conversations, one entry a kind: it goes with them, by age or because a customer is
 * forgotten, and is exported with them. For the service and for the commands alike.
 */
export const conversationRemains = (stores: RemainStores): ConversationRemains[] => [
  {
    ...pictures(stores),
    count: async ({ events }) => keptPictures(events).length,
    remove: (id) => stores.attachments.removeAll(id),
  },
  {
    ...webhooks(stores),
    count: async ({ id }) => (await stores.outbox.ofConversation(id)).length,
    remove: (id) => stores.outbox.forgetConversation(id),
  },
];
