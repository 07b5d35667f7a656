import type { PageResponse } from '../wire-types.ts';
import type { SavedPage } from './saved-page.ts';

/** What saving, publishing and discarding do with the text that is being written. */
export interface Writing {
  saved: SavedPage;
  text(): string;
  unsaved(): boolean;
  /** What is saved has changed; what is being written stays. */
  take(page: PageResponse): void;
  /** Another text is on the table. */
  put(page: PageResponse, text: string): void;
}
