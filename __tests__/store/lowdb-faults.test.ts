import { SimulatedFiles, systemError } from '../../bot/store/lowdb/simulated-files.ts';
import type { PowerCut } from '../../bot/store/lowdb/simulated-files.ts';
import type { ConversationChange, Stores } from '../../bot/store/port.ts';
import { change, createAs, expectKept, failWith, goDark, playUntil, start, stepsOf } from './failing-disk.ts';
import type { Story } from './failing-disk.ts';
import { idOf, newAgent, newConversation, newSession, withMessage, withState } from './synthetic.ts';

/** One conversation to the desk and away again, one to the desk to stay; each await is an acknowledgement. */
const story: Story = async (stores, acknowledged) => {
  await createAs(stores, acknowledged, newConversation('a'));
  await change(stores, acknowledged, ['a', (current) => withMessage(current, 'm0')]);
  await change(stores, acknowledged, ['a', (current) => withState(withMessage(current, 'm1'), 'waiting')]);
  await createAs(stores, acknowledged, newConversation('b', 'waiting'));
  await change(stores, acknowledged, ['a', (current) => withState(withMessage(current, 'm2'), 'closed')]);
  await change(stores, acknowledged, ['b', (current) => withMessage(current, 'm0')]);
};

describe('a power cut', () => {
  it.each<PowerCut>(['lost', 'torn'])(
    'before any write, sync or rename loses nothing acknowledged and leaves nothing half (unsynced: %s)',
    async (cut) => {
      const steps = await stepsOf(story);
      expect(new Set(steps.map(({ operation }) => operation))).toEqual(
        new Set(['create', 'write', 'sync', 'rename', 'syncFolder', 'remove']),
      );
      for (let number = 0; number <= steps.length; number += 1) {
        const { files, acknowledged } = await playUntil(story, number, goDark);
        files.cutPower(cut);
        const damage: unknown[] = [];
        const after = await start(files, (error) => damage.push(error));
        await expectKept(after, acknowledged);
        expect(damage).toEqual([]);
        for (const id of [idOf('a'), idOf('b')])
          await expect(after.conversations.load(id)).resolves.toBeDefined();
      }
    },
  );
});

const unavailable = { code: 'storage-unavailable', status: 503 };

describe('a failing disk', () => {
  it.each(['ENOSPC', 'EIO', 'EROFS'])(
    '%s at any step: 503 or no loss, memory does not run ahead, and the next write works',
    async (code) => {
      const steps = await stepsOf(story);
      for (const [number, step] of steps.entries()) {
        const { files, stores, acknowledged, error } = await playUntil(story, number, failWith(code));
        // Only what clears up may fail unnoticed.
        expect(error ?? step).toMatchObject(error ? unavailable : { operation: 'remove' });
        for (const [id, told] of acknowledged) expect(await stores.conversations.load(id)).toEqual(told);

        if (!acknowledged.has(idOf('a'))) await createAs(stores, acknowledged, newConversation('a'));
        await change(stores, acknowledged, ['a', (current) => withMessage(current, 'again')]);
        await stores.conversations.close();
        files.cutPower('lost');
        await expectKept(await start(files), acknowledged);
      }
    },
  );

  it('tells listeners only of what is durable', async () => {
    const files = new SimulatedFiles();
    const stores = await start(files);
    const heard: ConversationChange[] = [];
    await stores.conversations.create(newConversation('a'));
    const steps: string[] = [];
    files.beforeStep = ({ operation }) => steps.push(operation);
    stores.conversations.onChange((each) => {
      heard.push(each);
      steps.push('told');
    });
    await change(stores, new Map(), ['a', (current) => withMessage(current, 'm0')]);
    expect(steps).toEqual(['create', 'write', 'sync', 'rename', 'syncFolder', 'told']);

    files.beforeStep = ({ path }) => {
      throw systemError('ENOSPC', path);
    };
    const refused = change(stores, new Map(), ['a', (current) => withMessage(current, 'm1')]);
    await expect(refused).rejects.toMatchObject({ code: 'storage-unavailable' });
    expect(heard).toEqual([{ conversationId: idOf('a'), seq: 1, everAtDesk: false }]);
  });

  it('is not ready while it takes no writes, and ready again afterwards', async () => {
    const files = new SimulatedFiles();
    const stores = await start(files);
    files.beforeStep = ({ path }) => {
      throw systemError('EROFS', path);
    };
    await expect(stores.conversations.ready()).rejects.toMatchObject({
      code: 'storage-unavailable',
      cause: expect.objectContaining({ message: expect.stringContaining('EROFS') }),
    });
    files.beforeStep = () => {};
    await expect(stores.conversations.ready()).resolves.toBeUndefined();
  });

  it('that cannot be read answers 503, not damage', async () => {
    const files = new SimulatedFiles();
    await (await start(files)).conversations.create(newConversation('a'));
    const stores = await start(files);
    files.readText = async (file) => {
      throw systemError('EIO', file);
    };
    await expect(stores.conversations.load(idOf('a'))).rejects.toMatchObject({ code: 'storage-unavailable' });
  });
});

const tellOfAgent = async (stores: Stores, told: string[]): Promise<void> => {
  await stores.agents.saveAgent(newAgent('sato'));
  told.push('saved');
  await stores.agents.saveSession(newSession('hash', 'sato'));
  told.push('session');
  await stores.agents.removeAgent('sato');
  told.push('removed');
};

const expectToldOfAgent = async (stores: Stores, told: string[]): Promise<void> => {
  const agent = await stores.agents.findAgent('sato');
  const session = await stores.agents.findSession('hash');
  if (told.includes('removed')) expect([agent, session]).toEqual([null, null]);
  if (told.includes('saved') && !told.includes('session')) expect(agent).not.toBeNull();
  // Told of the session, the removal is under way. A session never outlives its agent then: it would come alive with the next agent of that id.
  if (session) expect(agent).not.toBeNull();
};

describe('agents and sessions on a failing disk', () => {
  it.each<PowerCut>(['lost', 'torn'])(
    'a power cut before any step keeps what was told (unsynced: %s)',
    async (cut) => {
      const counting = new SimulatedFiles();
      const plain = await start(counting);
      let steps = 0;
      counting.beforeStep = () => {
        steps += 1;
      };
      await tellOfAgent(plain, []);
      for (let number = 0; number <= steps; number += 1) {
        const files = new SimulatedFiles();
        const stores = await start(files);
        let left = number;
        files.beforeStep = ({ path }) => {
          left -= 1;
          if (left >= 0) return;
          files.goDark();
          throw systemError('EIO', path);
        };
        const told: string[] = [];
        await tellOfAgent(stores, told).catch(() => {});
        files.cutPower(cut);
        const after = await start(files);
        await expectToldOfAgent(after, told);
        await after.agents.saveAgent(newAgent('suzuki'));
        expect(await after.agents.findAgent('suzuki')).not.toBeNull();
      }
    },
  );
});
