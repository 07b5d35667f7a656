import type { Clock } from '../clock.ts';
import type { AuditEntry } from '../domain/audit.ts';
import type { Auditing } from '../handoff/auditing.ts';
import type { AgentStore } from '../store/port.ts';
import { hashPassword, verifyPassword, type ScryptCost } from './agents/password.ts';

/** Known to everybody, so they exist in the demo only, which production refuses. */
export const demoAgents = [
  { id: 'sato', name: '佐藤', role: 'agent', password: 'demo-sato' },
  { id: 'suzuki', name: '鈴木', role: 'agent', password: 'demo-suzuki' },
  { id: 'takahashi', name: '高橋', role: 'lead', password: 'demo-takahashi' },
  { id: 'tanaka', name: '田中', role: 'editor', password: 'demo-tanaka' },
  { id: 'ito', name: '伊藤', role: 'editor', password: 'demo-ito' },
] as const;

/** The least that is sane: no cost protects a password that everybody knows, and the usual one takes a start a second. */
const demoCost: ScryptCost = { N: 2 ** 14, r: 8, p: 1 };

interface Parts {
  agents: AgentStore;
  audit: Auditing;
  clock: Clock;
}

const bySystem = (act: AuditEntry['act'], id: string): AuditEntry => ({
  actor: 'system',
  act,
  subject: `agent:${id}`,
  details: { demo: true },
});

/** Makes the demo's agents where they are missing. */
export const welcomeDemoAgents = async ({ agents, audit, clock }: Parts): Promise<void> => {
  for (const { id, name, role, password } of demoAgents) {
    if (await agents.findAgent(id)) continue;
    const passwordHash = await hashPassword(password, demoCost);
    await audit.record(bySystem('account-created', id));
    await agents.saveAgent({ id, name, role, passwordHash, createdAt: clock.now().toISOString() });
  }
};

/** Removes what a demo left in the data folder: nobody may log in outside it with a password that is known. */
export const dismissDemoAgents = async ({ agents, audit }: Parts): Promise<void> => {
  for (const { id, password } of demoAgents) {
    const agent = await agents.findAgent(id);
    if (!agent?.passwordHash || !(await verifyPassword(password, agent.passwordHash))) continue;
    await agents.removeAgent(id);
    await audit.note(bySystem('account-removed', id));
  }
};
