import { el } from '../../browser/element.ts';
import type { Context } from '../context.ts';
import { pageLabels as words } from '../labels/page.ts';
import { askLatest } from '../latest.ts';
import { problemText } from '../problem-text.ts';
import { askForPicture as askFor } from '../picture/picture-dialog.ts';
import { formatRoute } from '../route.ts';
import { readFields } from '../text/front-matter.ts';
import { trialBox } from '../trial/trial-box.ts';
import { createUnsaved } from '../unsaved.ts';
import { previewOf } from '../view/preview.ts';
import type { PageResponse, PagesResponse } from '../wire-types.ts';
import { discardDraft } from './discarding.ts';
import { findingsView } from './findings-view.ts';
import { historyView } from './history-view.ts';
import { keepTyped } from './keeping.ts';
import { pageHead } from './page-head.ts';
import { pageLayout } from './page-layout.ts';
import { presence } from './presence.ts';
import { publish } from './publishing.ts';
import { restoreBar } from './restore-bar.ts';
import { listenForSaveKey } from './save-key.ts';
import { SavedPage, type Opened } from './saved-page.ts';
import { Saving } from './saving.ts';
import { textEditor } from './text-editor.ts';
import type { Writing } from './writing.ts';

const isArticle = (path: string): boolean => path.startsWith('knowledge/articles/');

/** One text, from being typed to being published. */
export class PageWorkspace {
  readonly element: HTMLElement;
  readonly #context: Context;
  readonly #pages: PagesResponse;
  readonly #reload: () => void;
  readonly #saved: SavedPage;
  readonly #saving: Saving;
  readonly #unsavedTexts;
  readonly #keeping;
  readonly #editor;
  readonly #head;
  readonly #preview = previewOf();
  readonly #findings;
  readonly #review;
  readonly #trial;
  readonly #presence;
  readonly #history = el('div');
  readonly #bar = el('div');
  readonly #stopKeys: () => void;

  /** @param reload opens the page anew, with what is saved by then */
  constructor(context: Context, opened: Opened, reload: () => void) {
    const { pages, page } = opened;
    const { path } = page;
    this.#context = context;
    this.#pages = pages;
    this.#reload = reload;
    this.#saved = new SavedPage(opened);
    this.#saving = new Saving(context, this.#writing(), () => this.#drawHead());
    this.#unsavedTexts = createUnsaved(context.storage, context.me.id);
    this.#editor = this.#createEditor();
    this.#keeping = this.#createKeeping();
    this.#findings = findingsView(path, (line) => this.#editor.goTo(line));
    this.#review = this.#createReview();
    this.#trial = trialBox({
      api: context.api,
      plans: pages.plans,
      page: () => ({ path, text: this.#editor.text() }),
    });
    this.#presence = presence(context.api, path);
    this.#head = this.#createHead();
    this.element = this.#lay();
    this.#offerUnsaved();
    this.#drawSaved();
    this.#lookOver();
    this.#stopKeys = listenForSaveKey(() => void this.#saving.save());
  }

  unsaved(): boolean {
    return this.#editor.text() !== this.#saved.page.text;
  }

  closed(): void {
    this.#keeping.stop();
    this.#review.stop();
    this.#trial.stop();
    this.#presence.stop();
    this.#stopKeys();
  }

  #writing(): Writing {
    return {
      saved: this.#saved,
      text: () => this.#editor.text(),
      unsaved: () => this.unsaved(),
      take: (page) => this.#take(page),
      put: (page, text) => this.#put(page, text),
    };
  }

  #createEditor() {
    const { path, text } = this.#saved.page;
    const { pages, groups } = this.#pages;
    const articles = pages.filter(({ kind, path: of }) => kind === 'article' && of !== path);
    const changed = (): void => this.#changed();
    const { api } = this.#context;
    const askForPicture = isArticle(path) ? (given: Blob | null) => askFor(api, path, given) : null;
    return textEditor({ articles, groups, isArticle: isArticle(path), askForPicture, changed }, text);
  }

  #createHead() {
    const [writing, saving, findings, pages] = [this.#writing(), this.#saving, this.#findings, this.#pages];
    return pageHead({
      save: () => void saving.save(),
      publish: () => void publish(this.#context, { writing, saving, findings, pages }),
      discard: () => void this.#discard(),
    });
  }

  #createKeeping() {
    return keepTyped({
      unsaved: this.#unsavedTexts,
      path: this.#saved.page.path,
      read: () => (this.unsaved() ? { text: this.#editor.text(), base: this.#saved.base } : null),
      offering: () => this.#bar.childElementCount > 0,
      failed: () => this.#context.messages.problem(words.notKept),
    });
  }

  #createReview() {
    const { path } = this.#saved.page;
    return askLatest(
      (text: string) => this.#context.api.review(path, text),
      (answer) => {
        this.#findings.show(answer?.findings ?? null);
        if (answer) this.#preview.show(answer.blocks);
      },
    );
  }

  #lay(): HTMLElement {
    return pageLayout({
      top: [this.#head.element, this.#presence.element, this.#bar],
      editor: this.#editor.element,
      findings: this.#findings.element,
      preview: this.#preview.element,
      trial: this.#trial.element,
      history: this.#history,
    });
  }

  #changed(): void {
    this.#keeping.soon();
    this.#drawHead();
    this.#lookOver();
    this.#trial.refresh();
  }

  #lookOver(): void {
    this.#findings.busy();
    this.#review.soon(this.#editor.text());
  }

  #drawHead(): void {
    const { page, state } = this.#saved;
    const title = readFields(this.#editor.text())?.title || page.path;
    this.#head.update({ page, state, title, dirty: this.unsaved(), saving: this.#saving.busy });
  }

  #drawSaved(): void {
    const { messages } = this.#context;
    this.#drawHead();
    const history = historyView(this.#context, {
      page: this.#saved.page,
      text: () => this.#editor.text(),
      // What else was typed (other ways to ask) stays.
      save: () => (this.unsaved() ? this.#saving.save() : Promise.resolve(true)),
      restored: (page, version) => {
        this.#put(page, page.text);
        messages.info(words.history.restoring.done(version));
      },
      failed: (error) => messages.problem(problemText(error)),
    });
    this.#history.replaceChildren(history);
  }

  #take(page: PageResponse): void {
    this.#saved.take(page);
    this.#keeping.now();
    this.#drawSaved();
  }

  #put(page: PageResponse, text: string): void {
    this.#editor.set(text);
    this.#take(page);
    this.#changed();
  }

  #offerUnsaved(): void {
    const { path, text: saved, fingerprint } = this.#saved.page;
    const found = this.#unsavedTexts.find(path);
    if (!found || found.text === saved) return;
    const restore = (): void => {
      this.#editor.set(found.text);
      this.#saved.base = found.base;
      this.#changed();
    };
    const drop = (): void => this.#keeping.now();
    this.#bar.append(restoreBar({ found, saved, fingerprint, restore, drop }));
  }

  async #discard(): Promise<void> {
    const { page } = this.#saved;
    if (!(await discardDraft(this.#context, page))) return;
    // What is typed belongs to the draft that is gone: leaving asks for nothing any more.
    this.#editor.set(page.text);
    this.#bar.replaceChildren();
    this.#keeping.now();
    if (page.filed === null) window.location.hash = formatRoute({ screen: 'pages' });
    else this.#reload();
  }
}
