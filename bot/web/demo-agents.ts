import type { Clock } from '../clock.ts';
import type { AgentStore } from '../store/port.ts';
import { hashPassword, verifyPassword } from './agents/password.ts';

/** Known to everybody, so they exist in the demo only, which production refuses. */
export const demoAgents = [
  { id: 'sato', name: '佐藤', password: 'demo-sato' },
  { id: 'suzuki', name: '鈴木', password: 'demo-suzuki' },
] as const;

/** Makes the demo's agents where they are missing. */
export const welcomeDemoAgents = async (store: AgentStore, clock: Clock): Promise<void> => {
  for (const { id, name, password } of demoAgents) {
    if (await store.findAgent(id)) continue;
    await store.saveAgent({
      id,
      name,
      role: 'agent',
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
