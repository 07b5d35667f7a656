/**
 * What the loader (host page) and the frame (our origin) say to each other by `postMessage`.
 * Both sides check `origin` and `source` of every message. Host pages may pin a loader of an earlier
 * version (`releases/`): fields are added, and none is taken away or given another meaning.
 */

/**
 * How the host page wants the frame to look: the attributes of the script tag (`data-theme`, …), and its
 * colour. All are passed on, so that a pinned loader knows those that are thought of later.
 */
export interface Appearance {
  /** Any CSS colour; what the browser does not know, such as '', is ignored. */
  accent: string;
  /** `light` or `dark`; anything else follows the visitor's system. */
  theme?: string;
  /** The window's heading, and what it says before anything was said; absent for the usual ones. */
  title?: string;
  greeting?: string;
}

/**
 * How things stand on the host page: the one message to the frame, sent whole at each change and
 * whenever the frame says `ready`. So neither side has to remember what the other was told.
 */
export interface HostState {
  /** A JWT signed by the host's server; null when nobody is logged in. */
  identity: string | null;
  /** Address of the page the visitor is on, without query and fragment. */
  pageUrl: string;
  appearance: Appearance;
  open: boolean;
  /** The frame covers the whole page, so the keyboard's focus must stay inside. */
  full: boolean;
}

export interface FromFrame {
  /**
   * `ready` asks for the state: after loading, and again when the visitor turns to the frame, since a page
   * may have changed its address by script. `identity-refused`: the server took the identity for none; the
   * host page should call `identify` with a fresh one.
   */
  type: 'ready' | 'close' | 'unread' | 'identity-refused';
  /** How many messages came while the window was closed (`unread`). */
  count?: number;
}

/** For the frame, whose host page may post other things too. Only the shape is looked at: the sender is known by then. */
export const isHostState = (data: unknown): data is HostState =>
  typeof data === 'object' && data !== null && 'appearance' in data;
