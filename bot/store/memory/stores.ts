import type { Stores } from '../port.ts';
import { MemoryAgents } from './agents.ts';
import { MemoryAttachments } from './attachments.ts';
import { MemoryConversations } from './conversations.ts';

/** All stores in memory. `report` hears what a listener throws. */
export const memoryStores = (
  report: (error: unknown) => void,
): Stores & { conversations: MemoryConversations } => {
  const conversations = new MemoryConversations(report);
  return {
    conversations,
    agents: new MemoryAgents(),
    attachments: new MemoryAttachments(() => conversations.requireOpen()),
    signs: null,
  };
};
