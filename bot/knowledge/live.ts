import { lstatSync, statSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { watch } from 'chokidar';
import type { FSWatcher } from 'chokidar';
import type { Knowledge } from '../domain/knowledge.ts';
import { errorsOf } from './finding.ts';
import type { Finding } from './finding.ts';
import {
  isKnowledgeFile,
  listKnowledgeFiles,
  readKnowledgeFile,
  readKnowledgeFiles,
} from './knowledge-files.ts';
import type { KnowledgeFiles, KnowledgeFolders } from './knowledge-files.ts';
import { loadKnowledge } from './load.ts';

/** An editor's save is several events, a checkout hundreds: wait until it has been quiet for so long (50–200 ms). */
const settleMs = 100;
/** … but no longer than this after the first event, so that a change answers within a second. */
const mostPatienceMs = 500;

/** What hears of changes. A call is awaited before the next one is made. */
export interface KnowledgeListener {
  /** New knowledge is ready to serve; `warnings` are such as texts that wait for approval. */
  changed(knowledge: Knowledge, warnings: Finding[]): void | Promise<void>;
  /** The files are broken: go on serving the old knowledge. */
  refused(errors: Finding[]): void | Promise<void>;
  /** Watching, reading or a listener failed unexpectedly; the old knowledge goes on serving. */
  failed(error: unknown): void;
}

export interface LiveKnowledge {
  /** No call is made after it resolves. */
  stop(): Promise<void>;
}

/**
 * Watches the folders from now on. `files` are those the served knowledge was made of; what changed
 * since they were read is noticed too. Resolves when the watch stands.
 */
export async function followKnowledge(
  folders: KnowledgeFolders,
  files: KnowledgeFiles,
  listener: KnowledgeListener,
): Promise<LiveKnowledge> {
  const follower = new Follower(folders, files, listener);
  await follower.start();
  return follower;
}

class Follower implements LiveKnowledge {
  readonly #folders: KnowledgeFolders;
  readonly #listener: KnowledgeListener;
  /** As they are on disk, broken ones included: the next change builds on them. */
  #files: KnowledgeFiles;
  #watcher: FSWatcher | null = null;
  #touched = new Set<string>();
  #firstTouch: number | null = null;
  #timer: NodeJS.Timeout | null = null;
  #work: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(folders: KnowledgeFolders, files: KnowledgeFiles, listener: KnowledgeListener) {
    this.#folders = folders;
    this.#files = files;
    this.#listener = listener;
  }

  async start(): Promise<void> {
    const { knowledge, intents } = this.#folders;
    const ignored = (path: string): boolean => path !== knowledge && path !== intents && isLinkToNoFile(path);
    const watcher = watch([knowledge, intents], { ignoreInitial: true, ignored });
    this.#watcher = watcher;
    watcher.on('error', (error) => this.#listener.failed(error));
    watcher.on('all', (_event, path) => this.#touch(this.#nameOf(path)));
    await new Promise<void>((resolve) => {
      watcher.once('ready', resolve);
    });
    await this.#touchWhatWasMissed();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#watcher?.close();
    await this.#work;
  }

  /** Between the first read and a standing watch, files may have changed without an event. */
  async #touchWhatWasMissed(): Promise<void> {
    const present = await readKnowledgeFiles(this.#folders);
    const paths = new Set([...present.keys(), ...this.#files.keys()]);
    for (const path of paths) {
      if (!sameBytes(present.get(path), this.#files.get(path))) this.#touch(path);
    }
  }

  #nameOf(path: string): string {
    const inIntents = relative(this.#folders.intents, path);
    const isIntent = inIntents !== '..' && !inIntents.startsWith(`..${sep}`);
    const name = isIntent ? inIntents : relative(this.#folders.knowledge, path);
    return `${isIntent ? 'intents' : 'knowledge'}/${name.split(sep).join('/')}`;
  }

  #touch(path: string): void {
    if (this.#stopped || !isKnowledgeFile(path)) return;
    this.#touched.add(path);
    const now = performance.now();
    this.#firstTouch ??= now;
    if (this.#timer) clearTimeout(this.#timer);
    const patience = this.#firstTouch + mostPatienceMs - now;
    this.#timer = setTimeout(() => this.#queueReload(), Math.max(0, Math.min(settleMs, patience)));
  }

  #queueReload(): void {
    const touched = this.#touched;
    this.#touched = new Set();
    this.#firstTouch = null;
    this.#work = this.#work
      .then(() => this.#reload(touched))
      .catch((error: unknown) => {
        // Looked at again with the next change: what could not be read now must not be forgotten.
        for (const path of touched) this.#touched.add(path);
        this.#listener.failed(error);
      });
  }

  async #reload(touched: ReadonlySet<string>): Promise<void> {
    const files = await this.#reread(touched);
    if (files === null || this.#stopped) return;
    this.#files = files;
    const { knowledge, findings } = loadKnowledge(files);
    if (knowledge) await this.#listener.changed(knowledge, findings);
    else await this.#listener.refused(errorsOf(findings));
  }

  /**
   * The files with those touched read again; null when nothing really changed. Files that came or went
   * are looked for themselves: what is written into a folder that was just made may send no event.
   */
  async #reread(touched: ReadonlySet<string>): Promise<KnowledgeFiles | null> {
    const present = new Set(await listKnowledgeFiles(this.#folders));
    const gone = [...this.#files.keys()].filter((path) => !present.has(path));
    const fresh = [...present].filter((path) => touched.has(path) || !this.#files.has(path));
    const files = new Map(this.#files);
    for (const path of gone) files.delete(path);
    let changed = gone.length > 0;
    for (const path of fresh) {
      const bytes = await readKnowledgeFile(this.#folders, path);
      if (bytes === null || sameBytes(bytes, files.get(path))) continue;
      files.set(path, bytes);
      changed = true;
    }
    return changed ? files : null;
  }
}

/** What is behind a link to a folder is not read; to watch it would lead for ever around where links make a circle. */
const isLinkToNoFile = (path: string): boolean => {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return false;
  try {
    return !statSync(path).isFile();
  } catch {
    return true;
  }
};

const sameBytes = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a === undefined || b === undefined ? a === b : Buffer.compare(a, b) === 0;
