import { lastSeq } from '../../bot/domain/conversation.ts';
import type { Conversation } from '../../bot/domain/conversation.ts';
import { needsDesk } from '../../bot/domain/ticket.ts';
import { openLowdbStores } from '../../bot/store/lowdb/open.ts';
import type { LockOwner, Processes } from '../../bot/store/lowdb/processes.ts';
import { SimulatedFiles, systemError } from '../../bot/store/lowdb/simulated-files.ts';
import type { Step } from '../../bot/store/lowdb/simulated-files.ts';
import type { Stores } from '../../bot/store/port.ts';
import { idOf, messageIds } from './synthetic.ts';

/** Each start is another process, and those before it are dead. */
let starts = 0;
export const newProcess = (): Processes => {
  starts += 1;
  const self: LockOwner = { pid: starts, started: null, nonce: `start ${starts}` };
  return { self: async () => self, isRunning: async (owner) => owner.nonce === self.nonce };
};

export const start = (files: SimulatedFiles, report: (error: unknown) => void = () => {}): Promise<Stores> =>
  openLowdbStores({ folder: '/data', files, processes: newProcess(), report });

/** Everything that a story has been told is done: the last acknowledged state of each conversation. */
export type Acknowledged = Map<string, Conversation>;

export const createAs = async (stores: Stores, acknowledged: Acknowledged, conversation: Conversation) => {
  await stores.conversations.create(conversation);
  acknowledged.set(conversation.id, conversation);
};

export const change = async (
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

/** What is done to the store; each of its awaits is an acknowledgement. */
export type Story = (stores: Stores, acknowledged: Acknowledged) => Promise<void>;

/** The steps of a story on a disk where nothing fails. */
export const stepsOf = async (told: Story): Promise<Step[]> => {
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
export const expectKept = async (stores: Stores, acknowledged: Acknowledged): Promise<void> => {
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

/** Plays a story until step `number` (from 0), which does not happen. */
export const playUntil = async (
  told: Story,
  number: number,
  failure: (files: SimulatedFiles, step: Step) => never,
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

/** The power goes. */
export const goDark = (files: SimulatedFiles, step: Step): never => {
  files.goDark();
  throw systemError('EIO', step.path);
};

/** The step fails with an error of the system. */
export const failWith =
  (code: string) =>
  (_files: SimulatedFiles, step: Step): never => {
    throw systemError(code, step.path);
  };
