import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { StartError } from '../../errors.ts';
import type { Json } from '../port.ts';
import { DurableJson } from './durable-json.ts';
import { lockFileName, requestsFolder } from './layout.ts';
import { LockFile } from './lock-file.ts';
import { nodeFiles } from './node-files.ts';
import { systemProcesses } from './processes.ts';
import { answerFileSchema, answerName, requestFileSchema, requestName, takenName } from './requests.ts';

/** How often an answer is looked for (ms). */
const lookEveryMs = 100;
/** A server takes a request within half a second, unless it is older than requests or stands still (ms). */
const takenWithinMs = 20_000;

/**
 * Asks the server that has the data folder, and waits for its answer however long it takes. Null when no
 * server has the folder (any more): who asks may then take it and do the work.
 * @throws StartError when the server refuses, or does not take the request.
 */
export const askServer = async (root: string, request: Json): Promise<{ result: Json } | null> => {
  const lock = new LockFile({ files: nodeFiles, processes: systemProcesses }, path.join(root, lockFileName));
  if ((await lock.holder()) === null) return null;
  const id = randomUUID();
  await nodeFiles.makeFolder(path.join(root, requestsFolder));
  await fileIn(root, requestName(id), requestFileSchema).write({ format: 1, request });
  try {
    return await answerTo({ root, id, lock });
  } finally {
    for (const name of [requestName(id), takenName(id), answerName(id)])
      await nodeFiles.remove(path.join(root, name));
  }
};

interface Asked {
  root: string;
  id: string;
  lock: LockFile;
}

const answerTo = async ({ root, id, lock }: Asked): Promise<{ result: Json } | null> => {
  const file = fileIn(root, answerName(id), answerFileSchema);
  const untaken = path.join(root, requestName(id));
  const askedAt = performance.now();
  for (;;) {
    // In this order: what ended after its answer has answered.
    const holder = await lock.holder();
    const answer = await file.read();
    if (answer && 'refused' in answer) throw new StartError(answer.refused);
    if (answer) return answer;
    if (holder === null) return null;
    const late = performance.now() - askedAt > takenWithinMs;
    if (late && (await nodeFiles.version(untaken)) !== null)
      throw new StartError(
        `The server (pid ${holder}) that has ${root} does not take requests; stop it and run this again`,
      );
    await sleep(lookEveryMs);
  }
};

const fileIn = <T>(root: string, file: string, schema: z.ZodType<T>): DurableJson<T> =>
  new DurableJson({ files: nodeFiles, folder: root, file, schema });
