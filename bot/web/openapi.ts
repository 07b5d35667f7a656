import { z } from 'zod';
import { editorOperations } from './openapi/editor.ts';
import type { Operation } from './openapi/operation.ts';
import { webhookDescriptions } from './webhook-openapi.ts';
import * as wire from './wire.ts';

export type { Operation };

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
      'Server-sent events from `after` (or `Last-Event-ID`) on; `id:` is the contiguous sequence number, `data:` an event. Ephemeral without id: `office`, `queue` (place and likely wait), `typing`.',
    auth: 'customer',
    query: { after: 'The highest sequence number you have; 0 for all.' },
    success: { status: 200, schema: wire.eventView, stream: true },
    errors: [400, 401, 404],
  },
  {
    method: 'post',
    path: `${conversation}/typing`,
    summary:
      'Say that the customer is typing: while a person has the conversation the desk sees it for 6 s. Nothing is kept.',
    auth: 'customer',
    success: { status: 204 },
    errors: [401, 404, 429],
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
    path: `${conversation}/attachments`,
    summary:
      'Whether a picture or the header row of a CSV can be sent now, how many more, and if not, why, in approved words.',
    auth: 'customer',
    success: { status: 200, schema: wire.attachmentRoomResponse },
    errors: [401, 404],
  },
  {
    method: 'post',
    path: `${conversation}/attachments`,
    summary:
      'Send the header row of a CSV as JSON, or a picture (PNG, JPEG or WebP by its content, up to 8 MB) as the body, while a person has the conversation or will: else 409 `attachment-not-now`, with `wording` and `blocks` that say so to the customer; 409 `attachment-limit` after 30. A picture is made anew from its pixels: 415 `picture-type-not-supported`, 422 `picture-broken`. Of a CSV exactly one row: 422 `csv-more-than-header`, `csv-unreadable`, `csv-empty`, `csv-too-long`. The same id and content again gets the same answer.',
    auth: 'customer',
    query: { clientMessageId: 'With a picture: the id that a retry repeats.' },
    body: wire.csvHeaderRequest,
    takesPicture: true,
    success: { status: 201, schema: wire.eventsResponse },
    errors: [400, 401, 404, 409, 413, 415, 422, 429, 503],
  },
  {
    method: 'get',
    path: `${conversation}/attachments/{attachmentId}`,
    summary: 'The bytes of a picture; 410 `attachment-removed` once staff removed it.',
    auth: 'customer',
    success: { status: 200, picture: true },
    errors: [401, 404, 410, 503],
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
      'Log in. Browsers go on with the cookie and `X-CSRF-Token`, `token` is for a program in the agent’s place; programs of their own have API tokens.',
    auth: 'none',
    body: wire.sessionRequest,
    success: { status: 201, schema: wire.sessionResponse },
    errors: [400, 401, 429, 503],
  },
  {
    method: 'get',
    path: '/agent/session/ways',
    summary: 'How agents can sign in here.',
    auth: 'none',
    success: { status: 200, schema: wire.signInWaysResponse },
    errors: [],
  },
  {
    method: 'get',
    path: '/agent/session/oidc',
    summary:
      'For browsers: on to the provider of the company accounts, or to the console with the reason why not.',
    auth: 'none',
    query: { prompt: '`login`: the provider asks who it is even if it knows.' },
    success: { status: 303 },
    errors: [400, 404, 429],
  },
  {
    method: 'get',
    path: '/agent/session/oidc/callback',
    summary:
      'For browsers: back from the provider. Opens a session and goes on to the console, which says the reason when there is none.',
    auth: 'none',
    query: { code: 'From the provider.', state: 'From the provider.', error: 'From the provider.' },
    success: { status: 303 },
    errors: [404, 429],
  },
  {
    method: 'get',
    path: '/agent/session/oidc/end',
    summary: 'For browsers, after logging out: signs out at the provider, too, where it offers that.',
    auth: 'none',
    success: { status: 303 },
    errors: [404, 429],
  },
  {
    method: 'get',
    path: '/agent/session',
    summary: 'Who is logged in.',
    auth: 'agent',
    success: { status: 200, schema: wire.sessionResponse.omit({ token: true }) },
    errors: [401, 403],
  },
  {
    method: 'delete',
    path: '/agent/session',
    summary: 'Log out.',
    auth: 'agent',
    success: { status: 204 },
    errors: [401, 403],
  },
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
  ...editorOperations,
];

const json = (schema: z.ZodType, io: 'input' | 'output') => ({
  'application/json': { schema: z.toJSONSchema(schema, { io }) },
});

const pictureContent = Object.fromEntries(
  wire.pictureMediaTypes.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
);

const parameters = ({ path, query }: Operation) => [
  ...Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  })),
  ...Object.entries(query ?? {}).map(([name, description]) => ({
    name,
    in: 'query',
    required: false,
    description,
    schema: { type: 'string' },
  })),
];

const success = ({ success: { schema, stream, type, picture } }: Operation) => {
  if (type) return { description: 'Done', content: { [type]: {} } };
  if (picture) return { description: 'The picture', content: pictureContent };
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

const requestContent = (body: z.ZodType, takesPicture = false) => ({
  ...json(body, 'input'),
  ...(takesPicture ? pictureContent : {}),
});

const requestBody = ({ body, bodyType, takesPicture }: Operation) => {
  if (bodyType) return { requestBody: { content: { [bodyType]: {} } } };
  if (takesPicture === 'only') return { requestBody: { content: pictureContent } };
  return body ? { requestBody: { content: requestContent(body, takesPicture) } } : {};
};

const describe = (operation: Operation) => ({
  summary: operation.summary,
  parameters: parameters(operation),
  ...requestBody(operation),
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
        agentToken: {
          type: 'http',
          scheme: 'bearer',
          description:
            'An API token (`npm run token`): `GET` needs the scope `read`, the rest `write`, the audit log `audit`; 403 `scope-missing` names the one that is missing. Or the `token` of a session.',
        },
        agentCookie: { type: 'apiKey', in: 'cookie', name: '__Host-madoguchi-agent' },
      },
    },
    paths,
    webhooks: webhookDescriptions(),
  };
};
