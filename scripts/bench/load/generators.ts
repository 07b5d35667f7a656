import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { tie } from '../../proof/lifeline.ts';
import { usageOf, type Usage } from '../../proof/process-usage.ts';
import { seenSchema, type Plan, type Seen } from './plan.ts';

const program = fileURLToPath(new URL('generator.ts', import.meta.url));
const reportSchema = z.object({ seen: seenSchema });

/** Processes that make load, each after its plan. */
export class Generators {
  readonly #children: ChildProcess[];

  private constructor(children: ChildProcess[]) {
    this.#children = children;
  }

  /** Resolves when every conversation and stream is open. */
  static async prepare(plans: readonly Plan[]): Promise<Generators> {
    const children = plans.map(() => fork(program, { execArgv: ['--import', 'tsx'] }));
    for (const child of children) tie(child, { signal: 'SIGKILL' });
    await Promise.all(
      children.map(async (child, index) => {
        child.send({ prepare: plans[index] });
        await heard(child);
      }),
    );
    return new Generators(children);
  }

  /** Runs all plans at once; what each process has seen, together. */
  async run(): Promise<Seen> {
    const reports = this.#children.map(async (child) => {
      child.send({ go: true });
      const { seen } = reportSchema.parse(await heard(child));
      child.disconnect();
      return seen;
    });
    return (await Promise.all(reports)).reduce(together);
  }

  usage(): Promise<Usage> {
    return usageOf(this.#children.map(({ pid }) => pid ?? 0));
  }
}

/** The child's next message. */
const heard = async (child: ChildProcess): Promise<unknown> => {
  const failed = once(child, 'exit').then(() => {
    throw new Error('a process that makes load has failed');
  });
  const [message]: unknown[] = await Promise.race([once(child, 'message'), failed]);
  return message;
};

const sum = (one: Record<string, number>, other: Record<string, number>): Record<string, number> => {
  const all = { ...one };
  for (const [what, count] of Object.entries(other)) all[what] = (all[what] ?? 0) + count;
  return all;
};

const together = (one: Seen, other: Seen): Seen => ({
  acknowledged: [...one.acknowledged, ...other.acknowledged],
  delivered: [...one.delivered, ...other.delivered],
  claims: [...one.claims, ...other.claims],
  answers: sum(one.answers, other.answers),
  errors: sum(one.errors, other.errors),
});
