import { Router } from 'express';
import type { z } from 'zod';
import { auditActorSchema, auditActSchema, auditActsOf, type AuditAct } from '../../domain/audit.ts';
import { may } from '../../domain/permission.ts';
import type { ActingAgent } from '../../handoff/audited.ts';
import type { AuditLog, AuditPage } from '../../store/port.ts';
import { agentOf, agentsOnly, onlyWhoMay, type GuardParts } from '../agents/guard.ts';
import { parse } from '../problem.ts';
import { auditRequest, type AuditResponse } from '../wire.ts';

interface Parts extends GuardParts {
  audit: AuditLog;
}

/** The audit log: leads read what was done at the desk, administrators all. */
export const auditRoutes = (parts: Parts): Router => {
  const router = Router();
  router.use(agentsOnly(parts, 'audit'), onlyWhoMay('read-desk-audit'));
  router.get('/', async (request, response) => {
    const wanted = parse(auditRequest, request.query);
    const agent = agentOf(response);
    const page = await parts.audit.search({
      acts: actsFor(agent, wanted),
      actor: wanted.actor === undefined ? null : actorFrom(wanted.actor),
      subject: wanted.subject ?? null,
      since: wanted.since === undefined ? null : new Date(wanted.since),
      before: wanted.before ?? null,
      limit: wanted.limit,
    });
    response.json(present(page, readableBy(agent)));
  });
  return router;
};

const readableBy = ({ role }: ActingAgent): AuditAct[] =>
  may(role, 'read-account-audit') ? auditActSchema.options : auditActsOf.desk;

/** Null, which is all, also what a newer version recorded. */
const actsFor = (agent: ActingAgent, { act }: z.infer<typeof auditRequest>): readonly string[] | null => {
  const wanted = act === undefined ? null : [act].flat();
  if (may(agent.role, 'read-account-audit')) return wanted;
  const readable = readableBy(agent);
  return wanted === null ? readable : wanted.filter((each) => readable.includes(each));
};

/** An account's id alone will do. */
const actorFrom = (text: string): string =>
  auditActorSchema.safeParse(text).success ? text : `agent:${text}`;

const present = ({ rows, next }: AuditPage, acts: AuditAct[]): AuditResponse => ({
  rows: rows.map(({ number, at, actor, act, subject, details, hash }) => ({
    number,
    at,
    actor,
    act,
    subject,
    details,
    hash,
  })),
  next,
  acts,
});
