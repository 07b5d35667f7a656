import * as fc from 'fast-check';
import { append } from '../../bot/domain/conversation.ts';
import { reply } from '../../bot/domain/reply.ts';
import type { Brain } from '../../bot/conversation/brain.ts';
import { DeskScene } from '../conversation/desk-scene.ts';
import { checkAll, type Real } from './life-cycle-checks.ts';
import { lifeCycleCommands } from './life-cycle-commands.ts';
import { Model } from './life-cycle-model.ts';
import { Program, type Fault } from './life-cycle-program.ts';

let brain: Brain;
beforeAll(async () => {
  ({ brain } = await DeskScene.open());
});

const setUp = async (fault: Fault): Promise<{ model: Model; real: Real }> => {
  const model = new Model();
  const program = new Program(brain, fault);
  program.clock.set(new Date(model.now));
  const ids = [await program.open(), await program.open(), await program.open()];
  const real = { program, ids, before: new Map() };
  await checkAll(model, real);
  return { model, real };
};

const lifeCycle = (fault: Fault = {}) =>
  fc.asyncProperty(lifeCycleCommands, async (commands) => {
    await fc.asyncModelRun(() => setUp(fault), commands);
  });

/** Below the time limit of one test. */
const mostMs = 40_000;

/** What went wrong in any of the runs, null when nothing did. */
const failureOf = async (runs: number, fault: Fault = {}, seed?: number): Promise<string | null> => {
  const details = await fc.check(lifeCycle(fault), {
    numRuns: runs,
    // On a machine that others use as well, fewer runs rather than a failure for being slow.
    interruptAfterTimeLimit: mostMs,
    ...(seed === undefined ? {} : { seed, endOnFailure: true }),
  });
  return details.failed ? (fc.defaultReportMessage(details) ?? 'failed') : null;
};

test('whatever customers, agents, time and restarts do, conversations live as the table says', async () => {
  expect(await failureOf(60)).toBeNull();
});

/** Faults that were planted, each of which would be a broken promise. */
const faults: Record<string, Fault> = {
  'a release that loses the place in the queue': {
    after: async (program, act, id) => {
      if (act !== 'gives back') return;
      const waitingSince = program.clock.now().toISOString();
      await program.store.update(id, async (current) => ({
        conversation: { ...current, desk: { ...current.desk, waitingSince } },
        result: null,
      }));
    },
  },
  'a bot that answers while a person has the conversation': {
    after: async (program, act, id) => {
      if (act !== 'say') return;
      await program.store.update(id, async (current) => {
        const talks = current.desk.state === 'claimed';
        const said = reply('answer', { wording: { id: 'fallback', version: 1 }, blocks: [] });
        return { conversation: talks ? append(current, program.clock.now(), [said]) : null, result: null };
      });
    },
  },
  'a sweep that closes a day early': { fastMs: 24 * 3_600_000 },
  'an answer that forgets its date of closing': {
    after: async (program, act, id) => {
      if (act !== 'answers') return;
      await program.store.update(id, async (current) => ({
        conversation: { ...current, desk: { ...current.desk, closesOn: null } },
        result: null,
      }));
    },
  },
};

test.each(Object.entries(faults))('the test before finds %s', async (_what, fault) => {
  expect(await failureOf(400, fault, 20_261_124)).not.toBeNull();
});
