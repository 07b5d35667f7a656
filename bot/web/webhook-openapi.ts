import { z } from 'zod';
import { webhookEventSchema } from '../domain/webhook.ts';

const written = z
  .string()
  .nullable()
  .optional()
  .describe('For endpoints that ask for texts: what was written, masked; null when staff removed it.');

const [waiting, claimed, message, closed, survey] = webhookEventSchema.options;

/** What receivers get, by type. */
export const webhookPayloads = [
  { schema: waiting, summary: 'A customer waits for a person.' },
  { schema: claimed, summary: 'A person took a conversation, or was handed it.' },
  {
    schema: message.extend({ data: message.shape.data.extend({ text: written }) }),
    summary: 'The customer or a person wrote.',
  },
  { schema: closed, summary: 'A conversation was closed, by a person or by time.' },
  {
    schema: survey.extend({ data: survey.shape.data.extend({ comment: written }) }),
    summary: 'The customer said how they were served, from 1 to 5.',
  },
];

const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});

const headers = [
  header('webhook-id', 'The same at every attempt: what was taken already is told by it.'),
  header('webhook-timestamp', 'Instant of the attempt in seconds since 1970.'),
  header(
    'webhook-signature',
    '`v1,` and HMAC-SHA256 over `id.timestamp.body` in base64; several after a rotation.',
  ),
];

/** The part `webhooks` of the OpenAPI description: what this program posts to others (Standard Webhooks). */
export const webhookDescriptions = () =>
  Object.fromEntries(
    webhookPayloads.map(({ schema, summary }) => [
      schema.shape.type.value,
      {
        post: {
          summary,
          parameters: headers,
          requestBody: { content: { 'application/json': { schema: z.toJSONSchema(schema) } } },
          responses: {
            '2XX': { description: 'Taken.' },
            '410': { description: 'No more, please: the endpoint is disabled.' },
            default: { description: 'Not taken: tried again, for three days.' },
          },
        },
      },
    ]),
  );
