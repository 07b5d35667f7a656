import type * as attach from '../attach/main.ts';

export type Attach = typeof attach;

let loading: Promise<Attach> | null = null;
let attempts = 0;

/** The third bundle, fetched when the first picture or CSV is chosen; as the second one is (`load-later.ts`). */
export const loadAttach = (): Promise<Attach> => {
  const address = `./attach.js${attempts > 0 ? `?${attempts}` : ''}`;
  loading ??= import(address).catch((error: unknown) => {
    loading = null;
    attempts += 1;
    throw error;
  });
  return loading;
};
