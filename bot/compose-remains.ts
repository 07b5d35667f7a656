import type { ConversationRemains } from './retention/remains.ts';
import type { Stores } from './store/port.ts';

/** The stores of what is kept outside the conversations. */
export type RemainStores = Omit<Stores, 'conversations' | 'agents' | 'signs' | 'requests'>;

/**
 * Everything that hangs on conversations, one line a kind: it goes with them, by age or because a customer is
 * forgotten, and is exported with them. For the service and for the commands alike.
 */
export const conversationRemains = (_stores: RemainStores): ConversationRemains[] => [];
