import type { CallOptions, Calls } from '../browser/calls.ts';
import type {
  EditingResponse,
  FiguresResponse,
  GapsResponse,
  ImpactResponse,
  ImportResponse,
  NewPictureResponse,
  PageResponse,
  PagesResponse,
  ReviewResponse,
  TryResponse,
  UseResponse,
  VersionResponse,
} from './wire-types.ts';

/** Who asks in a trial, as the identity of the host product would say it. */
export interface Asker {
  loggedIn: boolean;
  role: string | null;
  plan: string | null;
  trialStartedOn: string | null;
}

export interface Trial {
  question: string;
  customer?: Asker;
  /** ISO instant. */
  at?: string;
  knowledge: 'served' | 'drafts';
  page?: { path: string; text: string };
}

export interface NewArticle {
  id: string;
  title: string;
  group: string;
  questions: readonly string[];
}

export interface FiguresRange {
  by: 'day' | 'week';
  days?: string;
  from?: string;
  to?: string;
}

/** A text with the fingerprint of the one that it was made from. */
export interface Draft {
  path: string;
  text: string;
  fingerprint: string | null;
}

export interface Api {
  pages(): Promise<PagesResponse>;
  page(path: string): Promise<PageResponse>;
  version(path: string, version: number): Promise<VersionResponse>;
  review(path: string, text: string): Promise<ReviewResponse>;
  save(draft: Draft): Promise<PageResponse>;
  discard(path: string, fingerprint: string): Promise<void>;
  publish(path: string, fingerprint: string): Promise<PageResponse>;
  restore(path: string, version: number): Promise<PageResponse>;
  /** Puts a picture beside the page's draft, for a text that will name it. */
  addPicture(path: string, picture: Blob): Promise<NewPictureResponse>;
  /** Says that the page is open here; names who else has it open. */
  editing(path: string): Promise<EditingResponse>;
  tryOut(trial: Trial): Promise<TryResponse>;
  /** `paths: null`: of all drafts. */
  impact(paths: readonly string[] | null, days: number): Promise<ImpactResponse>;
  gaps(days: number): Promise<GapsResponse>;
  use(days: number): Promise<UseResponse>;
  addQuestions(path: string, questions: readonly string[]): Promise<PageResponse>;
  newArticle(article: NewArticle): Promise<PageResponse>;
  /** Characters that the file lost when it was saved are told first, unless that was `accepted`. */
  importArticles(file: Blob, lost: 'told' | 'accepted'): Promise<ImportResponse>;
  figures(range: FiguresRange): Promise<FiguresResponse>;
}

const BASE = '/editor';

/** Where a browser fetches files by itself. */
export const articlesCsv = '/api/v1/editor/articles.csv';
export const figuresCsv = (query: Record<string, string>): string =>
  `/api/v1/editor/figures.csv?${new URLSearchParams(query).toString()}`;

/** Ten thousand questions twice, and every conversation of a year. Milliseconds. */
const LONG_MS = 120_000;

/** The workshop's part of the HTTP API. Each call rejects with a `Problem`. */
export const createApi = ({ call }: Calls): Api => {
  const get = async <T>(path: string, query: Record<string, string> = {}): Promise<T> => {
    const search = new URLSearchParams(query).toString();
    return (await call('GET', `${BASE}/${path}?${search}`, { timeoutMs: LONG_MS })).json();
  };
  const post = async <T>(path: string, body: unknown, options: Omit<CallOptions, 'body'> = {}): Promise<T> =>
    (await call('POST', `${BASE}/${path}`, { body, ...options })).json();
  const long = { timeoutMs: LONG_MS };
  /** What the page asks by itself while somebody writes. */
  const meanwhile = { unattended: true };

  return {
    pages: () => get('pages'),
    page: (path) => get('page', { path }),
    version: (path, version) => get('version', { path, version: String(version) }),
    review: (path, text) => post('review', { path, text }, meanwhile),
    save: async (draft) => (await call('PUT', `${BASE}/draft`, { body: draft })).json(),
    discard: async (path, fingerprint) => {
      await call('POST', `${BASE}/discard`, { body: { path, fingerprint } });
    },
    publish: (path, fingerprint) => post('publish', { path, fingerprint }, long),
    restore: (path, version) => post('restore', { path, version }),
    addPicture: (path, picture) =>
      post(`pictures?${new URLSearchParams({ path }).toString()}`, picture, long),
    editing: (path) => post('editing', { path }, meanwhile),
    tryOut: (trial) => post('try', trial, { ...long, ...meanwhile }),
    impact: (paths, days) => post('impact', { ...(paths ? { paths } : {}), days }, long),
    gaps: (days) => get('gaps', { days: String(days) }),
    use: (days) => get('use', { days: String(days) }),
    addQuestions: (path, questions) => post('gaps/add', { path, questions }),
    newArticle: (article) => post('gaps/new', article),
    importArticles: (file, lost) =>
      post(lost === 'accepted' ? 'articles.csv?lost=accepted' : 'articles.csv', file, long),
    figures: (range) => get('figures', { ...range }),
  };
};
