import type { Clock } from '../../clock.ts';
import type { Approval } from '../../knowledge/approvals-schema.ts';
import { planApproval } from '../../knowledge/approve.ts';
import { sha256, type ApprovableText } from '../../knowledge/approved-text.ts';
import { maxFileBytes } from '../../knowledge/decode-text.ts';
import { errorsOf } from '../../knowledge/finding.ts';
import {
  readKnowledgeFiles,
  type KnowledgeFiles,
  type KnowledgeFolders,
} from '../../knowledge/knowledge-files.ts';
import { KeptBytes } from '../../knowledge/kept-bytes.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import type { PictureFile } from '../../knowledge/picture-files.ts';
import { japanDate } from '../../policy/japan-time.ts';
import { readGolden } from '../golden.ts';
import { DraftPictures } from './draft-pictures.ts';
import { DraftFolder, type Draft, type DraftNote } from './draft-folder.ts';
import { filePage } from './file-page.ts';
import { approvalsOf, approvedPicturesOf, approvedVersion } from './history.ts';
import { newPictureName } from './page-picture-name.ts';
import { Mutex } from '../mutex.ts';
import { pageId } from './page-path.ts';
import * as refuse from './refusals.ts';
import { textOf } from './readable-text.ts';
import { review, type Review } from './review.ts';
import { withQuestions } from './add-questions.ts';
import { withText } from './with-text.ts';
import { withTexts, type PageText } from './with-drafts.ts';

export interface WorkbenchParts {
  folders: KnowledgeFolders;
  clock: Clock;
  /** True: who wrote a draft must not approve it. */
  approvedByAnother: boolean;
}

/** Who works at it. */
export interface Editor {
  id: string;
  name: string;
}

/** A page with all that an editor sees of it. */
export interface OpenedPage {
  path: string;
  /** The draft's text where there is one, else the file's. */
  text: string;
  /** Names the text: what is saved must say which text it was made from. */
  fingerprint: string;
  /** The file's text; null for a page that is only a draft yet. */
  filed: string | null;
  /** null without a draft. */
  note: DraftNote | null;
  /** The approvals, the newest first. */
  history: Approval[];
}

/** What came of many drafts at once. */
export interface Imported {
  drafted: { id: string; path: string }[];
  /** `by`: the name of who has a draft of it. */
  skipped: { id: string; by: string | null }[];
}

/** `fingerprint`: of the text that the editor had before them; null for a new page. */
export interface DraftSave extends PageText {
  fingerprint: string | null;
}

/**
 * Where editors change articles and wordings. Everything is files in the knowledge folder: drafts in
 * `knowledge/drafts/`, which nobody is served, and the files that Git knows. One change at a time.
 */
export class Workbench {
  readonly #parts: WorkbenchParts;
  readonly #drafts: DraftFolder;
  readonly #pictures: DraftPictures;
  readonly #mutex = new Mutex();
  /** Each request reads the files anew; what did not change is not parsed again. */
  readonly #kept = new KeptBytes();

  constructor(parts: WorkbenchParts) {
    this.#parts = parts;
    this.#drafts = new DraftFolder(parts.folders);
    this.#pictures = new DraftPictures(parts.folders);
  }

  drafts(): Promise<Draft[]> {
    return this.#drafts.list();
  }

