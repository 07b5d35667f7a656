import { z } from 'zod';

/**
 * Where an article or a wording lies, such as `knowledge/articles/invite-resend.md`. Nothing else can be
 * written by the workshop, so no name that somebody sends leads out of the knowledge folder.
 */
export const pagePathSchema = z
  .string()
  .max(200)
  .regex(/^knowledge\/(?:articles|wording\/[a-z0-9-]+)\/[a-z0-9]+(?:-[a-z0-9]+)*\.md$/, {
    error:
      'ファイル名は、半角の英小文字・数字をハイフンでつないだ名前（例: knowledge/articles/invite-resend.md）にしてください。',
  });

export const isArticlePath = (path: string): boolean => path.startsWith('knowledge/articles/');

/** `knowledge/articles/invite-resend.md` → `invite-resend`. */
export const pageId = (path: string): string => path.slice(path.lastIndexOf('/') + 1, -'.md'.length);

const draftsFolder = 'knowledge/drafts/';

/** `knowledge/articles/invite-resend.md` → `knowledge/drafts/articles/invite-resend.md`. */
export const draftPath = (path: string): string => `${draftsFolder}${path.slice('knowledge/'.length)}`;

/** What is noted on a draft lies beside it. */
export const draftNotePath = (path: string): string => draftPath(path).replace(/\.md$/, '.json');

/** Back from a file in the folder of drafts; null for any other. */
export const pageOfDraft = (draft: string): string | null => {
  if (!draft.startsWith(draftsFolder)) return null;
  return pagePathSchema.safeParse(`knowledge/${draft.slice(draftsFolder.length)}`).data ?? null;
};
