import { topicIds } from '../domain/decision.ts';
import type { Article, Intent, OutOfScopeTopic } from '../domain/knowledge.ts';
import type { Part } from './compile.ts';
import type { DataFile } from './data-file.ts';
import type { Finding } from './finding.ts';
import { toIntents, toTopic } from './intent-schema.ts';
import type { KnowledgeSources } from './sources.ts';
import type { IntentIssue } from './word-groups.ts';

/** The refused topics in the order of their clauses. They point on to served articles only. */
export function compileTopics(
  sources: KnowledgeSources,
  articles: ReadonlyMap<string, Article>,
): Part<OutOfScopeTopic[]> {
  const shared = sources.words?.value ?? {};
  const findings: Finding[] = [];
  const byId = new Map<string, OutOfScopeTopic>();
  for (const data of sources.topics) {
    const { topic, issues } = toTopic(data.value, shared);
    findings.push(...issueFindings(data, issues), ...misplacedTopic(data));
    byId.set(topic.id, { ...topic, pointsTo: topic.pointsTo.filter((id) => articles.has(id)) });
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

/** Person and small talk, file by file in the order of their names. */
export function compileIntents(sources: KnowledgeSources): Part<Intent[]> {
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
