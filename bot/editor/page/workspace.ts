import { el } from '../../browser/element.ts';
import { ask } from '../../browser/modal.ts';
import { Problem } from '../../browser/problem.ts';
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
import type { PageItem, PageResponse, PagesResponse } from '../wire-types.ts';
import { errorsIn, findingsView } from './findings-view.ts';
import { historyView } from './history-view.ts';
import { keepTyped } from './keeping.ts';
import { pageHead } from './page-head.ts';
import { pageLayout } from './page-layout.ts';
import { presence } from './presence.ts';
import { openPublishing } from './publish-dialog.ts';
import { restoreBar } from './restore-bar.ts';
import { settleConflict } from './settle-conflict.ts';
import { textEditor } from './text-editor.ts';

export interface Opened {
  page: PageResponse;
  pages: PagesResponse;
}

const isArticle = (path: string): boolean => path.startsWith('knowledge/articles/');

const stateAfter = ({ draft, filed, history }: PageResponse): PageItem['state'] => {
  if (draft === null) return 'served';
  return filed === null && history.length === 0 ? 'new' : 'draft';
};

/** One text, from being typed to being published. */
export class PageWorkspace {
  readonly element: HTMLElement;
  readonly #context: Context;
  readonly #pages: PagesResponse;
  readonly #reload: () => void;
  /** As it is saved. */
  #page: PageResponse;
  /** Of the saved text that what is being written was made from; null where there is none. */
  #base: string | null;
  #state: PageItem['state'];
  #saving = false;
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

