import * as wire from '../wire.ts';
import type { Operation } from './operation.ts';

const conversation = '/conversations/{id}';

/** What the customer's widget asks of the service. */
export const customerOperations: readonly Operation[] = [
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
];
