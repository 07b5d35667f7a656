import type { Clock } from '../clock.ts';
import type { AgentStore } from '../store/port.ts';
import { hashPassword, verifyPassword } from './agents/password.ts';

/** Known to everybody, so they exist in the demo only, which production refuses. */
export const demoAgents = [
  { id: 'sato', name: '佐藤', role: 'agent', password: 'demo-sato' },
  { id: 'suzuki', name: '鈴木', role: 'agent', password: 'demo-suzuki' },
  { id: 'tanaka', name: '田中', role: 'editor', password: 'demo-tanaka' },
  { id: 'ito', name: '伊藤', role: 'editor', password: 'demo-ito' },
] as const;

/** Makes the demo's agents where they are missing. */
export const welcomeDemoAgents = async (store: AgentStore, clock: Clock): Promise<void> => {
  for (const { id, name, role, password } of demoAgents) {
    if (await store.findAgent(id)) continue;
    await store.saveAgent({
      id,
      name,
      role,
      passwordHash: await hashPassword(password),
      createdAt: clock.now().toISOString(),
    });
  }
};

/** Removes what a demo left in the data folder: nobody may log in outside it with a password that is known. */
export const dismissDemoAgents = async (store: AgentStore): Promise<void> => {
  for (const { id, password } of demoAgents) {
    const agent = await store.findAgent(id);
    if (agent?.passwordHash && (await verifyPassword(password, agent.passwordHash)))
      await store.removeAgent(id);
  }
};
