import type { Stores } from '../port.ts';
import { MemoryAgents } from './agents.ts';
import { MemoryConversations } from './conversations.ts';

/** Both stores in memory. `report` hears what a listener throws. */
export const memoryStores = (
  report: (error: unknown) => void,
): Stores & { conversations: MemoryConversations } => ({
  conversations: new MemoryConversations(report),
  agents: new MemoryAgents(),
  signs: null,
  requests: null,
});
