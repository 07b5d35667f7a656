import path from 'node:path';
import type { Files } from './files.ts';

interface Inode {
  serial: number;
  text: string;
  /** What a power cut leaves of it; null before the first sync. */
  durable: string | null;
}

interface Folder {
  names: Map<string, Inode>;
  durableNames: Map<string, Inode>;
  /** Whether the folder itself survives a power cut, as it does after a sync of the one above. */
  durable: boolean;
}

/** One call of a changing operation, such as `sync /data/a.json.tmp`. */
export interface Step {
  operation:
    'create' | 'openAt' | 'write' | 'sync' | 'rename' | 'link' | 'remove' | 'syncFolder' | 'makeFolder';
  path: string;
}

/**
 * What is left of the unsynced after a power cut. A disk may do either, and any mixture:
 * `lost`: names and contents are those of the last sync;
 * `torn`: all names are the newest ones, but contents that were not synced are cut in half.
 */
export type PowerCut = 'lost' | 'torn';

/**
 * A disk in memory that keeps apart what was written and what was synced, for tests: each changing
 * step can be made to fail with an error of the system, or be the last before the power goes.
 * Stricter than real disks, which mostly keep more than they promise.
 */
export class SimulatedFiles implements Files {
  readonly #folders = new Map<string, Folder>();
  #serial = 0;
  #powered = true;
  /** Called before each changing step; what it throws is that step's failure. */
  beforeStep: (step: Step) => void = () => {};

  /** Cuts the power and turns it on again: what was not synced is treated as `cut` says. */
  cutPower(cut: PowerCut): void {
    this.#powered = true;
    this.beforeStep = () => {};
    for (const [place, folder] of this.#folders) {
      if (cut === 'lost' && !folder.durable)
        for (const [each] of this.#tree(place)) this.#folders.delete(each);
      if (cut === 'lost') folder.names = new Map(folder.durableNames);
      for (const inode of folder.names.values()) settle(inode, cut);
      folder.durableNames = new Map(folder.names);
    }
  }

  /** From now on nothing reaches the disk, until `cutPower` has settled what is left. */
  goDark(): void {
    this.#powered = false;
  }

  async readText(file: string): Promise<string | null> {
    return this.#inode(file)?.text ?? null;
  }

  async readBytes(file: string): Promise<Buffer | null> {
    const text = this.#inode(file)?.text;
    return text === undefined ? null : Buffer.from(text, 'latin1');
  }

  async version(file: string): Promise<string | null> {
    const inode = this.#inode(file);
    return inode ? `${inode.serial}-${inode.text.length}` : null;
  }

  async list(folder: string): Promise<string[] | null> {
    const names = this.#folders.get(folder)?.names;
    if (!names) return null;
    const below = [...this.#folders.keys()].filter((each) => path.dirname(each) === folder);
    return [...names.keys(), ...below.map((each) => path.basename(each))];
  }

  async makeFolder(folder: string): Promise<void> {
    this.#step('makeFolder', folder);
    const missing: string[] = [];
    for (let each = folder; each !== path.dirname(each); each = path.dirname(each))
      if (!this.#folders.has(each)) missing.unshift(each);
    // The first folder of all, the data folder, is there before anything can be lost in it.
    const durable = this.#folders.size === 0;
    for (const each of missing)
      this.#folders.set(each, { names: new Map(), durableNames: new Map(), durable });
  }

  async create(file: string) {
    this.#step('create', file);
    this.#serial += 1;
    const names = this.#parent(file).names;
    const inode = names.get(path.basename(file)) ?? { serial: this.#serial, text: '', durable: null };
    inode.text = '';
    names.set(path.basename(file), inode);
    return {
      write: async (content: string | Uint8Array): Promise<void> => {
        // A character for each byte, so that text and bytes are cut alike.
        const text = typeof content === 'string' ? content : Buffer.from(content).toString('latin1');
        // A disk that fills up takes a part first.
        inode.text = text.slice(0, text.length / 2);
        this.#step('write', file);
        inode.text = text;
      },
      sync: async (): Promise<void> => {
        this.#step('sync', file);
        inode.durable = inode.text;
      },
      close: async (): Promise<void> => {},
    };
  }

  async openAt(file: string, size: number) {
    this.#step('openAt', file);
    this.#serial += 1;
    const names = this.#parent(file).names;
    const inode = names.get(path.basename(file)) ?? { serial: this.#serial, text: '', durable: null };
    inode.text = inode.text.slice(0, size);
    names.set(path.basename(file), inode);
    return {
      write: async (text: string): Promise<void> => {
        const before = inode.text;
        inode.text = before + text.slice(0, text.length / 2);
        this.#step('write', file);
        inode.text = before + text;
      },
      sync: async (): Promise<void> => {
        this.#step('sync', file);
        inode.durable = inode.text;
      },
      close: async (): Promise<void> => {},
    };
  }

  async rename(from: string, to: string): Promise<void> {
    this.#step('rename', to);
    const tree = this.#tree(from);
    for (const [place, folder] of tree) {
      this.#folders.delete(place);
      this.#folders.set(`${to}${place.slice(from.length)}`, folder);
    }
    if (tree.length > 0) return;
    const inode = this.#inode(from);
    if (!inode) throw systemError('ENOENT', from);
    this.#parent(from).names.delete(path.basename(from));
    this.#parent(to).names.set(path.basename(to), inode);
  }

  async link(from: string, to: string): Promise<boolean> {
    this.#step('link', to);
    const inode = this.#inode(from);
    if (!inode) throw systemError('ENOENT', from);
    if (this.#inode(to)) return false;
    this.#parent(to).names.set(path.basename(to), inode);
    return true;
  }

  async remove(file: string): Promise<void> {
    this.#step('remove', file);
    this.#folders.get(path.dirname(file))?.names.delete(path.basename(file));
  }

  async syncFolder(folder: string): Promise<void> {
    this.#step('syncFolder', folder);
    const found = this.#folders.get(folder);
    if (!found) throw systemError('ENOENT', folder);
    found.durableNames = new Map(found.names);
    for (const [place, below] of this.#folders) if (path.dirname(place) === folder) below.durable = true;
  }

  /** A folder and those below it. */
  #tree(folder: string): [string, Folder][] {
    return [...this.#folders].filter(([place]) => `${place}/`.startsWith(`${folder}/`));
  }

  #step(operation: Step['operation'], file: string): void {
    if (!this.#powered) throw systemError('EIO', file);
    this.beforeStep({ operation, path: file });
  }

  #inode(file: string): Inode | undefined {
    return this.#folders.get(path.dirname(file))?.names.get(path.basename(file));
  }

  #parent(file: string): Folder {
    const folder = this.#folders.get(path.dirname(file));
    if (!folder) throw systemError('ENOENT', file);
    return folder;
  }
}

const settle = (inode: Inode, cut: PowerCut): void => {
  const synced = inode.durable === inode.text;
  if (synced) return;
  const durable = inode.durable ?? '';
  // What was synced stays where it is still the same; of the rest a part may have come through.
  const kept = commonLength(durable, inode.text);
  const torn = inode.text.slice(0, kept + (inode.text.length - kept) / 2);
  inode.text = cut === 'lost' ? durable : torn;
  inode.durable = inode.text;
};

/** How many characters two texts begin with in common. */
const commonLength = (one: string, other: string): number => {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
};

/** An error as Node makes them of a system call's failure. */
export const systemError = (code: string, file: string): Error =>
  Object.assign(new Error(`${code}: simulated, '${file}'`), { code });
