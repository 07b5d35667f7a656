import type { Calendar, DomainWord, EligibilityRules, Links, SynonymGroup } from '../domain/knowledge.ts';
import type { Approvals } from './approvals-schema.ts';
import type { ArticleFront, WordingFront } from './article-schema.ts';
import type { Category } from './categories-schema.ts';
import type { DataFile } from './data-file.ts';
import type { Finding } from './finding.ts';
import type { IntentFile, TopicFile } from './intent-schema.ts';
import type { KnowledgeFiles } from './knowledge-files.ts';
import type { Elsewhere, Phrasings } from './phrasings-schema.ts';
import type { Page } from './read-page.ts';
import { readerOf } from './readers.ts';
import type { Words } from './word-list.ts';

export type ArticleSource = Page<ArticleFront>;
export type WordingSource = Page<WordingFront>;

/**
 * Every file as it is written now, parsed one by one; nothing is matched against anything else yet.
 * What could not be read is missing here and among the findings.
 */
export interface KnowledgeSources {
  articles: Map<string, ArticleSource>;
  wording: Map<string, WordingSource>;
  approvals: Approvals;
  /** Bytes of `knowledge/approved/<id>/<version>.md` by path. */
  approvedTexts: Map<string, Uint8Array>;
  /** Bytes of `knowledge/pictures/<name>` by path, whatever they are. */
  pictures: Map<string, Uint8Array>;
  /** Bytes of `knowledge/approved/pictures/<sha256>.<type>` by path. */
  approvedPictures: Map<string, Uint8Array>;
  topics: DataFile<TopicFile>[];
  intents: DataFile<IntentFile>[];
  phrasings: DataFile<Phrasings>[];
  elsewhere: DataFile<Elsewhere> | null;
  words: DataFile<Words> | null;
  synonyms: DataFile<SynonymGroup[]> | null;
  domainWords: DataFile<DomainWord[]> | null;
  categories: DataFile<Category[]> | null;
  calendar: DataFile<Calendar> | null;
  eligibility: DataFile<EligibilityRules> | null;
  /** Empty without the file; null when it is broken, and then no name can be looked up. */
  links: DataFile<Links> | null;
}

export interface ReadSources {
  sources: KnowledgeSources;
  findings: Finding[];
}

/** Without these there is no desk. The others may be left out and are empty then. */
const required = ['knowledge/calendar.yaml', 'knowledge/eligibility.yaml'];

export function readSources(files: KnowledgeFiles): ReadSources {
  const sources = emptySources(files);
  const findings: Finding[] = required
    .filter((file) => !files.has(file))
    .map((file) => ({
      file,
      line: 1,
      message: 'このファイルがありません。Gitで元に戻してください。',
      severity: 'error',
    }));
  const inOrder = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [file, bytes] of inOrder) {
    const read = readerOf(file);
    findings.push(...(read ? read(sources, file, bytes) : [ignored(file)]));
  }
  return { sources, findings };
}

const linksPath = 'knowledge/links.yaml';

const emptySources = (files: KnowledgeFiles): KnowledgeSources => ({
  articles: new Map(),
  wording: new Map(),
  approvals: {},
  approvedTexts: new Map(),
  pictures: new Map(),
  approvedPictures: new Map(),
  topics: [],
  intents: [],
  phrasings: [],
  elsewhere: null,
  words: null,
  synonyms: null,
  domainWords: null,
  categories: null,
  calendar: null,
  eligibility: null,
  links: files.has(linksPath) ? null : { file: linksPath, value: {}, lineOf: () => 1 },
});

const ignored = (file: string): Finding => ({
  file,
  line: 1,
  message:
    'このファイルは読み込まれません。置き場所と名前を確かめてください（記事は knowledge/articles/、文言は knowledge/wording/ の下のフォルダーに .md で置きます）。',
  severity: 'warning',
});