  /** The files as they are on disk, approved or not, without drafts. */
  async files(): Promise<KnowledgeFiles> {
    const files = await readKnowledgeFiles(this.#parts.folders);
    return new Map([...files].map(([path, bytes]) => [path, this.#kept.of(path, bytes)]));
  }

  /** The files as they would be with these texts and the pictures that wait for them. */
  async filesWith(texts: readonly PageText[]): Promise<KnowledgeFiles> {
    const [files, pictures] = await Promise.all([this.files(), this.#pictures.namedIn(texts)]);
    return new Map([...withTexts(files, texts), ...pictures]);
  }

  /** A picture that editors see: of a draft, of the files, or of any approved version. null without one. */
  async picture(name: string): Promise<PictureFile | null> {
    return this.#pictures.find(await this.files(), name);
  }

  /**
   * Keeps a picture for a page's draft, under a name that no other content has: what is served is never
   * replaced. Answers the name.
   */
  async addPicture(path: string, bytes: Uint8Array): Promise<string> {
    const name = newPictureName(pageId(path), bytes);
    await this.#mutex.run(async () => {
      await this.#pictures.dropForgotten(await this.#drafts.list(), this.#parts.clock.now());
      await this.#pictures.keep(name, bytes);
    });
    return name;
  }

  /** @throws AppError 404 `page-not-found`, 422 `page-unreadable` */
  async open(path: string): Promise<OpenedPage> {
    const [files, draft] = await Promise.all([this.files(), this.#drafts.find(path)]);
    const filed = textOf(files, path);
    const text = draft?.text ?? filed;
    if (text === null) throw refuse.pageNotFound();
    const history = approvalsOf(loadKnowledge(files).sources, pageId(path));
    return { path, text, fingerprint: sha256(text), filed, note: draft?.note ?? null, history };
  }

  /** What is to be said of a text that is being written; nothing is kept. */
  async review(page: PageText): Promise<Review> {
    return review(await this.#setting(page), page);
  }

  /** @throws AppError 409 `text-changed` when another text than the editor's was saved meanwhile, 413 `text-too-large` */
  async save({ path, text, fingerprint }: DraftSave, by: Editor): Promise<OpenedPage> {
    await this.#mutex.run(async () => {
      await this.#requireUnchanged(path, fingerprint);
      await this.#keep({ path, text }, by);
    });
    return this.open(path);
  }

  /** @throws AppError 404 `draft-not-found`, 409 `text-changed` */
  async discard(path: string, fingerprint: string): Promise<void> {
    await this.#mutex.run(async () => {
      const draft = await this.#drafts.find(path);
      if (!draft) throw refuse.draftNotFound();
      await this.#requireUnchanged(path, fingerprint);
      await this.#drop(draft);
    });
  }

  /**
   * Approves a draft and lets it be served. Its pictures come first, then the file, then its approval, then the
   * draft goes: after a crash in between the draft is still there, and to publish it again ends the same.
   * @throws AppError 404 `draft-not-found`, 409 `text-changed`, 403 `own-draft`, 422 `draft-has-errors`
   */
  async publish(path: string, fingerprint: string, by: Editor): Promise<OpenedPage> {
    await this.#mutex.run(async () => {
      const draft = await this.#drafts.find(path);
      if (!draft) throw refuse.draftNotFound();
      if (sha256(draft.text) !== fingerprint) throw refuse.textChanged(draft.note.name);
      if (this.#parts.approvedByAnother && draft.note.by === by.id) throw refuse.ownDraft();
      await this.#file(draft, by);
      await this.#drop(draft);
    });
    return this.open(path);
  }

  /** @throws AppError 404 `version-not-found` */
  async version(path: string, version: number): Promise<ApprovableText> {
    const text = approvedVersion(loadKnowledge(await this.files()).sources, pageId(path), version);
    if (!text) throw refuse.versionNotFound();
    return text;
  }

  /** Makes a draft of what customers read and saw in an earlier version; how it is asked for stays as it is now. */
  async restore(path: string, version: number, by: Editor): Promise<OpenedPage> {
    const earlier = await this.version(path, version);
    await this.#mutex.run(async () => {
      const { text } = await this.open(path);
      const { sources } = loadKnowledge(await this.files());
      const pictures = approvedPicturesOf(sources, pageId(path), version);
      for (const [name, bytes] of pictures) await this.#pictures.keep(name, bytes);
      await this.#keep({ path, text: withText(text, earlier) }, by);
    });
    return this.open(path);
  }

  /** Adds ways to ask to a page's draft. @throws AppError 404 `page-not-found`, 422 `draft-has-errors` */
  async addQuestions(path: string, questions: readonly string[], by: Editor): Promise<OpenedPage> {
    await this.#mutex.run(async () => {
      const text = withQuestions((await this.open(path)).text, questions);
      if (text === null) throw refuse.noFrontMatter();
      await this.#keep({ path, text }, by);
    });
    return this.open(path);
  }

  /** Writes drafts for all of them, but for those that somebody is writing one of. */
  async importDrafts(pages: readonly (PageText & { id: string })[], by: Editor): Promise<Imported> {
    const imported: Imported = { drafted: [], skipped: [] };
    await this.#mutex.run(async () => {
      for (const { id, path, text } of pages) {
        const draft = await this.#drafts.find(path);
        if (draft) imported.skipped.push({ id, by: draft.note.name });
        else {
          await this.#keep({ path, text }, by);
          imported.drafted.push({ id, path });
        }
      }
    });
    return imported;
  }

  /** A draft and the pictures that only it named. */
  async #drop({ path, text }: Draft): Promise<void> {
    await this.#drafts.remove(path);
    await this.#pictures.drop(text, await this.#drafts.list());
  }

  async #keep({ path, text }: PageText, by: Editor): Promise<void> {
    if (Buffer.byteLength(text) > maxFileBytes) throw refuse.textTooLarge();
    const savedAt = this.#parts.clock.now().toISOString();
    await this.#drafts.save({ path, text, note: { by: by.id, name: by.name, savedAt } });
  }

  async #requireUnchanged(path: string, fingerprint: string | null): Promise<void> {
    const draft = await this.#drafts.find(path);
    const present = draft?.text ?? textOf(await this.files(), path);
    const now = present === null ? null : sha256(present);
    if (now !== fingerprint) throw refuse.textChanged(draft?.note.name ?? null);
  }

  /** Writes the page's file and its approval, unless anything would be broken with it. */
  async #file({ path, text }: Draft, by: Editor): Promise<void> {
    const errors = errorsOf((await this.review({ path, text })).findings);
    if (errors.length > 0) throw refuse.draftHasErrors(errors);
    const { folders, clock } = this.#parts;
    const [files, after, drafts] = await Promise.all([
      this.files(),
      this.filesWith([{ path, text }]),
      this.#drafts.list(),
    ]);
    const plan = planApproval(loadKnowledge(after), { ids: [pageId(path)], by: by.name, at: clock.now() });
    const others = drafts.filter((draft) => draft.path !== path);
    await filePage({ folders, pictures: this.#pictures, files, others }, { path, text, plan });
  }

  async #setting(page: PageText) {
    const [files, golden] = await Promise.all([this.files(), readGolden(this.#parts.folders)]);
    return {
      files,
      pictures: await this.#pictures.namedIn([page]),
      golden,
      today: japanDate(this.#parts.clock.now()),
    };
  }
}
