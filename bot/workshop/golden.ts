import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { z } from 'zod';
import { topicIdSchema } from '../domain/decision.ts';
import type { TopicId } from '../domain/decision.ts';
import { idSchema, lineSchema } from '../knowledge/article-schema.ts';
import { readDataFile } from '../knowledge/data-file.ts';
import { FileMemo } from '../knowledge/file-memo.ts';
import type { Finding } from '../knowledge/finding.ts';
import { KeptBytes } from '../knowledge/kept-bytes.ts';
import { readKnowledgeFile } from '../knowledge/knowledge-files.ts';
import type { KnowledgeFolders } from '../knowledge/knowledge-files.ts';

/** A question whose right answer is known. */
export interface GoldenQuestion {
  q: string;
  /** The right article; null where none is said. */
  article: string | null;
  /** The topic it must be refused under; null where it must not be refused. */
  topic: TopicId | null;
  file: string;
  /** Asked for only where it is told: finding a line means reading the file once more. */
  line: () => number;
}

/** The questions of `knowledge/golden/`, which test the knowledge and are no part of it. */
export interface Golden {
  /** `articles/<group>.yaml`: must be answered with the article. */
  articles: GoldenQuestion[];
  /** `refusals/<topic>.yaml`: must be refused under the topic. */
  refusals: GoldenQuestion[];
  /** `in-scope.yaml`: near misses that must never be refused. */
  inScope: GoldenQuestion[];
  /** `off-topic.yaml`, `small-talk/<intent>.yaml`: must not be answered with any article. */
  offTopic: GoldenQuestion[];
  findings: Finding[];
}

type Kind = Exclude<keyof Golden, 'findings'>;

const pairs = z.array(z.strictObject({ q: lineSchema, article: idSchema.nullable().default(null) }));
const questions = z.array(lineSchema).transform((list) => list.map((q) => ({ q, article: null })));

const places: readonly { kind: Kind; place: RegExp; schema: typeof pairs | typeof questions }[] = [
  { kind: 'articles', place: /^knowledge\/golden\/articles\/[^/]+\.yaml$/, schema: pairs },
  { kind: 'refusals', place: /^knowledge\/golden\/refusals\/[^/]+\.yaml$/, schema: questions },
  { kind: 'inScope', place: /^knowledge\/golden\/in-scope\.yaml$/, schema: pairs },
  { kind: 'offTopic', place: /^knowledge\/golden\/off-topic\.yaml$/, schema: questions },
  { kind: 'offTopic', place: /^knowledge\/golden\/small-talk\/[^/]+\.yaml$/, schema: questions },
];

const placeOf = (file: string) => places.find(({ place }) => place.test(file));

/** Read with each review of a text, and changed a few times a day. */
const kept = new KeptBytes();
const parsed = new FileMemo((file, bytes) =>
  readDataFile<{ q: string; article: string | null }[]>(file, bytes, placeOf(file)?.schema ?? pairs),
);

/** Reads every golden question; without the folder there are none. Broken files end among the findings. */
export async function readGolden(folders: KnowledgeFolders): Promise<Golden> {
  const golden: Golden = { articles: [], refusals: [], inScope: [], offTopic: [], findings: [] };
  for (const file of await goldenFiles(folders)) {
    const bytes = await readKnowledgeFile(folders, file);
    if (bytes !== null) addFile(golden, file, kept.of(file, bytes));
  }
  return golden;
}

async function goldenFiles({ knowledge }: KnowledgeFolders): Promise<string[]> {
  const names = await readdir(join(knowledge, 'golden'), { recursive: true }).catch(() => []);
  return names
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `knowledge/golden/${name.split(sep).join('/')}`)
    .toSorted();
}

function addFile(golden: Golden, file: string, bytes: Uint8Array): void {
  const place = placeOf(file);
  const name = file.slice(file.lastIndexOf('/') + 1, -'.yaml'.length);
  const topic = place?.kind === 'refusals' ? topicIdSchema.safeParse(name) : null;
  if (place === undefined || topic?.success === false) {
    const message = 'このファイルは読み込まれません。置き場所と名前を確かめてください。';
    golden.findings.push({ file, line: 1, message, severity: 'error' });
    return;
  }
  const { data, findings } = parsed.get(file, bytes);
  golden.findings.push(...findings);
  const lineOf = data?.lineOf;
  const read = (data?.value ?? []).map(({ q, article }, index) => ({
    q,
    article,
    topic: topic?.data ?? null,
    file,
    line: () => lineOf?.([index]) ?? 1,
  }));
  golden[place.kind].push(...read);
}
