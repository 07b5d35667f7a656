import { SimulatedFiles, type PowerCut, type Step } from '../../bot/store/lowdb/simulated-files.ts';
import { change, createAs, expectKept, failWith, goDark, start, type Acknowledged } from './failing-disk.ts';
import { newConversation, withMessage, withState } from './synthetic.ts';

/** A folder whose last process was killed in the middle of a write and of a move to the desk. */
const leftByKill = async (): Promise<{ files: SimulatedFiles; acknowledged: Acknowledged }> => {
  const files = new SimulatedFiles();
  const acknowledged: Acknowledged = new Map();
  const stores = await start(files);
  await createAs(stores, acknowledged, newConversation('a'));
  await createAs(stores, acknowledged, newConversation('b', 'waiting'));
  await change(stores, acknowledged, ['a', (current) => withMessage(current, 'm0')]);
  files.beforeStep = (step) => {
    if (step.operation === 'rename') goDark(files, step);
  };
  const lost = change(stores, new Map(), [
    'a',
    (current) => withState(withMessage(current, 'm1'), 'waiting'),
  ]);
  await lost.catch(() => {});
  files.cutPower('torn');
  return { files, acknowledged };
};

const empty = async (): Promise<{ files: SimulatedFiles; acknowledged: Acknowledged }> => ({
  files: new SimulatedFiles(),
  acknowledged: new Map(),
});

/** How many changing steps a start takes where nothing fails. */
const stepsOfStart = async (files: SimulatedFiles): Promise<number> => {
  let count = 0;
  files.beforeStep = () => {
    count += 1;
  };
  await start(files);
  return count;
};

const failAt = (
  files: SimulatedFiles,
  number: number,
  failure: (files: SimulatedFiles, step: Step) => never,
): void => {
  let left = number;
  files.beforeStep = (step) => {
    left -= 1;
    if (left === 0) failure(files, step);
  };
};

describe.each([
  ['an empty folder', empty],
  ['a folder that a kill left', leftByKill],
])('a start over %s', (_, prepare) => {
  it.each(['ENOSPC', 'EIO'])(
    'meets %s at any step with one line or without harm, and the next start has everything',
    async (code) => {
      const steps = await stepsOfStart((await prepare()).files);
      for (let number = 1; number <= steps; number += 1) {
        const { files, acknowledged } = await prepare();
        failAt(files, number, failWith(code));
        const refusal = await start(files).then(
          () => null,
          (error: unknown) => error,
        );
        // A start may also succeed, where what failed was only clearing up.
        const oneLine = { name: 'StartError', message: expect.stringContaining(code) };
        expect(refusal ?? oneLine).toMatchObject(oneLine);
        files.beforeStep = () => {};
        await expectKept(await start(files), acknowledged);
      }
    },
  );

  it.each<PowerCut>(['lost', 'torn'])(
    'over a power cut at any step loses nothing (unsynced: %s)',
    async (cut) => {
      const steps = await stepsOfStart((await prepare()).files);
      for (let number = 1; number <= steps; number += 1) {
        const { files, acknowledged } = await prepare();
        failAt(files, number, goDark);
        await start(files).catch(() => {});
        files.cutPower(cut);
        const after = await start(files);
        expect((await after.conversations.openAtDesk()).length).toBe(acknowledged.size > 0 ? 1 : 0);
        await expectKept(after, acknowledged);
      }
    },
  );
});
