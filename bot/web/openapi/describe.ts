import { z } from 'zod';
import * as wire from '../wire.ts';
import type { Operation } from './operation.ts';

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

/** An operation as OpenAPI writes it. */
export const describe = (operation: Operation) => ({
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
