/** Ctrl+S, or ⌘S, saves; the browser would save the page. Returns the way to stop. */
export const listenForSaveKey = (save: () => void): (() => void) => {
  const keys = (event: KeyboardEvent): void => {
    const isSave = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's';
    if (!isSave) return;
    event.preventDefault();
    if (document.querySelector('dialog[open]') === null) save();
  };
  document.addEventListener('keydown', keys);
  return () => document.removeEventListener('keydown', keys);
};
