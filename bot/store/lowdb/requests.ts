import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { CommandRequests, HandleRequest } from '../port.ts';
import { DurableJson } from './durable-json.ts';
import type { Files } from './files.ts';
import { requestsFolder } from './layout.ts';

/** How often the folder is looked into (ms). Sane: 200 to 2,000; a look at an empty folder costs 0.1 ms. */
const lookEveryMs = 500;
/** An answer that nobody fetched, since its command was ended, is cleared after this (ms). */
const unfetchedMs = 10 * 60 * 1_000;

const format = z.literal(1);

/** In the folder, a request is `<id>.request.json`, then `<id>.taken.json`, then `<id>.answer.json`. */
export const requestFileSchema = z.strictObject({ format, request: z.json() });
export const answerFileSchema = z.union([
  z.strictObject({ format, result: z.json() }),
  /** What a person reads who ran the command. */
  z.strictObject({ format, refused: z.string() }),
]);
type Answer = z.infer<typeof answerFileSchema>;

export const requestName = (id: string): string => `${requestsFolder}/${id}.request.json`;
export const takenName = (id: string): string => `${requestsFolder}/${id}.taken.json`;
export const answerName = (id: string): string => `${requestsFolder}/${id}.answer.json`;

const pending = /^([0-9a-f-]{36})\.(request|taken)\.json$/;
const answered = /^([0-9a-f-]{36})\.answer\.json$/;

interface Place {
  files: Files;
  /** The data folder. */
  root: string;
  report: (error: unknown) => void;
}

/**
 * What commands ask of the process that has the data folder, by files in it: who may write there may do
 * everything anyway, so that nothing has to be opened, named or guarded besides. A request is done once or,
 * when the process was ended in the middle, again at the next start.
 */
export class FolderRequests implements CommandRequests {
  readonly #place: Place;
  readonly #answeredAt = new Map<string, number>();

  constructor(place: Place) {
    this.#place = place;
  }

  serve(handle: HandleRequest): () => Promise<void> {
    const closing = new AbortController();
    const running = this.#follow(handle, closing.signal);
    return async () => {
      closing.abort();
      await running;
    };
  }

  async #follow(handle: HandleRequest, signal: AbortSignal): Promise<void> {
    let failing = false;
    await this.#clearAnswers().catch(this.#place.report);
    while (!signal.aborted) {
      try {
        await this.#look(handle, signal);
        failing = false;
      } catch (error) {
        // Once an outage of the disk: that it still is away is no news.
        if (!failing) this.#place.report(error);
        failing = true;
      }
      await sleep(lookEveryMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  async #look(handle: HandleRequest, signal: AbortSignal): Promise<void> {
    for (const name of await this.#names()) {
      const id = pending.exec(name)?.[1];
      if (id !== undefined && !signal.aborted) await this.#answer(id, handle);
    }
    for (const [id, at] of this.#answeredAt) if (performance.now() - at > unfetchedMs) await this.#forget(id);
  }

  async #answer(id: string, handle: HandleRequest): Promise<void> {
    const { files, root } = this.#place;
    const request = path.join(root, requestName(id));
    const taken = path.join(root, takenName(id));
    if ((await files.version(request)) !== null) await files.rename(request, taken);
    const answer = await this.#made(id, handle);
    if (answer) await this.#file(answerName(id), answerFileSchema).write(answer);
    this.#answeredAt.set(id, performance.now());
    await files.remove(taken);
  }

  /** Null for one that was taken back meanwhile. */
  async #made(id: string, handle: HandleRequest): Promise<Answer | null> {
    try {
      const asked = await this.#file(takenName(id), requestFileSchema).read();
      return asked && { format: 1, result: await handle(asked.request) };
    } catch (error) {
      this.#place.report(error);
      return { format: 1, refused: reasonOf(error) };
    }
  }

  /** Those that were written before this start: nobody waits for them any more. */
  async #clearAnswers(): Promise<void> {
    for (const name of await this.#names()) {
      const id = answered.exec(name)?.[1];
      if (id !== undefined) await this.#forget(id);
    }
  }

  async #forget(id: string): Promise<void> {
    this.#answeredAt.delete(id);
    await this.#place.files.remove(path.join(this.#place.root, answerName(id)));
  }

  async #names(): Promise<string[]> {
    return (await this.#place.files.list(path.join(this.#place.root, requestsFolder))) ?? [];
  }

  #file<T>(file: string, schema: z.ZodType<T>): DurableJson<T> {
    const { files, root } = this.#place;
    return new DurableJson({ files, folder: root, file, schema });
  }
}

/** The cause says what a client is not told, such as the system's code; who runs a command here may know it. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof AppError)) return 'The server could not do it; its log says why';
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
};
