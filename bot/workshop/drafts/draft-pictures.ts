import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { KeptBytes } from '../../knowledge/kept-bytes.ts';
import {
  placeOnDisk,
  readKnowledgeFile,
  type KnowledgeFiles,
  type KnowledgeFolders,
} from '../../knowledge/knowledge-files.ts';
import { contentName, readPictureFile, type PictureFile } from '../../knowledge/picture-files.ts';
import { isPictureName, picturePath, picturesNamedIn } from '../../knowledge/picture-name.ts';
import { writeWhole } from '../../knowledge/write-whole.ts';

const folder = 'knowledge/drafts/pictures/';
const isPictureFile = /^knowledge\/(?:approved\/)?pictures\/[^/]+$/;

/**
 * A picture that no draft names stays for so long (ms): the text that names it may not be saved yet, but lie in
 * somebody's browser. Sane: 1 to 30 days.
 */
const forgottenAfterMs = 7 * 24 * 60 * 60_000;

/** The pictures of drafts as files in `knowledge/drafts/pictures/`, which the desk never reads. */
export class DraftPictures {
  readonly #folders: KnowledgeFolders;
  readonly #kept = new KeptBytes();

  constructor(folders: KnowledgeFolders) {
    this.#folders = folders;
  }

  /** Those that texts name, by the path that they will have: `knowledge/pictures/a.png`. */
  async namedIn(texts: readonly { text: string }[]): Promise<Map<string, Uint8Array>> {
    const names = new Set(texts.flatMap(({ text }) => picturesNamedIn(text)));
    return this.#read([...names]);
  }

  /** By its content's name, among those of drafts and of `files`, approved ones included; null without one. */
  async find(files: KnowledgeFiles, name: string): Promise<PictureFile | null> {
    for (const [path, bytes] of [...(await this.#read(await this.#names())), ...files]) {
      const picture = isPictureFile.test(path) ? readPictureFile(path, bytes) : null;
      if (picture && contentName(picture) === name) return picture;
    }
    return null;
  }

  /** Puts those that a text names among the files, where its approval finds them. */
  async place(text: string): Promise<void> {
    for (const [path, bytes] of await this.namedIn([{ text }]))
      await writeWhole(placeOnDisk(this.#folders, path), bytes);
  }

  /** Takes pictures from among the files. */
  async clear(paths: readonly string[]): Promise<void> {
    for (const path of paths) await rm(placeOnDisk(this.#folders, path), { force: true });
  }

  async keep(name: string, bytes: Uint8Array): Promise<void> {
    await writeWhole(placeOnDisk(this.#folders, folder + name), bytes);
  }

  /** What `gone` named and none of the texts that are left names. */
  async drop(gone: string, left: readonly { text: string }[]): Promise<void> {
    const stillNamed = new Set(left.flatMap(({ text }) => picturesNamedIn(text)));
    for (const name of picturesNamedIn(gone)) if (!stillNamed.has(name)) await this.#remove(name);
  }

  /** What no text names and was put here long before `now`. */
  async dropForgotten(texts: readonly { text: string }[], now: Date): Promise<void> {
    const named = new Set(texts.flatMap(({ text }) => picturesNamedIn(text)));
    for (const name of await this.#names()) {
      if (named.has(name)) continue;
      const { mtimeMs } = await stat(placeOnDisk(this.#folders, folder + name));
      if (now.getTime() - mtimeMs > forgottenAfterMs) await this.#remove(name);
    }
  }

  async #names(): Promise<string[]> {
    const names = await readdir(join(this.#folders.knowledge, 'drafts', 'pictures')).catch(() => []);
    return names.filter(isPictureName);
  }

  #remove(name: string): Promise<void> {
    return rm(placeOnDisk(this.#folders, folder + name), { force: true });
  }

  async #read(names: readonly string[]): Promise<Map<string, Uint8Array>> {
    const found = await Promise.all(
      names.map(async (name): Promise<[string, Uint8Array] | null> => {
        const bytes = await readKnowledgeFile(this.#folders, folder + name);
        return bytes && [picturePath(name), this.#kept.of(name, bytes)];
      }),
    );
    return new Map(found.filter((each) => each !== null));
  }
}
