import { el } from '../../browser/element.ts';
import { ask } from '../../browser/modal.ts';
import { Problem } from '../../browser/problem.ts';
import type { Context } from '../context.ts';
import { pageLabels as words } from '../labels/page.ts';
import { shellLabels } from '../labels/shell.ts';
import { trialLabels } from '../labels/trial.ts';
import { askLatest } from '../latest.ts';
import { problemText } from '../problem-text.ts';
import { formatRoute } from '../route.ts';
import { readFields } from '../text/front-matter.ts';
import { trialBox } from '../trial/trial-box.ts';
import { createUnsaved } from '../unsaved.ts';
import { previewOf } from '../view/preview.ts';
import type { PageItem, PageResponse, PagesResponse } from '../wire-types.ts';
import { mergeTexts } from './conflict-dialog.ts';
import { errorsIn, findingsView } from './findings-view.ts';
import { historyView } from './history-view.ts';
import { pageHead } from './page-head.ts';
import { presence } from './presence.ts';
import { openPublishing } from './publish-dialog.ts';
import { restoreBar } from './restore-bar.ts';
import { textEditor } from './text-editor.ts';

/** What is typed is kept in the browser this soon. Milliseconds, 100–1,000. */
const KEEP_MS = 300;

export interface Workspace {
  element: HTMLElement;
  unsaved(): boolean;
  closed(): void;
}

export interface Opened {
  page: PageResponse;
  pages: PagesResponse;
}

const isArticle = (path: string): boolean => path.startsWith('knowledge/articles/');

const stateAfter = ({ draft, filed, history }: PageResponse): PageItem['state'] => {
  if (draft === null) return 'served';
  return filed === null && history.length === 0 ? 'new' : 'draft';
};

const panel = (heading: string, open: boolean, content: HTMLElement): HTMLElement =>
  el('details', { class: 'panel', open }, el('summary', {}, el('h3', {}, heading)), content);

/** One text on the table: written at the left, looked at from all sides at the right. */
export class PageWorkspace implements Workspace {
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
  #keepTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #unsavedTexts;
  readonly #editor;
  readonly #head;
  readonly #findings;
  readonly #review;
  readonly #trial;
  readonly #presence;
  readonly #history = el('div');
  readonly #bar = el('div');

