import type { z } from 'zod';
import { articleFrontSchema, wordingFrontSchema } from './article-schema.ts';
import { calendarSchema } from './calendar-schema.ts';
import { categoriesSchema } from './categories-schema.ts';
import { readDataFile } from './data-file.ts';
import type { DataFile } from './data-file.ts';
import { domainWordsSchema } from './domain-words-schema.ts';
import { eligibilitySchema } from './eligibility-schema.ts';
import { FileMemo } from './file-memo.ts';
import type { Finding } from './finding.ts';
import { intentFileSchema, topicFileSchema } from './intent-schema.ts';
import { linksSchema } from './links-schema.ts';
import { elsewhereSchema, phrasingsSchema } from './phrasings-schema.ts';
import { approvalsPath, readApprovals } from './read-approvals.ts';
import { readPage } from './read-page.ts';
import type { Page } from './read-page.ts';
import type { KnowledgeSources } from './sources.ts';
import { synonymsSchema } from './synonyms-schema.ts';
import { wordsSchema } from './word-list.ts';

/** Parses one file and puts it in its place in `sources`; answers what is wrong with it. */
export type Reader = (sources: KnowledgeSources, file: string, bytes: Uint8Array) => Finding[];

/** Which kind of file lies where. */
const readers: readonly (readonly [RegExp, Reader])[] = [
  [
    /^knowledge\/articles\/[^/]+\.md$/,
    pageReader(articleFrontSchema, (sources, page) => sources.articles.set(page.id, page)),
  ],
  [
    /^knowledge\/wording\/[^/]+\/[^/]+\.md$/,
    // The same id in a second folder must not push the first away: the reader below refuses it.
    uniqueId(pageReader(wordingFrontSchema, (sources, page) => sources.wording.set(page.id, page))),
  ],
  [/^knowledge\/approved\/[^/]+\/[1-9]\d*\.md$/, bytesReader('approvedTexts')],
  [/^knowledge\/pictures\/[^/]+$/, bytesReader('pictures')],
  [/^knowledge\/approved\/pictures\/[0-9a-f]{64}\.(?:png|jpg|webp)$/, bytesReader('approvedPictures')],
  [new RegExp(`^${approvalsPath.replace('.', '\\.')}$`), approvalsReader()],
  [
    /^intents\/out-of-scope\/[^/]+\.yaml$/,
    dataReader(topicFileSchema, (sources, data) => sources.topics.push(data)),
  ],
  [
    /^intents\/phrasings\/[^/]+\.yaml$/,
    dataReader(phrasingsSchema, (sources, data) => sources.phrasings.push(data)),
  ],
  [/^intents\/elsewhere\.yaml$/, dataReader(elsewhereSchema, (sources, data) => (sources.elsewhere = data))],
  [/^intents\/words\.yaml$/, dataReader(wordsSchema, (sources, data) => (sources.words = data))],
  [/^intents\/[^/]+\.yaml$/, dataReader(intentFileSchema, (sources, data) => sources.intents.push(data))],
  [/^knowledge\/synonyms\.yaml$/, dataReader(synonymsSchema, (sources, data) => (sources.synonyms = data))],
  [
    /^knowledge\/domain-words\.yaml$/,
    dataReader(domainWordsSchema, (sources, data) => (sources.domainWords = data)),
  ],
  [
    /^knowledge\/categories\.yaml$/,
    dataReader(categoriesSchema, (sources, data) => (sources.categories = data)),
  ],
  [/^knowledge\/calendar\.yaml$/, dataReader(calendarSchema, (sources, data) => (sources.calendar = data))],
  [
    /^knowledge\/eligibility\.yaml$/,
    dataReader(eligibilitySchema, (sources, data) => (sources.eligibility = data)),
  ],
  [/^knowledge\/links\.yaml$/, dataReader(linksSchema, (sources, data) => (sources.links = data))],
];

/** null where a file has no business. */
export const readerOf = (file: string): Reader | null =>
  readers.find(([place]) => place.test(file))?.[1] ?? null;

function pageReader<Front extends { title: string }>(
  schema: z.ZodType<Front>,
  put: (sources: KnowledgeSources, page: Page<Front>) => void,
): Reader {
  const memo = new FileMemo((file, bytes) => readPage(file, bytes, schema));
  return (sources, file, bytes) => {
    const { page, findings } = memo.get(file, bytes);
    if (page) put(sources, page);
    return findings;
  };
}

function dataReader<T>(
  schema: z.ZodType<T>,
  put: (sources: KnowledgeSources, data: DataFile<T>) => void,
): Reader {
  const memo = new FileMemo((file, bytes) => readDataFile(file, bytes, schema));
  return (sources, file, bytes) => {
    const { data, findings } = memo.get(file, bytes);
    if (data) put(sources, data);
    return findings;
  };
}

/** What is only looked at where it is needed. */
function bytesReader(kind: 'approvedTexts' | 'pictures' | 'approvedPictures'): Reader {
  return (sources, file, bytes) => {
    sources[kind].set(file, bytes);
    return [];
  };
}

function approvalsReader(): Reader {
  const memo = new FileMemo(readApprovals);
  return (sources, file, bytes) => {
    const { value, findings } = memo.get(file, bytes);
    if (value) sources.approvals = value;
    return findings;
  };
}

/** Articles and wordings share their ids: approvals know a text by nothing else. */
function uniqueId(reader: Reader): Reader {
  return (sources, file, bytes) => {
    const id = file.slice(file.lastIndexOf('/') + 1, -'.md'.length);
    const other = sources.articles.get(id) ?? sources.wording.get(id);
    if (other === undefined) return reader(sources, file, bytes);
    const message = `同じ名前のファイルが ${other.file} にもあります。どちらかの名前を変えてください。`;
    return [{ file, line: 1, message, severity: 'error' }];
  };
}
