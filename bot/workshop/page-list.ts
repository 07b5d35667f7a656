import type { KnowledgeSources } from '../knowledge/sources.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import type { KnowledgeFiles } from '../knowledge/knowledge-files.ts';
import { isApprovedAsItIs } from '../knowledge/page-pictures.ts';
import type { Page } from '../knowledge/read-page.ts';
import type { Approval } from '../knowledge/approvals-schema.ts';
import type { Draft, DraftNote } from './drafts/draft-folder.ts';
import { approvalsOf } from './drafts/history.ts';
import { isArticlePath, pageId } from './drafts/page-path.ts';
import { withTexts } from './drafts/with-drafts.ts';

/** Where a page stands: see `pageItem` of the wire. */
export type PageState = 'served' | 'draft' | 'new' | 'waiting' | 'broken';

export interface ListedPage {
  path: string;
  id: string;
  kind: 'article' | 'wording';
  title: string;
  /** The category of an article, the folder of a wording. */
  group: string;
  questions: number;
  state: PageState;
  draft: DraftNote | null;
  approval: Approval | null;
  source: string | null;
  verifiedOn: string | null;
  reviewBy: string | null;
}

/** Every article and wording, those that are only a draft yet included, by path. */
export const listPages = (files: KnowledgeFiles, drafts: readonly Draft[]): ListedPage[] => {
  const { sources } = loadKnowledge(files);
  const drafted = loadKnowledge(withTexts(files, drafts)).sources;
  const noteOf = new Map(drafts.map(({ path, note }) => [path, note]));
  const paths = new Set([...files.keys(), ...noteOf.keys()].filter(isPage));
  return [...paths].toSorted().map((path) => {
    const draft = noteOf.get(path) ?? null;
    return listed(path, { sources, shown: draft ? drafted : sources, draft });
  });
};

const isPage = (path: string): boolean => /^knowledge\/(?:articles|wording)\/.*\.md$/.test(path);

interface Found {
  sources: KnowledgeSources;
  /** With the draft, where there is one. */
  shown: KnowledgeSources;
  draft: DraftNote | null;
}

const listed = (path: string, { sources, shown, draft }: Found): ListedPage => {
  const id = pageId(path);
  const article = ofPath(shown.articles, id, path);
  const page = article ?? ofPath(shown.wording, id, path);
  const filed = ofPath(sources.articles, id, path) ?? ofPath(sources.wording, id, path);
  const approval = approvalsOf(sources, id)[0] ?? null;
  return {
    path,
    id,
    kind: isArticlePath(path) ? 'article' : 'wording',
    title: page?.front.title ?? id,
    group: article?.front.group ?? folderOf(path),
    questions: article?.front.questions.length ?? 0,
    state: stateOf({ draft, page, filed, approval, sources }),
    draft,
    approval,
    source: article?.front.source ?? null,
    verifiedOn: article?.front.verifiedOn ?? null,
    reviewBy: article?.front.reviewBy ?? null,
  };
};

const ofPath = <Kind extends { file: string }>(
  pages: ReadonlyMap<string, Kind>,
  id: string,
  path: string,
): Kind | null => {
  const page = pages.get(id);
  return page?.file === path ? page : null;
};

const folderOf = (path: string): string => path.split('/').at(-2) ?? '';

type AnyPage = Page<{ title: string }> | null;

const stateOf = (found: {
  draft: DraftNote | null;
  page: AnyPage;
  filed: AnyPage;
  approval: Approval | null;
  sources: KnowledgeSources;
}): PageState => {
  const { draft, page, filed, approval, sources } = found;
  if (page === null) return 'broken';
  if (draft !== null) return filed === null && approval === null ? 'new' : 'draft';
  return isApprovedAsItIs(page, approval, sources) ? 'served' : 'waiting';
};
