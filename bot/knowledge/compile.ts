import type { Block } from '../domain/blocks.ts';
import { topicIds } from '../domain/decision.ts';
import type { Article, Intent, Knowledge, Links, OutOfScopeTopic, Wording } from '../domain/knowledge.ts';
import { sha256 } from './approved-text.ts';
import { checkBraces } from './braces.ts';
import type { DataFile } from './data-file.ts';
import { errorsOf } from './finding.ts';
import type { Finding } from './finding.ts';
import { toIntents, toTopic } from './intent-schema.ts';
import type { IntentIssue } from './intent-schema.ts';
import { findNeededWording } from './needed-wording.ts';
import { namedLinksIn, resolveNamedLinks } from './named-links.ts';
import { servedText } from './served-text.ts';
import type { ServedText } from './served-text.ts';
import type { ArticleSource, KnowledgeSources, WordingSource } from './sources.ts';

export interface Compiled {
  /** null when there is any error among the findings. */
  knowledge: Knowledge | null;
  findings: Finding[];
}

/** Everything that was read → what is served, with approvals enforced and names resolved. */
export function compile(sources: KnowledgeSources, version: string): Compiled {
  const links = sources.links?.value ?? {};
  const findings: Finding[] = [];
  const keep = <T>(result: { value: T; findings: Finding[] }): T => {
    findings.push(...result.findings);
    return result.value;
  };
  const parts = {
    articles: keep(compileArticles(sources, links)),
    wording: keep(compileWording(sources, links)),
    topics: keep(compileTopics(sources)),
    intents: keep(compileIntents(sources)),
  };
  findings.push(...findNeededWording(sources, parts.wording));
  const calendar = sources.calendar?.value;
  const eligibility = sources.eligibility?.value;
  if (!calendar || !eligibility || errorsOf(findings).length > 0) return { knowledge: null, findings };
  const synonyms = sources.synonyms?.value ?? [];
  const domainWords = sources.domainWords?.value ?? [];
  const knowledge = { version, ...parts, synonyms, domainWords, calendar, eligibility, links };
  return { knowledge, findings };
}

interface Part<T> {
  value: T;
  findings: Finding[];
}

function compileArticles(sources: KnowledgeSources, links: Links): Part<Map<string, Article>> {
  const findings: Finding[] = [];
  const value = new Map<string, Article>();
  for (const page of sources.articles.values()) {
    const serving = servedText(page, sources);
    findings.push(...serving.findings, ...bracesOf(page, serving.text, 'article', links));
    if (serving.text) value.set(page.id, toArticle(page, serving.text, links));
  }
  return { value: withoutDeadRelations(value), findings };
}

function compileWording(sources: KnowledgeSources, links: Links): Part<Map<string, Wording>> {
  const findings: Finding[] = [];
  const value = new Map<string, Wording>();
  for (const page of sources.wording.values()) {
    const serving = servedText(page, sources);
    findings.push(...serving.findings, ...bracesOf(page, serving.text, 'wording', links));
    if (!serving.text) continue;
    const { title, version } = serving.text;
    value.set(page.id, { id: page.id, title, version, blocks: linked(serving.text, links) });
  }
  return { value, findings };
}

/** Both the file as it is now and the words that are served in its place. */
function bracesOf(
  page: ArticleSource | WordingSource,
  served: ServedText | null,
  ...[kind, links]: ['article' | 'wording', Links]
): Finding[] {
  const texts = served === null || served.file === page.file ? [page] : [page, served];
  return texts.flatMap(({ file, body, bodyLine }) => checkBraces({ file, body, bodyLine, kind }, links));
}

function toArticle(page: ArticleSource, served: ServedText, links: Links): Article {
  const { group, questions, tags, related, source, verifiedOn } = page.front;
  const blocks = linked(served, links);
  const matched = { group, questions, tags, related, source, verifiedOn };
  const said = { title: served.title, blocks, version: served.version };
  const fingerprint = sha256(JSON.stringify([page.id, matched, said])).slice(0, 16);
  return { id: page.id, ...matched, ...said, text: plainText(blocks), fingerprint };
}

const linked = ({ body, blocks }: ServedText, links: Links): Block[] =>
  namedLinksIn(body).length > 0 ? resolveNamedLinks(blocks, links) : blocks;

/** For matching: unlike a transcript, without the addresses of links. */
const plainText = (blocks: readonly Block[]): string =>
  blocks
    .flatMap((block) => ('items' in block ? block.items : [block.content]))
    .map((inlines) => inlines.map(({ text }) => text).join(''))
    .join('\n');

/** A relation to an article that is gone or not approved yet must not become a button that leads nowhere. */
const withoutDeadRelations = (articles: Map<string, Article>): Map<string, Article> =>
  new Map(
    [...articles].map(([id, article]) => [
      id,
      article.related.every((other) => articles.has(other))
        ? article
        : { ...article, related: article.related.filter((other) => articles.has(other)) },
    ]),
  );

function compileTopics(sources: KnowledgeSources): Part<OutOfScopeTopic[]> {
  const shared = sources.words?.value ?? {};
  const findings: Finding[] = [];
  const byId = new Map<string, OutOfScopeTopic>();
  for (const data of sources.topics) {
    const { topic, issues } = toTopic(data.value, shared);
    findings.push(...issueFindings(data, issues), ...misplacedTopic(data));
    byId.set(topic.id, topic);
  }
  const value = topicIds.map((id) => byId.get(id)).filter((topic) => topic !== undefined);
  return { value, findings };
}

/** One file a topic, named after it: so no topic can be written twice. */
function misplacedTopic({ file, value, lineOf }: DataFile<{ topic: string }>): Finding[] {
  const expected = `${value.topic}.yaml`;
  if (file.endsWith(`/${expected}`)) return [];
  const message = `ファイル名と「topic」が合っていません。ファイル名を ${expected} にするか、「topic」を直してください。`;
  return [{ file, line: lineOf(['topic']), message, severity: 'error' }];
}

function compileIntents(sources: KnowledgeSources): Part<Intent[]> {
  const shared = sources.words?.value ?? {};
  const findings: Finding[] = [];
  const value: Intent[] = [];
  for (const data of sources.intents) {
    const { intents, issues } = toIntents(data.value, shared);
    findings.push(...issueFindings(data, issues));
    value.push(...intents);
  }
  return { value, findings };
}

const issueFindings = ({ file, lineOf }: DataFile<unknown>, issues: readonly IntentIssue[]): Finding[] =>
  issues.map(({ path, message }) => ({ file, line: lineOf(path), message, severity: 'error' }));
