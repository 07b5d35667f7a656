import { deskRolesOnly } from '../../bot/web/agents/guard.ts';
import { agentRoleSchema } from '../../bot/domain/agent.ts';
import { createServer } from 'node:http';
import { once } from 'node:events';
import express from 'express';
import { problemHandler } from '../../bot/web/problem.ts';

/** A server whose every request comes from an agent of this role. */
const statusFor = async (role: string): Promise<number> => {
  const app = express();
  app.use((_request, response, next) => {
    response.locals['agentSession'] = { agent: { id: 'someone', name: '誰か', role } };
    next();
  });
  app.get('/', deskRolesOnly, (_request, response) => {
    response.end();
  });
  app.use(problemHandler(() => {}));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : null;
  const { status } = await fetch(`http://127.0.0.1:${port}/`);
  server.close();
  return status;
};

test('agents, leads and administrators work at the desk; an editor reads no conversation', async () => {
  const statuses = await Promise.all(
    agentRoleSchema.options.map(async (role) => [role, await statusFor(role)]),
  );
  expect(Object.fromEntries(statuses)).toEqual({ agent: 200, lead: 200, editor: 403, admin: 200 });
});
