import { readdir, rm } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { z } from 'zod';
import { placeOnDisk, readKnowledgeFile, type KnowledgeFolders } from '../../knowledge/knowledge-files.ts';
import { writeWhole } from '../../knowledge/write-whole.ts';
import { readableText } from './readable-text.ts';
import { draftNotePath, draftPath, pageOfDraft } from './page-path.ts';

const draftNoteSchema = z.strictObject({
  /** The account of who saved it last; null for one that was written with another editor. */
  by: z.string().nullable(),
  /** Their name, as colleagues know it. */
  name: z.string().nullable(),
  savedAt: z.iso.datetime({ offset: true }).nullable(),
});
export type DraftNote = z.infer<typeof draftNoteSchema>;

/** A text of a page that is not served. */
export interface Draft {
  /** Of the page: `knowledge/articles/invite-resend.md`. */
  path: string;
  /** The whole file, front matter included. */
  text: string;
  note: DraftNote;
}

const unknownNote: DraftNote = { by: null, name: null, savedAt: null };

/** Drafts as files in `knowledge/drafts/`, which the desk never reads: whoever prefers Git can write them there, too. */
export class DraftFolder {
  readonly #folders: KnowledgeFolders;

  constructor(folders: KnowledgeFolders) {
    this.#folders = folders;
  }

  async list(): Promise<Draft[]> {
    const names = await readdir(join(this.#folders.knowledge, 'drafts'), { recursive: true }).catch(() => []);
    const paths = names.flatMap((name) => pageOfDraft(`knowledge/drafts/${name.split(sep).join('/')}`) ?? []);
    const drafts = await Promise.all(paths.toSorted().map((path) => this.find(path)));
    return drafts.filter((draft) => draft !== null);
  }

  async find(path: string): Promise<Draft | null> {
    const text = await this.#read(draftPath(path));
    if (text === null) return null;
    return { path, text, note: readNote(await this.#read(draftNotePath(path))) };
  }

  /** The text comes first: a crash in between leaves a draft whose note is that of the time before. */
  async save({ path, text, note }: Draft): Promise<void> {
    await writeWhole(placeOnDisk(this.#folders, draftPath(path)), text);
    await writeWhole(placeOnDisk(this.#folders, draftNotePath(path)), `${JSON.stringify(note, null, 2)}\n`);
  }

  async remove(path: string): Promise<void> {
    for (const file of [draftPath(path), draftNotePath(path)])
      await rm(placeOnDisk(this.#folders, file), { force: true });
  }

  async #read(file: string): Promise<string | null> {
    const bytes = await readKnowledgeFile(this.#folders, file);
    return bytes && (readableText(bytes) ?? new TextDecoder().decode(bytes));
  }
}

/** A note that cannot be read says nothing of the text, which is what matters. */
const readNote = (text: string | null): DraftNote => {
  if (text === null) return unknownNote;
  try {
    return draftNoteSchema.parse(JSON.parse(text));
  } catch {
    return unknownNote;
  }
};
