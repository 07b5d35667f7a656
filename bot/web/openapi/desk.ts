import * as wire from '../wire.ts';
import type { Operation } from './operation.ts';

const atDesk = '/agent/conversations/{id}';

/** What agents do; a program may do it with an API token. */
export const deskOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/agent/events',
    summary:
      'Server-sent events of the desk: `snapshot` on connecting, then `item` for each change, `gone` for each removal, `office`, and `typing` of customers.',
    auth: 'agent',
    success: { status: 200, schema: wire.queueItem, stream: true },
    errors: [401, 403],
  },
  {
    method: 'get',
    path: '/agent/queue',
    summary: 'The conversations at the desk, the longest wait first.',
    auth: 'agent',
    success: { status: 200, schema: wire.queueResponse },
    errors: [401, 403],
  },
  {
    method: 'get',
    path: '/agent/audit',
    summary:
      'The audit log, the newest first: for leads what was done at the desk, for administrators all. API tokens need the scope `audit`.',
    auth: 'agent',
    query: {
      before: 'Where the page before ended: its `next`.',
      limit: 'At most so many rows, 1 to 200; 50 unless given.',
      act: 'Only this act; may stand several times.',
      actor: 'Only of this account, by its id, or of `token:…`, `command` or `system`.',
      subject: 'Only about this, such as `conversation:…`.',
      since: 'Only from this instant on.',
    },
    success: { status: 200, schema: wire.auditResponse },
    errors: [400, 401, 403, 503],
  },
  {
    method: 'get',
    path: '/agent/agents',
    summary: 'All agents, for transfers.',
    auth: 'agent',
    success: { status: 200, schema: wire.agentsResponse },
    errors: [401, 403],
  },
  {
    method: 'get',
    path: '/agent/texts',
    summary:
      'Approved texts to put into a reply: phrases for agents, and with a search the articles that fit, likeliest first.',
    auth: 'agent',
    query: { q: 'Words between blanks, or a question.' },
    success: { status: 200, schema: wire.textsResponse },
    errors: [400, 401, 403],
  },
  {
    method: 'get',
    path: '/agent/conversations',
    summary:
      'Search the conversations that were ever at the desk, the newest change of their state first: at most 50, and `olderNotSearched` says whether older ones were not looked at.',
    auth: 'agent',
    query: {
      state: '`closed` (unless given): those that are closed now; `all`: whatever their state is.',
      q: 'Words between blanks, each of which must occur in the company, the name or what the customer or an agent wrote. Without it all match.',
    },
    success: { status: 200, schema: wire.historyResponse },
    errors: [400, 401, 403, 503],
  },
  {
    method: 'get',
    path: atDesk,
    summary: 'One conversation with why the bot said what it said.',
    auth: 'agent',
    query: { after: 'Leave out the events up to this sequence number.' },
    success: { status: 200, schema: wire.conversationView },
    errors: [401, 403, 404],
  },
  {
    method: 'get',
    path: `${atDesk}/attachments/{attachmentId}`,
    summary: 'The bytes of a picture; 410 `attachment-removed` once staff removed it.',
    auth: 'agent',
    success: { status: 200, picture: true },
    errors: [401, 403, 404, 410, 503],
  },
  ...(['claim', 'release'] as const).map((action): Operation => ({
    method: 'post',
    path: `${atDesk}/${action}`,
    summary: {
      claim:
        'Take a waiting conversation. Of any number of concurrent claims exactly one wins; 409 names the owner.',
      release: 'Give a conversation back to the queue, in its old place.',
    }[action],
    auth: 'agent',
    success: { status: 200, schema: wire.conversationView },
    errors: [401, 403, 404, 409, 503],
  })),
  {
    method: 'post',
    path: `${atDesk}/close`,
    summary:
      'Close a conversation; the customer can go on writing in it later. 409 `customer-wrote` with the newest `seq` when they wrote after `seenSeq`.',
    auth: 'agent',
    body: wire.closeRequest,
    success: { status: 200, schema: wire.conversationView },
    errors: [400, 401, 403, 404, 409],
  },
  {
    method: 'post',
    path: `${atDesk}/messages`,
    summary: 'Answer the customer; 409 `customer-wrote` when they wrote after `seenSeq`.',
    auth: 'agent',
    body: wire.agentMessageRequest,
    success: { status: 201, schema: wire.agentMessageResponse },
    errors: [400, 401, 403, 404, 409, 422, 503],
  },
  {
    method: 'post',
    path: `${atDesk}/typing`,
    summary: 'Say that the agent who has it is typing: the customer sees it for 6 s. Nothing is kept.',
    auth: 'agent',
    success: { status: 204 },
    errors: [401, 403, 404, 409],
  },
  {
    method: 'post',
    path: `${atDesk}/notes`,
    summary: 'Add an internal note, which customers never see.',
    auth: 'agent',
    body: wire.noteRequest,
    success: { status: 201, schema: wire.conversationView },
    errors: [400, 401, 403, 404, 503],
  },
  {
    method: 'post',
    path: `${atDesk}/transfer`,
    summary: 'Hand a conversation to a colleague.',
    auth: 'agent',
    body: wire.transferRequest,
    success: { status: 200, schema: wire.conversationView },
    errors: [400, 401, 403, 404, 409, 422, 503],
  },
  {
    method: 'post',
    path: `${atDesk}/redact`,
    summary:
      "Remove the content of a message, of an attachment or of a survey's comment; the transcript shows that and by which rule, never what.",
    auth: 'agent',
    body: wire.redactRequest,
    success: { status: 200, schema: wire.conversationView },
    errors: [400, 401, 403, 404, 422, 503],
  },
];
