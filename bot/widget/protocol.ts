/**
 * What the loader (host page) and the frame (our origin) say to each other by `postMessage`.
 * Both sides also check `origin` and `source` of every message; these guards keep anything else
 * that a page posts out. Written by hand: a schema library would weigh more than the loader.
 */

/** How the host page wants the frame to look; every field is optional for the page. */
export interface Appearance {
  /** Any CSS colour; ignored when the browser does not know it. */
  accent: string | null;
  theme: 'light' | 'dark' | null;
}

export type ToFrame =
  | { type: 'init'; identity: string | null; pageUrl: string; appearance: Appearance }
  | { type: 'identify'; identity: string | null }
  /** `full`: the frame covers the whole page, so the keyboard's focus must stay inside. */
  | { type: 'shown'; full: boolean }
  | { type: 'hidden' };

export type FromFrame =
  | { type: 'ready' }
  | { type: 'close' }
  | { type: 'unread'; count: number }
  /** The server refused the identity; the host page should call `identify` with a fresh one. */
  | { type: 'identity-refused' };

const hasType = (data: unknown): boolean => typeof data === 'object' && data !== null && 'type' in data;

/**
 * For the frame. Only the shape is looked at: the sender is known by then, both sides are released
 * together, and a type that is not among the four does nothing.
 */
export const isToFrame = (data: unknown): data is ToFrame => hasType(data);

/** For the loader, alike. */
export const isFromFrame = (data: unknown): data is FromFrame => hasType(data);
