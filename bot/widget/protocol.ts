/**
 * What the loader (host page) and the frame (our origin) say to each other by `postMessage`.
 * Both sides check `origin` and `source` of every message.
 */

/** How the host page wants the frame to look. */
export interface Appearance {
  /** Any CSS colour; what the browser does not know, such as '', is ignored. */
  accent: string;
  /** `light` or `dark`; anything else follows the visitor's system. */
  theme: string | undefined;
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

/**
 * For the frame, whose host page may post other things too. Only the shape is looked at: the sender
 * is known by then, and a type that is not among the four does nothing.
 */
export const isToFrame = (data: unknown): data is ToFrame =>
  typeof data === 'object' && data !== null && 'type' in data;
