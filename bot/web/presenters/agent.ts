import type { z } from 'zod';
import type { Agent } from '../../domain/agent.ts';
import type { agentView } from '../wire.ts';

/** An agent without the password's hash. */
export const presentAgent = ({
  id,
  name,
  role,
}: Pick<Agent, 'id' | 'name' | 'role'>): z.infer<typeof agentView> => ({ id, name, role });