  /** @param reload opens the page anew, with what is saved by then */
  constructor(context: Context, { page, pages }: Opened, reload: () => void) {
    const { path } = page;
    this.#context = context;
    this.#pages = pages;
    this.#reload = reload;
    this.#page = page;
    this.#base = page.fingerprint;
    this.#state = pages.pages.find((item) => item.path === path)?.state ?? stateAfter(page);
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
    this.#head = pageHead({
      save: () => void this.#save(),
      publish: () => void this.#publish(),
      discard: () => void this.#discard(),
    });
    this.element = this.#lay();
    this.#offerUnsaved();
    this.#drawSaved();
    this.#lookOver();
    document.addEventListener('keydown', this.#keys);
  }

  unsaved(): boolean {
    return this.#editor.text() !== this.#page.text;
  }

  closed(): void {
    this.#keeping.stop();
    this.#review.stop();
    this.#trial.stop();
    this.#presence.stop();
    document.removeEventListener('keydown', this.#keys);
  }

  #createEditor() {
    const { path, text } = this.#page;
    const { pages, groups } = this.#pages;
    const articles = pages.filter(({ kind, path: of }) => kind === 'article' && of !== path);
    const changed = (): void => this.#changed();
    const { api } = this.#context;
    const askForPicture = isArticle(path) ? (given: Blob | null) => askFor(api, path, given) : null;
    return textEditor({ articles, groups, isArticle: isArticle(path), askForPicture, changed }, text);
  }

  #createKeeping() {
    return keepTyped({
      unsaved: this.#unsavedTexts,
      path: this.#page.path,
      read: () => (this.unsaved() ? { text: this.#editor.text(), base: this.#base } : null),
      offering: () => this.#bar.childElementCount > 0,
      failed: () => this.#context.messages.problem(words.notKept),
    });
  }

  #createReview() {
    const { path } = this.#page;
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

  readonly #keys = (event: KeyboardEvent): void => {
    const isSave = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's';
    if (!isSave) return;
    // The browser would save the page.
    event.preventDefault();
    if (document.querySelector('dialog[open]') === null) void this.#save();
  };

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
    const title = readFields(this.#editor.text())?.title || this.#page.path;
    const dirty = this.unsaved();
    this.#head.update({ page: this.#page, state: this.#state, title, dirty, saving: this.#saving });
  }

  #drawSaved(): void {
    const { messages } = this.#context;
    this.#drawHead();
    const history = historyView(this.#context, {
      page: this.#page,
      text: () => this.#editor.text(),
      // What else was typed (other ways to ask) stays.
      save: () => (this.unsaved() ? this.#save() : Promise.resolve(true)),
      restored: (page, version) => {
        this.#put(page, page.text);
        messages.info(words.history.restoring.done(version));
      },
      failed: (error) => messages.problem(problemText(error)),
    });
    this.#history.replaceChildren(history);
  }

  /** What is saved has changed; what is being written stays. */
  #take(page: PageResponse): void {
    this.#page = page;
    this.#base = page.fingerprint;
    this.#state = stateAfter(page);
    this.#keeping.now();
    this.#drawSaved();
  }

  /** Another text is on the table. */
  #put(page: PageResponse, text: string): void {
    this.#editor.set(text);
    this.#take(page);
    this.#changed();
  }

  #offerUnsaved(): void {
    const { path, text: saved, fingerprint } = this.#page;
    const found = this.#unsavedTexts.find(path);
    if (!found || found.text === saved) return;
    const restore = (): void => {
      this.#editor.set(found.text);
      this.#base = found.base;
      this.#changed();
    };
    const drop = (): void => this.#keeping.now();
    this.#bar.append(restoreBar({ found, saved, fingerprint, restore, drop }));
  }

  /** A file that was changed outside becomes a draft as it is. */
  get #hasNothingToSave(): boolean {
    return !this.unsaved() && (this.#page.draft !== null || this.#state !== 'waiting');
  }

  /** True when what is on the table is saved afterwards. */
  async #save(): Promise<boolean> {
    const { messages } = this.#context;
    if (this.#saving) return false;
    if (this.#hasNothingToSave) {
      messages.info(words.saved);
      return true;
    }
    this.#saving = true;
    this.#drawHead();
    try {
      await this.#send();
      return true;
    } catch (error) {
      if (error instanceof Problem && error.code === 'text-changed') void this.#settle();
      else messages.problem(problemText(error));
      return false;
    } finally {
      this.#saving = false;
      this.#drawHead();
    }
  }

  async #send(): Promise<void> {
    const { api, messages } = this.#context;
    const draft = { path: this.#page.path, text: this.#editor.text(), fingerprint: this.#base };
    this.#take(await api.save(draft));
    messages.info(words.savedNow);
  }

  async #settle(): Promise<void> {
    const { api, messages } = this.#context;
    try {
      const { path, text, fingerprint } = this.#page;
      // What was restored may be made from a text that nobody has any more.
      const base = this.#base === fingerprint ? text : null;
      const settled = await settleConflict(api, path, { base, mine: this.#editor.text() });
      if (settled.kind === 'gone') {
        this.#base = null;
        messages.problem(words.conflict.gone);
      } else if (settled.kind === 'same') {
        this.#take(settled.page);
        messages.info(words.conflict.same);
      } else if (settled.kind === 'merged') {
        this.#put(settled.page, settled.text);
        messages.info(words.conflict.done);
      }
    } catch (error) {
      messages.problem(problemText(error));
    }
  }

  async #publish(): Promise<void> {
    const { messages } = this.#context;
    if (!this.unsaved() && this.#page.draft === null && this.#state === 'served') {
      messages.info(words.served);
      return;
    }
    const mustSave = this.unsaved() || this.#page.draft === null;
    if (mustSave && !(await this.#save())) return;
    if (!(await this.#isSound())) return;
    openPublishing(this.#context, {
      page: this.#page,
      approvedByAnother: this.#pages.approvedByAnother,
      published: (page) => {
        this.#take(page);
        messages.info(words.publishing.done);
      },
    });
  }

  /** Whether the saved text has no errors; says so when it has. */
  async #isSound(): Promise<boolean> {
    const { api, messages } = this.#context;
    try {
      const { findings } = await api.review(this.#page.path, this.#page.text);
      const errors = errorsIn(findings);
      if (errors === 0) return true;
      this.#findings.show(findings);
      messages.problem(words.publishing.blocked(errors));
    } catch (error) {
      messages.problem(problemText(error));
    }
    return false;
  }

  async #discard(): Promise<void> {
    const { api, messages } = this.#context;
    const { path, fingerprint, filed, text } = this.#page;
    const body = filed === null ? words.discarding.bodyNew : words.discarding.body;
    const { heading, submit } = words.discarding;
    if (!(await ask({ heading, content: [el('p', {}, body)], submit, danger: true }))) return;
    try {
      await api.discard(path, fingerprint);
    } catch (error) {
      messages.problem(problemText(error));
      return;
    }
    // What is typed belongs to the draft that is gone: leaving asks for nothing any more.
    this.#editor.set(text);
    this.#bar.replaceChildren();
    this.#keeping.now();
    messages.info(words.discarding.done);
    if (filed === null) window.location.hash = formatRoute({ screen: 'pages' });
    else this.#reload();
  }
}
