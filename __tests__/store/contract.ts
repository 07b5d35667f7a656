import { describeAgents } from './agents-contract.ts';
import { describeAttachments } from './attachments-contract.ts';
import { describeAudit } from './audit-contract.ts';
import { describeChangedSince } from './changed-since-contract.ts';
import { describeConversations } from './conversations-contract.ts';
import { describeEndpoints } from './endpoints-contract.ts';
import { describeHistory } from './history-contract.ts';
import type { Opened } from './opened.ts';
import { describeRemoval } from './removal-contract.ts';
import { describeOutbox } from './outbox-contract.ts';
import { describeTokens } from './tokens-contract.ts';

/** What every adapter of the store's port promises; each adapter's test runs the same suite. */
export const describeStores = (name: string, openNew: () => Promise<Opened>): void => {
  describeConversations(name, openNew);
  describeChangedSince(name, openNew);
  describeHistory(name, openNew);
  describeRemoval(name, openNew);
  describeAgents(name, openNew);
  describeEndpoints(name, openNew);
  describeOutbox(name, openNew);
  describeAttachments(name, openNew);
  describeTokens(name, openNew);
  describeAudit(name, openNew);
};
