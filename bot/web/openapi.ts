import { z } from 'zod';
import * as wire from './wire.ts';

export interface Operation {
  method: 'get' | 'post' | 'delete';
  path: string;
  summary: string;
  /** Who may call it: anybody, the conversation's customer, an agent. */
  auth: 'none' | 'customer' | 'agent';
  body?: z.ZodType;
  query?: Record<string, string>;
  success: { status: number; schema?: z.ZodType; stream?: true };
  errors: number[];
}

const conversation = '/conversations/{id}';
const atDesk = '/agent/conversations/{id}';

/** Every route under `/api/v1`; a test compares it with what the server answers. */
export const operations: readonly Operation[] = [
  {
    method: 'post',
    path: '/conversations',
    summary:
      'Open a conversation. `identity` is the signed identity of the host product; absent means not logged in.',
    auth: 'none',
    body: wire.openRequest,
    success: { status: 201, schema: wire.openResponse },
    errors: [400, 401, 413, 429, 503],
  },
  {
    method: 'post',
    path: `${conversation}/messages`,
    summary:
      'Write. Durable when answered; the same id and text again gets the same answer and makes no second message.',
    auth: 'customer',
    body: wire.messageRequest,
    success: { status: 201, schema: wire.messageResponse },
    errors: [400, 401, 404, 413, 422, 429, 503],
  },
  {
    method: 'get',
    path: `${conversation}/events`,
    summary:
      'Server-sent events from `after` (or `Last-Event-ID`) on; `id:` is the contiguous sequence number, `data:` an event. Ephemeral without id: `office`, `queue`.',
    auth: 'customer',
    query: { after: 'The highest sequence number you have; 0 for all.' },
    success: { status: 200, schema: wire.eventView, stream: true },
    errors: [400, 401, 404],
  },
  {
    method: 'post',
    path: `${conversation}/feedback`,
    summary: 'Say whether an answer helped.',
    auth: 'customer',
    body: wire.feedbackRequest,
    success: { status: 201, schema: wire.eventsResponse },
    errors: [400, 401, 404, 422],
  },
  {
    method: 'post',
    path: `${conversation}/handoff`,
    summary: 'Ask for a person, leave the queue, or ask to be told when the desk opens.',
    auth: 'customer',
    body: wire.handoffRequest,
    success: { status: 201, schema: wire.eventsResponse },
    errors: [400, 401, 404],
  },
  {
    method: 'post',
    path: `${conversation}/survey`,
    summary:
      'Answer the survey that follows the closing of what a person handled, once for each closing: 409 `survey-not-closed`, `survey-not-offered`, or `survey-answered` when another answer was given; the same answer again gets the same reply.',
    auth: 'customer',
    body: wire.surveyRequest,
    success: { status: 201, schema: wire.eventsResponse },
    errors: [400, 401, 404, 409, 413, 429, 503],
  },
  {
    method: 'get',
    path: '/office',
    summary: 'Whether people are there, until when, and the next opening.',
    auth: 'none',
    success: { status: 200, schema: wire.officeResponse },
    errors: [],
  },
  {
    method: 'get',
    path: '/suggest',
    summary: 'Articles for the beginning of a question.',
    auth: 'none',
    query: { q: 'What was typed so far.' },
    success: { status: 200, schema: wire.suggestResponse },
    errors: [400],
  },
  {
    method: 'post',
    path: '/faq',
    summary:
      'Ask without a conversation, for when none can be kept. Nothing is stored, nobody is handed to a person.',
    auth: 'none',
    body: wire.faqRequest,
    success: { status: 200, schema: wire.faqResponse },
    errors: [400, 413, 429],
  },
  {
    method: 'post',
    path: '/agent/session',
    summary:
      'Log in. Browsers go on with the cookie and `X-CSRF-Token`, programs with `Authorization: Bearer`.',
    auth: 'none',
    body: wire.sessionRequest,
    success: { status: 201, schema: wire.sessionResponse },
    errors: [400, 401, 429],
  },
  {
    method: 'get',
    path: '/agent/session',
    summary: 'Who is logged in.',
    auth: 'agent',
    success: { status: 200, schema: wire.sessionResponse.omit({ token: true }) },
    errors: [401],
  },
  {
    method: 'delete',
    path: '/agent/session',
    summary: 'Log out.',
    auth: 'agent',
    success: { status: 204 },
    errors: [401],
  },
  {
    method: 'get',
    path: '/agent/events',
    summary:
      'Server-sent events of the desk: `snapshot` on connecting, then `item` for each change, and `office`.',
    auth: 'agent',
    success: { status: 200, schema: wire.queueItem, stream: true },
    errors: [401],
  },
  {
    method: 'get',
    path: '/agent/queue',
    summary: 'The conversations at the desk, the longest wait first.',
    auth: 'agent',
    success: { status: 200, schema: wire.queueResponse },
    errors: [401],
  },
  {
    method: 'get',
    path: '/agent/agents',
    summary: 'All agents, for transfers.',
    auth: 'agent',
    success: { status: 200, schema: wire.agentsResponse },
    errors: [401],
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
    errors: [400, 401, 503],
  },
  {
    method: 'get',
    path: atDesk,
    summary: 'One conversation with why the bot said what it said.',
    auth: 'agent',
    query: { after: 'Leave out the events up to this sequence number.' },
    success: { status: 200, schema: wire.conversationView },
    errors: [401, 404],
  },
  ...(['claim', 'release', 'close'] as const).map((action): Operation => ({
    method: 'post',
    path: `${atDesk}/${action}`,
    summary: {
      claim:
        'Take a waiting conversation. Of any number of concurrent claims exactly one wins; 409 names the owner.',
      release: 'Give a conversation back to the queue, in its old place.',
      close: 'Close a conversation; the customer can go on writing in it later.',
    }[action],
    auth: 'agent',
    success: { status: 200, schema: wire.conversationView },
    errors: [401, 403, 404, 409],
  })),
  {
    method: 'post',
    path: `${atDesk}/messages`,
    summary: 'Answer the customer; 409 `customer-wrote` when they wrote after `seenSeq`.',
    auth: 'agent',
    body: wire.agentMessageRequest,
    success: { status: 201, schema: wire.agentMessageResponse },
    errors: [400, 401, 403, 404, 409, 422],
  },
  {
    method: 'post',
    path: `${atDesk}/notes`,
    summary: 'Add an internal note, which customers never see.',
    auth: 'agent',
    body: wire.noteRequest,
    success: { status: 201, schema: wire.conversationView },
    errors: [400, 401, 403, 404],
  },
  {
    method: 'post',
    path: `${atDesk}/transfer`,
    summary: 'Hand a conversation to a colleague.',
    auth: 'agent',
    body: wire.transferRequest,
    success: { status: 200, schema: wire.conversationView },
    errors: [400, 401, 403, 404, 409, 422],
  },
  {
    method: 'post',
    path: `${atDesk}/redact`,
    summary:
      "Remove the content of a message or of a survey's comment; the transcript shows that and by which rule, never what.",
    auth: 'agent',
    body: wire.redactRequest,
    success: { status: 200, schema: wire.conversationView },
    errors: [400, 401, 403, 404, 422],
  },
];

