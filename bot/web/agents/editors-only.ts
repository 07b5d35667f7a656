import type { RequestHandler } from 'express';
import type { AgentRole } from '../../domain/agent.ts';
import { AppError } from '../../errors.ts';
import { agentOf } from './guard.ts';

/** The roles that write texts. */
const editorRoles: ReadonlySet<AgentRole> = new Set(['editor', 'admin']);

/** After `agentsOnly`: lets those through whose role writes texts. */
export const editorsOnly: RequestHandler = (_request, response, next) => {
  if (editorRoles.has(agentOf(response).role)) return next();
  next(
    new AppError({
      code: 'role-not-allowed',
      status: 403,
      message: 'this account does not edit texts; an administrator can give it the role editor',
    }),
  );
};
