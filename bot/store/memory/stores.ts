import type { Stores } from '../port.ts';
import { MemoryAgents } from './agents.ts';
import { MemoryAttachments } from './attachments.ts';
import { MemoryConversations } from './conversations.ts';
import { MemoryEndpoints } from './endpoints.ts';
import { MemoryOutbox } from './outbox.ts';

/** All stores in memory. `report` hears what a listener throws. */
export const memoryStores = (
  report: (error: unknown) => void,
): Stores & { conversations: MemoryConversations } => {
  const endpoints = new MemoryEndpoints();
  const outbox = new MemoryOutbox(endpoints);
  const conversations = new MemoryConversations(report, outbox);
  return {
    conversations,
    agents: new MemoryAgents(),
    attachments: new MemoryAttachments(() => conversations.requireOpen()),
    signs: null,
    requests: null,
    outbox,
    endpoints,
  };
};
