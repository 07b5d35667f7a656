import type * as later from './later/main.ts';

export type Later = typeof later;

let loading: Promise<Later> | null = null;
let attempts = 0;

const styleFrom = (href: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => {
      link.remove();
      reject(new Error(href));
    });
    document.head.append(link);
  });

/** @param again '' or what makes the addresses new, since a browser may remember that a module could not be had */
const fetchBoth = async (again: string): Promise<Later> => {
  // Neither a literal nor a template within the call: the bundler would look for the file.
  const address = `./later.js${again}`;
  const [bundle] = await Promise.all([import(address), styleFrom(`later.css${again}`)]);
  return bundle;
};

/** The second bundle and its looks, fetched once, when typing begins; a failed fetch is tried again at the next call. */
export const loadLater = (): Promise<Later> => {
  loading ??= fetchBoth(attempts > 0 ? `?${attempts}` : '').catch((error: unknown) => {
    loading = null;
    attempts += 1;
    throw error;
  });
  return loading;
};
