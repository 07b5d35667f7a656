import { z } from 'zod';
import { Agents } from './agents.ts';
import { Customers } from './customers.ts';
import { planSchema } from './plan.ts';

/** A process of its own, so that what it takes of its one event loop is not taken of the one that is measured. */

const orderSchema = z.union([z.object({ prepare: planSchema }), z.object({ go: z.literal(true) })]);

let load: Customers | Agents | null = null;

const obey = async (message: unknown): Promise<void> => {
  const order = orderSchema.parse(message);
  if ('prepare' in order) {
    load = order.prepare.kind === 'customers' ? new Customers(order.prepare) : new Agents(order.prepare);
    await load.open();
    process.send?.({ ready: true });
    return;
  }
  process.send?.({ seen: await load?.run() });
};

// Whoever gave the orders has heard everything, or is gone.
process.once('disconnect', () => process.exit(0));

process.on('message', (message) => {
  obey(message).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  });
});
