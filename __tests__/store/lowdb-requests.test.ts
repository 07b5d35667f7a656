import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { StartError } from '../../bot/errors.ts';
import { askServer } from '../../bot/store/lowdb/ask-server.ts';
import { nodeFiles } from '../../bot/store/lowdb/node-files.ts';
import type { HandleRequest, Stores } from '../../bot/store/port.ts';
import { storageUnavailable } from '../../bot/store/storage-errors.ts';
import { newFolder, openIn, overwrite, tidyUp } from './lowdb-disk.ts';

let folder: string;
let stopping: (() => Promise<void>)[] = [];
beforeEach(async () => {
  folder = await newFolder();
});
afterEach(async () => {
  for (const stop of stopping.splice(0)) await stop();
  await tidyUp();
});

/** A server that has the folder. */
const serving = async (
  handle: HandleRequest,
  report: (error: unknown) => void = () => {},
): Promise<Stores> => {
  const stores = await openIn({ folder, report });
  stopping.push(stores.requests?.serve(handle) ?? (async () => {}));
  return stores;
};

const requestsIn = async (): Promise<string[]> => readdir(path.join(folder, 'requests'));
const id = '00000000-0000-4000-8000-000000000000';
const put = async (kind: string, value: unknown): Promise<void> => {
  await nodeFiles.makeFolder(path.join(folder, 'requests'));
  await writeFile(path.join(folder, 'requests', `${id}.${kind}.json`), JSON.stringify(value));
};

/** What the server has answered to the request of `id`, however long that takes. */
const answer = async (): Promise<unknown> => {
  for (;;) {
    const text = await readFile(path.join(folder, 'requests', `${id}.answer.json`), 'utf8').catch(() => null);
    if (text !== null) return JSON.parse(text);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

describe('a request to the server that has the data folder', () => {
  it('is answered, and nothing of it is left', async () => {
    await serving(async (request) => ({ asked: request }));
    expect(await askServer(folder, { customer: '山田' })).toMatchObject({
      result: { asked: { customer: '山田' } },
    });
    expect(await requestsIn()).toEqual([]);
  });

  it('is not made where no server has the folder', async () => {
    expect(await askServer(folder, {})).toBeNull();
    const stores = await openIn({ folder });
    await stores.conversations.close();
    expect(await askServer(folder, {})).toBeNull();
    expect(await nodeFiles.list(path.join(folder, 'requests'))).toBeNull();
  });

  it('of several at once each gets its own answer, one after the other', async () => {
    let running = 0;
    let most = 0;
    await serving(async (request) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return request;
    });
    const answers = await Promise.all([1, 2, 3].map((number) => askServer(folder, { number })));
    expect(answers.map((each) => each?.result)).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }]);
    expect(most).toBe(1);
  });

  it('that fails is refused with the reason that an operator may know', async () => {
    await serving(async () => {
      throw storageUnavailable('removing conversations/3f/x.json failed with EIO');
    });
    const refused = askServer(folder, {});
    await expect(refused).rejects.toThrow(StartError);
    await expect(refused).rejects.toThrow(/unavailable at the moment: removing .* failed with EIO$/);
    expect(await requestsIn()).toEqual([]);
  });

  it('that meets a fault of the program is refused without its words, which the log has', async () => {
    const reports: unknown[] = [];
    const fault = new Error('a word of a customer');
    await serving(
      async () => {
        throw fault;
      },
      (error) => reports.push(error),
    );
    await expect(askServer(folder, {})).rejects.toThrow('The server could not do it; its log says why');
    expect(reports).toEqual([fault]);
  });

  it('is done by the command when the server ends before it has answered', async () => {
    const stores = await openIn({ folder });
    const asked = askServer(folder, {});
    await new Promise((resolve) => setTimeout(resolve, 50));
    await stores.conversations.close();
    expect(await asked).toBeNull();
    expect(await requestsIn()).toEqual([]);
  });

  it.each(['request', 'taken'])(
    'that was %s when the server was killed is done at the next start',
    async (kind) => {
      await put(kind, { format: 1, request: { customer: 'u1' } });
      await serving(async (request) => ({ done: request }));
      expect(await answer()).toEqual({ format: 1, result: { done: { customer: 'u1' } } });
      expect(await requestsIn()).toEqual([`${id}.answer.json`]);
    },
  );

  it('that nobody fetched the answer of leaves none after the next start', async () => {
    await put('answer', { format: 1, result: 'of before' });
    await serving(async () => 'now');
    await askServer(folder, {});
    expect(await requestsIn()).toEqual([]);
  });

  it.each(['', '{"format":1', '{"format":2,"request":{}}', 'null'])(
    'that is damaged is refused, and the next one is answered: %j',
    async (text) => {
      await put('request', '');
      await overwrite(path.join(folder, 'requests', `${id}.request.json`), text);
      await serving(async () => 'done');
      expect(await answer()).toEqual({ format: 1, refused: expect.stringContaining('is damaged') });
      expect(await askServer(folder, {})).toMatchObject({ result: 'done' });
    },
  );

  it('is nobody else’s to read', async () => {
    let mode = 0;
    await serving(async () => {
      const [name = ''] = await requestsIn();
      mode = (await stat(path.join(folder, 'requests', name))).mode & 0o777;
      return null;
    });
    await askServer(folder, {});
    expect(mode).toBe(0o600);
  });
});
