import type { Stores } from '../port.ts';
import { MemoryAgents } from './agents.ts';
import { MemoryAuditLog } from './audit-log.ts';
import { MemoryConversations } from './conversations.ts';
import { MemoryTokens } from './tokens.ts';

/** All stores in memory. `report` hears what a listener throws. */
export const memoryStores = (
  report: (error: unknown) => void,
): Stores & { conversations: MemoryConversations; audit: MemoryAuditLog } => {
  const tokens = new MemoryTokens((id) => agents.has(id));
  const agents: MemoryAgents = new MemoryAgents(tokens);
  return {
    conversations: new MemoryConversations(report),
    agents,
    tokens,
    audit: new MemoryAuditLog(),
    signs: null,
  };
};
