import { lastSeq } from '../../bot/domain/conversation.ts';
import type { Conversation } from '../../bot/domain/conversation.ts';
import { needsDesk } from '../../bot/domain/ticket.ts';
import { openLowdbStores } from '../../bot/store/lowdb/open.ts';
import type { LockOwner, Processes } from '../../bot/store/lowdb/processes.ts';
import { SimulatedFiles, systemError } from '../../bot/store/lowdb/simulated-files.ts';
import type { PowerCut, Step } from '../../bot/store/lowdb/simulated-files.ts';
import type { ConversationChange, Stores } from '../../bot/store/port.ts';
import {
  idOf,
  messageIds,
  moved,
  newAgent,
  newConversation,
  newSession,
  withMessage,
  withState,
} from './synthetic.ts';

/** Each start is another process, and those before it are dead. */
let starts = 0;
const newProcess = (): Processes => {
  starts += 1;
  const self: LockOwner = { pid: starts, started: null, nonce: `start ${starts}` };
  return { self: async () => self, isRunning: async (owner) => owner.nonce === self.nonce };
};

const start = (files: SimulatedFiles, report: (error: unknown) => void = () => {}): Promise<Stores> =>
  openLowdbStores({ folder: '/data', files, processes: newProcess(), report });

/** Everything that a story has been told is done: the last acknowledged state of each conversation. */
type Acknowledged = Map<string, Conversation>;

const createAs = async (stores: Stores, acknowledged: Acknowledged, conversation: Conversation) => {
  await stores.conversations.create(conversation);
  acknowledged.set(conversation.id, conversation);
};

const change = async (
  stores: Stores,
  acknowledged: Acknowledged,
  [name, next]: [string, (current: Conversation) => Conversation],
) => {
  const stored = await stores.conversations.update(idOf(name), async (current) => {
    const conversation = next(current);
    return { conversation, result: conversation };
  });
  acknowledged.set(stored.id, stored);
};

/** One conversation to the desk and away again, one to the desk to stay; each await is an acknowledgement. */
const story = async (stores: Stores, acknowledged: Acknowledged): Promise<void> => {
  await createAs(stores, acknowledged, newConversation('a'));
  await change(stores, acknowledged, ['a', (current) => withMessage(current, 'm0')]);
  await change(stores, acknowledged, ['a', (current) => withState(withMessage(current, 'm1'), 'waiting')]);
  await createAs(stores, acknowledged, newConversation('b', 'waiting'));
  await change(stores, acknowledged, ['a', (current) => withState(withMessage(current, 'm2'), 'closed')]);
  await change(stores, acknowledged, ['b', (current) => withMessage(current, 'm0')]);
};

const at = (hour: string): Date => new Date(`2026-11-${hour}:00:00.000Z`);

/** Through the states of the desk within a day and over days; each change is one event. */
const deskStory: typeof story = async (stores, acknowledged) => {
  await createAs(stores, acknowledged, newConversation('a'));
  await change(stores, acknowledged, ['a', (current) => moved(current, 'waiting', at('24T01'))]);
  await createAs(stores, acknowledged, moved(newConversation('b'), 'waiting', at('24T02')));
  await change(stores, acknowledged, ['a', (current) => moved(current, 'closed', at('24T03'))]);
  await change(stores, acknowledged, ['b', (current) => moved(current, 'closed', at('25T01'))]);
  await change(stores, acknowledged, ['a', (current) => moved(current, 'bot', at('26T01'))]);
};

/** The steps of a story on a disk where nothing fails. */
const stepsOf = async (told: typeof story): Promise<Step[]> => {
  const files = new SimulatedFiles();
  const stores = await start(files);
  const steps: Step[] = [];
  files.beforeStep = (step) => steps.push(step);
  await told(stores, new Map());
  return steps;
};

const isPrefix = (shorter: string[], longer: string[]): boolean =>
  shorter.every((each, index) => longer[index] === each);

/** Nothing acknowledged is missing; at most the one change that was under way came through as well, whole. */
const expectKept = async (stores: Stores, acknowledged: Acknowledged): Promise<void> => {
  for (const [id, told] of acknowledged) {
    const stored = await stores.conversations.load(id);
    expect(stored).not.toBeNull();
    if (!stored) continue;
    expect(isPrefix(messageIds(told), messageIds(stored))).toBe(true);
    expect(lastSeq(stored) - lastSeq(told)).toBeLessThanOrEqual(1);
    if (lastSeq(stored) === lastSeq(told)) expect(stored).toEqual(told);
    const atDesk = (await stores.conversations.openAtDesk()).some((each) => each.id === id);
    expect(atDesk).toBe(needsDesk(stored.desk));
  }
};

