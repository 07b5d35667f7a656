import type { Agent, AgentSession } from '../../bot/domain/agent.ts';
import type { ApiToken } from '../../bot/domain/api-token.ts';
import type { AuditEntry } from '../../bot/domain/audit.ts';
import { append, lastSeq } from '../../bot/domain/conversation.ts';
import type { Conversation, DeskState } from '../../bot/domain/conversation.ts';
import { anonymousCustomer } from '../../bot/domain/customer.ts';
import { newDesk } from '../../bot/domain/ticket.ts';

const start = new Date('2026-11-24T01:00:00.000Z');

/** An id of the right shape with `name` in it. */
export const idOf = (name: string): string => `conversation-${name}`.padEnd(24, '_');

export const newConversation = (name: string, state: DeskState = 'bot'): Conversation => ({
  id: idOf(name),
  tokenHash: 'f'.repeat(64),
  customer: anonymousCustomer,
  openedAt: start.toISOString(),
  updatedAt: start.toISOString(),
  pageUrl: null,
  desk: { ...newDesk, state },
  intake: null,
  events: [],
  notes: [],
  dialogueState: { dialogs: { step: 1 } },
});

/** A conversation of a logged-in person. */
export const conversationOf = (name: string, subject: string): Conversation => ({
  ...newConversation(name),
  customer: { ...anonymousCustomer, loggedIn: true, subject, name: '試験 花子', company: '株式会社テスト' },
});

/** The conversation with one more message of its customer. */
export const withMessage = (conversation: Conversation, clientMessageId: string): Conversation =>
  append(conversation, start, [
    {
      type: 'customer-message',
      clientMessageId,
      text: `発言 ${clientMessageId}`,
      masked: [],
      repliesUpTo: lastSeq(conversation) + 1,
    },
  ]);

/** The conversation with one more picture, whose bytes are somebody else's to put. */
export const withPicture = (conversation: Conversation, id: string): Conversation =>
  append(conversation, start, [
    {
      type: 'attachment',
      clientMessageId: `sent-${id}`,
      content: {
        kind: 'picture',
        id,
        mediaType: 'image/png',
        width: 2,
        height: 1,
        bytes: 6,
        sentHash: 'f'.repeat(64),
      },
      masked: [],
    },
  ]);

export const withState = (conversation: Conversation, state: DeskState): Conversation => ({
  ...conversation,
  desk: { ...conversation.desk, state },
});

/** The conversation after a change of its state at the desk, with the event that tells of it. */
export const moved = (conversation: Conversation, to: DeskState, at: Date = start): Conversation => {
  const { state: from } = conversation.desk;
  const cause = to === 'closed' ? 'close' : 'request';
  const none = { agentId: null, agentName: null, wording: null, blocks: [] };
  return append(withState(conversation, to), at, [{ type: 'status', from, to, cause, ...none }]);
};

/** The client's ids of the messages, in the order of their numbers. */
export const messageIds = (conversation: Conversation | null): string[] =>
  (conversation?.events ?? []).flatMap((event) =>
    event.type === 'customer-message' ? [event.clientMessageId] : [],
  );

export const newAgent = (id: string, passwordHash = 'scrypt$1$1$1$a$a'): Agent => ({
  id,
  name: '佐藤',
  role: 'agent',
  passwordHash,
  createdAt: start.toISOString(),
});

export const newSession = (
  idHash: string,
  agentId: string,
  expiresAt = '2026-11-24T13:00:00.000Z',
): AgentSession => ({
  idHash,
  agentId,
  csrfToken: 'csrf',
  expiresAt,
});

/** That sato took the conversation `name`. */
export const auditEntry = (name: string): AuditEntry => ({
  actor: 'agent:sato',
  act: 'claim',
  subject: `conversation:${idOf(name)}`,
  details: {},
});

/** A token whose id and hash have this digit in them. */
export const newToken = (digit: string, owner: ApiToken['owner']): ApiToken => ({
  id: `t-${digit.repeat(8)}`,
  secretHash: digit.repeat(64),
  owner,
  scopes: ['read', 'write'],
  createdAt: '2026-11-24T01:00:00.000Z',
  expiresAt: '2027-02-22T01:00:00.000Z',
  lastUsedAt: null,
});
