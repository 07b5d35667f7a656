import type { Stores } from '../port.ts';
import { MemoryAgents } from './agents.ts';
import { MemoryAttachments } from './attachments.ts';
import { MemoryAuditLog } from './audit-log.ts';
import { MemoryConversations } from './conversations.ts';
import { MemoryEndpoints } from './endpoints.ts';
import { MemoryOutbox } from './outbox.ts';
import { MemoryTokens } from './tokens.ts';

/** All stores in memory. `report` hears what a listener throws. */
export const memoryStores = (
  report: (error: unknown) => void,
): Stores & { conversations: MemoryConversations; audit: MemoryAuditLog } => {
  const endpoints = new MemoryEndpoints();
  const outbox = new MemoryOutbox(endpoints);
  const conversations = new MemoryConversations(report, outbox);
  const tokens = new MemoryTokens((id) => agents.has(id));
  const agents: MemoryAgents = new MemoryAgents(tokens);
  return {
    conversations,
    agents,
    tokens,
    audit: new MemoryAuditLog(),
    attachments: new MemoryAttachments(() => conversations.requireOpen()),
    signs: null,
    passing: null,
    requests: null,
    outbox,
    endpoints,
  };
};