/** The search finds exactly what is stored with a change of state, each once. */
const expectInHistory = async (stores: Stores): Promise<void> => {
  const stored = await Promise.all([idOf('a'), idOf('b')].map((id) => stores.conversations.load(id)));
  const ids = (kept: (conversation: Conversation) => boolean): string[] =>
    stored.flatMap((each) => (each && kept(each) ? [each.id] : [])).toSorted();
  const found = async (scope: 'closed' | 'all'): Promise<string[]> => {
    const { conversations } = await stores.conversations.search({ scope, text: '', limit: 10 });
    return conversations.map(({ id }) => id).toSorted();
  };
  expect(await found('all')).toEqual(ids(({ events }) => events.some(({ type }) => type === 'status')));
  expect(await found('closed')).toEqual(ids(({ desk }) => desk.state === 'closed'));
};

/** Plays a story until step `number` (from 0), which does not happen. */
const playUntil = async (
  number: number,
  failure: (files: SimulatedFiles, step: Step) => never,
  told = story,
): Promise<{ files: SimulatedFiles; stores: Stores; acknowledged: Acknowledged; error: unknown }> => {
  const files = new SimulatedFiles();
  const stores = await start(files);
  const acknowledged: Acknowledged = new Map();
  let count = 0;
  files.beforeStep = (step) => {
    count += 1;
    if (count === number + 1) failure(files, step);
  };
  const error = await told(stores, acknowledged).then(
    () => null,
    (reason: unknown) => reason,
  );
  files.beforeStep = () => {};
  return { files, stores, acknowledged, error };
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
        const { files, acknowledged } = await playUntil(number, (disk, step) => {
          disk.goDark();
          throw systemError('EIO', step.path);
        });
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

/** The power goes. */
const goDark = (files: SimulatedFiles, step: Step): never => {
  files.goDark();
  throw systemError('EIO', step.path);
};

const historyMarks = async (files: SimulatedFiles): Promise<string[]> => {
  const days = (await files.list('/data/history')) ?? [];
  const names = await Promise.all(days.map((day) => files.list(`/data/history/${day}`)));
  return names.flatMap((each) => each ?? []);
};

describe('the history over a power cut', () => {
  it.each<PowerCut>(['lost', 'torn'])(
    'before any step: a search finds what is stored, and clears the marks that are too many (unsynced: %s)',
    async (cut) => {
      const steps = await stepsOf(deskStory);
      for (let number = 0; number <= steps.length; number += 1) {
        const { files, acknowledged } = await playUntil(number, goDark, deskStory);
        files.cutPower(cut);
        const after = await start(files);
        await expectKept(after, acknowledged);
        await expectInHistory(after);
        const { conversations } = await after.conversations.search({ scope: 'all', text: '', limit: 10 });
        expect(await historyMarks(files)).toHaveLength(conversations.length);
      }
    },
  );

  it.each<PowerCut>(['lost', 'torn'])(
    'before any step of making it anew: the next start has it whole (unsynced: %s)',
    async (cut) => {
      const rebuilding = async (number: number): Promise<number> => {
        const files = new SimulatedFiles();
        await deskStory(await start(files), new Map());
        for (const folder of ['desk', 'history'])
          await files.rename(`/data/${folder}`, `/moved-away/${folder}`);
        let count = 0;
        files.beforeStep = (step) => {
          count += 1;
          if (count === number) goDark(files, step);
        };
        await start(files).catch(() => {});
        files.cutPower(cut);
        await expectInHistory(await start(files));
        return count;
      };
      const steps = await rebuilding(0);
      for (let number = 1; number <= steps; number += 1) await rebuilding(number);
    },
  );

  it.each(['ENOSPC', 'EIO'])(
    '%s at any step: what is acknowledged is found, then and later',
    async (code) => {
      const steps = await stepsOf(deskStory);
      for (const number of steps.keys()) {
        const { files, stores, acknowledged } = await playUntil(
          number,
          (_, step) => {
            throw systemError(code, step.path);
          },
          deskStory,
        );
        if (!acknowledged.has(idOf('a'))) await createAs(stores, acknowledged, newConversation('a'));
        await change(stores, acknowledged, ['a', (current) => moved(current, 'waiting', at('27T01'))]);
        await expectInHistory(stores);
        await stores.conversations.close();
        files.cutPower('lost');
        await expectInHistory(await start(files));
      }
    },
  );

  it('answers 503 where the disk cannot be read, rather than that there is nothing', async () => {
    const files = new SimulatedFiles();
    await deskStory(await start(files), new Map());
    const stores = await start(files);
    files.readText = async (file) => {
      throw systemError('EIO', file);
    };
    const search = stores.conversations.search({ scope: 'all', text: '', limit: 10 });
    await expect(search).rejects.toMatchObject({ code: 'storage-unavailable', status: 503 });
  });
});

const unavailable = { code: 'storage-unavailable', status: 503 };

describe('a failing disk', () => {
  it.each(['ENOSPC', 'EIO', 'EROFS'])(
    '%s at any step: 503 or no loss, memory does not run ahead, and the next write works',
    async (code) => {
      const steps = await stepsOf(story);
      for (const [number, step] of steps.entries()) {
        const { files, stores, acknowledged, error } = await playUntil(number, (_, at) => {
          throw systemError(code, at.path);
        });
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
    expect(heard).toEqual([{ conversationId: idOf('a'), seq: 1 }]);
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