const json = (schema: z.ZodType, io: 'input' | 'output') => ({
  'application/json': { schema: z.toJSONSchema(schema, { io }) },
});

const parameters = ({ path, query }: Operation) => [
  ...(path.includes('{id}') ? [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }] : []),
  ...Object.entries(query ?? {}).map(([name, description]) => ({
    name,
    in: 'query',
    required: false,
    description,
    schema: { type: 'string' },
  })),
];

const success = ({ success: { schema, stream } }: Operation) => {
  if (!schema) return { description: 'Done' };
  const content = json(schema, 'output');
  return {
    description: 'Done',
    content: stream ? { 'text/event-stream': content['application/json'] } : content,
  };
};

/**
 * Any call that asks something of the service can be turned away under strain, and any that stores or reads
 * while the store is away; both with `Retry-After`.
 */
const refusals = ({ path, errors }: Operation): number[] =>
  path === '/office' ? errors : [...new Set([...errors, 503])];

const problemContent = { 'application/problem+json': { schema: z.toJSONSchema(wire.problem) } };

const describe = (operation: Operation) => ({
  summary: operation.summary,
  parameters: parameters(operation),
  ...(operation.body ? { requestBody: { content: json(operation.body, 'input') } } : {}),
  security: {
    none: [],
    customer: [{ conversationToken: [] }],
    agent: [{ agentToken: [] }, { agentCookie: [] }],
  }[operation.auth],
  responses: {
    [operation.success.status]: success(operation),
    ...Object.fromEntries(
      refusals(operation).map((status) => [
        status,
        { description: 'Problem (RFC 9457)', content: problemContent },
      ]),
    ),
  },
});

/** The OpenAPI 3.1 description of everything under `/api/v1`, made from the schemas that the routes parse with. */
export const openApiDocument = () => {
  const paths: Record<string, Record<string, ReturnType<typeof describe>>> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Madoguchi', version: '1', description: 'The support desk: customers, agents, office.' },
    servers: [{ url: '/api/v1' }],
    components: {
      securitySchemes: {
        conversationToken: { type: 'http', scheme: 'bearer' },
        agentToken: { type: 'http', scheme: 'bearer' },
        agentCookie: { type: 'apiKey', in: 'cookie', name: '__Host-madoguchi-agent' },
      },
    },
    paths,
  };
};
