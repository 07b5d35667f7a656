import { Problem } from '../../browser/problem.ts';
import type { Api } from '../api.ts';
import { shellLabels } from '../labels/shell.ts';
import type { Versions } from '../text/first-choices.ts';
import type { PageResponse } from '../wire-types.ts';
import { mergeTexts } from './conflict-dialog.ts';

/** What came of two texts of one page. */
export type Settled =
  /** There is no such page any more: to save once more makes it anew. */
  | { kind: 'gone' }
  /** The other text was the same. */
  | { kind: 'same'; page: PageResponse }
  | { kind: 'merged'; page: PageResponse; text: string }
  /** The dialog was left. */
  | { kind: 'left' };

const find = async (api: Api, path: string): Promise<PageResponse | null> => {
  try {
    return await api.page(path);
  } catch (error) {
    if (error instanceof Problem && error.code === 'page-not-found') return null;
    throw error;
  }
};

/** Somebody saved another text meanwhile: lets the editor make one of both. Rejects with a `Problem`. */
export const settleConflict = async (
  api: Api,
  path: string,
  { base, mine }: Omit<Versions, 'theirs'>,
): Promise<Settled> => {
  const page = await find(api, path);
  if (!page) return { kind: 'gone' };
  if (page.text === mine) return { kind: 'same', page };
  const who = page.draft?.name == null ? shellLabels.someone : shellLabels.san(page.draft.name);
  const text = await mergeTexts({ base, theirs: page.text, mine }, who);
  return text === null ? { kind: 'left' } : { kind: 'merged', page, text };
};