  /** @param reload opens the page anew, with what is saved by then */
  constructor(context: Context, { page, pages }: Opened, reload: () => void) {
    const { path } = page;
    const { api } = context;
    this.#context = context;
    this.#pages = pages;
    this.#reload = reload;
    this.#page = page;
    this.#base = page.fingerprint;
    this.#state = pages.pages.find((item) => item.path === path)?.state ?? stateAfter(page);
    this.#unsavedTexts = createUnsaved(context.storage, context.me.id);
    const preview = previewOf();
    this.#editor = textEditor(
      {
        articles: pages.pages.filter(({ kind, id }) => kind === 'article' && !path.endsWith(`/${id}.md`)),
        groups: pages.groups,
        isArticle: isArticle(path),
        changed: () => this.#changed(),
      },
      page.text,
    );
    this.#findings = findingsView(path, (line) => this.#editor.goTo(line));
    this.#review = askLatest(
      (text: string) => api.review(path, text),
      (answer) => {
        this.#findings.show(answer?.findings ?? null);
        if (answer) preview.show(answer.blocks);
      },
    );
    this.#trial = trialBox({
      api,
      plans: pages.plans,
      page: () => ({ path, text: this.#editor.text() }),
    });
    this.#presence = presence(api, path);
    this.#head = pageHead({
      save: () => void this.#save(),
      publish: () => void this.#publish(),
      discard: () => void this.#discard(),
    });
    this.element = el(
      'div',
      { class: 'page' },
      this.#head.element,
      this.#presence.element,
      this.#bar,
      el(
        'div',
        { class: 'columns' },
        this.#editor.element,
        el(
          'div',
          { class: 'panels' },
          this.#findings.element,
          panel(words.preview.heading, true, preview.element),
          panel(trialLabels.heading, true, this.#trial.element),
          this.#history,
        ),
      ),
    );
    this.#offerUnsaved();
    this.#drawSaved();
    this.#lookOver();
    document.addEventListener('keydown', this.#keys);
    window.addEventListener('pagehide', this.#keepNow);
  }

  unsaved(): boolean {
    return this.#editor.text() !== this.#page.text;
  }

  closed(): void {
    this.#keepNow();
    this.#review.stop();
    this.#trial.stop();
    this.#presence.stop();
    document.removeEventListener('keydown', this.#keys);
    window.removeEventListener('pagehide', this.#keepNow);
  }

  readonly #keys = (event: KeyboardEvent): void => {
    const isSave = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's';
    if (!isSave) return;
    // The browser would save the page.
    event.preventDefault();
    if (document.querySelector('dialog[open]') === null) void this.#save();
  };

  readonly #keepNow = (): void => {
    clearTimeout(this.#keepTimer);
    const { path } = this.#page;
    if (!this.unsaved()) {
      // What the bar still offers must not go because nothing else was typed.
      if (this.#bar.childElementCount === 0) this.#unsavedTexts.remove(path);
      return;
    }
    const text = this.#editor.text();
    const kept = this.#unsavedTexts.keep(path, { text, base: this.#base, at: new Date().toISOString() });
    if (!kept) this.#context.messages.problem(words.notKept);
  };

  #changed(): void {
    clearTimeout(this.#keepTimer);
    this.#keepTimer = setTimeout(this.#keepNow, KEEP_MS);
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
    this.#drawHead();
    this.#history.replaceChildren(
      historyView(this.#context, {
        page: this.#page,
        text: () => this.#editor.text(),
        restored: (page, version) => {
          this.#put(page, page.text);
          this.#context.messages.info(words.history.restoring.done(version));
        },
        failed: (error) => this.#context.messages.problem(problemText(error)),
      }),
    );
  }

  /** What is saved has changed; what is being written stays. */
  #take(page: PageResponse): void {
    this.#page = page;
    this.#base = page.fingerprint;
    this.#state = stateAfter(page);
    this.#keepNow();
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
    const drop = (): void => this.#keepNow();
    this.#bar.append(restoreBar({ found, saved, fingerprint, restore, drop }));
  }

  /** True when what is on the table is saved afterwards. */
  async #save(): Promise<boolean> {
    const { api, messages } = this.#context;
    if (this.#saving) return false;
    // A file that was changed outside becomes a draft as it is.
    const nothingToSave = !this.unsaved() && (this.#page.draft !== null || this.#state !== 'waiting');
    if (nothingToSave) {
      messages.info(words.saved);
      return true;
    }
    this.#saving = true;
    this.#drawHead();
    try {
      const { path } = this.#page;
      this.#take(await api.save({ path, text: this.#editor.text(), fingerprint: this.#base }));
      messages.info(words.savedNow);
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

  /** Somebody saved another text meanwhile. */
  async #settle(): Promise<void> {
    const { api, messages } = this.#context;
    const page = await api.page(this.#page.path).catch((error: unknown) => error);
    if (!isPage(page)) {
      const gone = page instanceof Problem && page.code === 'page-not-found';
      // To save once more makes it anew.
      if (gone) this.#base = null;
      messages.problem(gone ? words.conflict.gone : problemText(page));
      return;
    }
    const mine = this.#editor.text();
    if (page.text === mine) {
      this.#take(page);
      messages.info(words.conflict.same);
      return;
    }
    const who = page.draft?.name == null ? shellLabels.someone : shellLabels.san(page.draft.name);
    const text = await mergeTexts({ theirs: page.text, mine }, who);
    if (text === null) return;
    this.#put(page, text);
    messages.info(words.conflict.done);
  }

  async #publish(): Promise<void> {
    const { api, messages } = this.#context;
    const nothing = !this.unsaved() && this.#page.draft === null && this.#state === 'served';
    if (nothing) {
      messages.info(words.served);
      return;
    }
    const mustSave = this.unsaved() || this.#page.draft === null;
    if (mustSave && !(await this.#save())) return;
    try {
      const { findings } = await api.review(this.#page.path, this.#page.text);
      this.#findings.show(findings);
      const errors = errorsIn(findings);
      if (errors > 0) {
        messages.problem(words.publishing.blocked(errors));
        return;
      }
    } catch (error) {
      messages.problem(problemText(error));
      return;
    }
    openPublishing(this.#context, {
      page: this.#page,
      approvedByAnother: this.#pages.approvedByAnother,
      published: (page) => {
        this.#take(page);
        messages.info(words.publishing.done);
      },
    });
  }

  async #discard(): Promise<void> {
    const { api, messages } = this.#context;
    const { path, fingerprint, filed } = this.#page;
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
    this.#editor.set(this.#page.text);
    this.#keepNow();
    this.#unsavedTexts.remove(path);
    messages.info(words.discarding.done);
    if (filed === null) window.location.hash = formatRoute({ screen: 'pages' });
    else this.#reload();
  }
}

const isPage = (found: unknown): found is PageResponse =>
  typeof found === 'object' && found !== null && !(found instanceof Error);
