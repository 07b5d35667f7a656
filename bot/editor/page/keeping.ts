import type { Unsaved, UnsavedText } from '../unsaved.ts';

/** What is typed is kept in the browser this soon. Milliseconds, 100–1,000. */
const KEEP_MS = 300;

interface Ports {
  unsaved: Unsaved;
  path: string;
  /** What is being written, and what it was made from; null when it is saved. */
  read(): Omit<UnsavedText, 'at'> | null;
  /** True while an older text is still offered: it must not go because nothing else was typed. */
  offering(): boolean;
  /** The browser keeps nothing. */
  failed(): void;
}

export interface Keeping {
  soon(): void;
  now(): void;
  stop(): void;
}

/** Keeps what is typed as it is typed, and at the latest when the page goes. */
export const keepTyped = ({ unsaved, path, read, offering, failed }: Ports): Keeping => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = (): void => {
    clearTimeout(timer);
    const typed = read();
    if (!typed) {
      if (!offering()) unsaved.remove(path);
      return;
    }
    if (!unsaved.keep(path, { ...typed, at: new Date().toISOString() })) failed();
  };
  window.addEventListener('pagehide', now);
  return {
    soon: () => {
      clearTimeout(timer);
      timer = setTimeout(now, KEEP_MS);
    },
    now,
    stop: () => {
      now();
      window.removeEventListener('pagehide', now);
    },
  };
};
