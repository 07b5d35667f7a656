import { customerOperations } from './openapi/customer.ts';
import { describe } from './openapi/describe.ts';
import { deskOperations } from './openapi/desk.ts';
import { editorOperations } from './openapi/editor.ts';
import type { Operation } from './openapi/operation.ts';
import { signInOperations } from './openapi/sign-in.ts';
import { webhookDescriptions } from './webhook-openapi.ts';

export type { Operation };

/** Every route under `/api/v1`; a test compares it with what the server answers. */
export const operations: readonly Operation[] = [
  ...customerOperations,
  ...signInOperations,
  ...deskOperations,
  ...editorOperations,
];

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
