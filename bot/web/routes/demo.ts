import { SignJWT } from 'jose';
import { Router } from 'express';
import { z } from 'zod';
import { isSettable, notSettable, type SettableClock } from '../../clock.ts';
import { japanDate, addDays } from '../../policy/japan-time.ts';
import { jsonBody } from '../body.ts';
import { parse } from '../problem.ts';

interface Parts {
  clock: SettableClock;
  /** HS256 secret that identities are signed with in the demo. */
  identityKey: string;
  agents: readonly { id: string; name: string; password: string }[];
  /** After the clock was set: the office may have opened or closed. */
  clockSet(): void;
}

interface Persona {
  role: string;
  plan: string;
  /** Days since the free trial began. */
  trialDay?: number;
}

const personas: Record<string, Persona> = {
  employee: { role: 'employee', plan: 'standard' },
  'admin-zero-trial': { role: 'admin', plan: 'zero', trialDay: 5 },
  'admin-zero-over': { role: 'admin', plan: 'zero', trialDay: 16 },
  'admin-small': { role: 'admin', plan: 'small' },
  'admin-standard': { role: 'admin', plan: 'standard' },
  'admin-professional': { role: 'admin', plan: 'professional' },
};

const identityRequest = z.strictObject({ persona: z.enum(['anonymous', ...Object.keys(personas)]) });
const instant = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value))
  .refine(isSettable, { error: notSettable });
const clockRequest = z.strictObject({ now: instant.nullable() });

/** What the demo page switches: who one is, and the time. Not there in production. */
export const demoRoutes = ({ clock, identityKey, agents, clockSet }: Parts): Router => {
  const router = Router();
  const key = new TextEncoder().encode(identityKey);
  router.use(...jsonBody);

  router.get('/state', (_request, response) => {
    response.json({ now: clock.now().toISOString(), agents });
  });

  router.post('/identity', async (request, response) => {
    const { persona } = parse(identityRequest, request.body);
    const chosen = personas[persona];
    if (!chosen) return void response.json({ identity: null });
    const identity = await new SignJWT(claimsOf(chosen, clock.now()))
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(`demo-${persona}`)
      .setAudience('support-chat')
      .setIssuedAt()
      .sign(key);
    response.json({ identity });
  });

  router.post('/clock', (request, response) => {
    const { now } = parse(clockRequest, request.body);
    clock.set(now);
    clockSet();
    response.json({ now: clock.now().toISOString() });
  });

  return router;
};

const claimsOf = ({ role, plan, trialDay }: Persona, now: Date): Record<string, string> => ({
  name: role === 'admin' ? '管理者 花子' : '従業員 太郎',
  company: 'サンプル株式会社',
  role,
  plan,
  ...(trialDay === undefined ? {} : { trialStartedOn: addDays(japanDate(now), 1 - trialDay) }),
});
