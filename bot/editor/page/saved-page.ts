import type { PageItem, PageResponse, PagesResponse } from '../wire-types.ts';

export interface Opened {
  page: PageResponse;
  pages: PagesResponse;
}

const stateAfter = ({ draft, filed, history }: PageResponse): PageItem['state'] => {
  if (draft === null) return 'served';
  return filed === null && history.length === 0 ? 'new' : 'draft';
};

/** A text as it is saved, and which saved text what is being written was made from. */
export class SavedPage {
  #page: PageResponse;
  #state: PageItem['state'];
  /** Fingerprint of the saved text that what is being written was made from; null where there is none. */
  base: string | null;

  constructor({ page, pages }: Opened) {
    this.#page = page;
    this.base = page.fingerprint;
    this.#state = pages.pages.find(({ path }) => path === page.path)?.state ?? stateAfter(page);
  }

  get page(): PageResponse {
    return this.#page;
  }

  get state(): PageItem['state'] {
    return this.#state;
  }

  /** Nothing is left to approve. */
  get isServed(): boolean {
    return this.#page.draft === null && this.#state === 'served';
  }

  /** A file that was changed outside, or that cannot be read as it is, becomes a draft as it stands here. */
  get isKept(): boolean {
    return this.#page.draft !== null || this.#state === 'served';
  }

  /** It was saved, published or restored. */
  take(page: PageResponse): void {
    this.#page = page;
    this.base = page.fingerprint;
    this.#state = stateAfter(page);
  }
}
