import type { Wording } from '../domain/knowledge.ts';
import type { Finding } from './finding.ts';
import { requiredWording } from './required-wording.ts';
import type { KnowledgeSources } from './sources.ts';

/** A wording that something will say, and where that is written. */
interface Need {
  id: string;
  file: string;
  line: number;
}

/**
 * Wordings that the program, a refused topic or an intent says and that are not served. Each is an
 * error: found out only when a customer needs it, the desk would stand there without words.
 */
export function findNeededWording(
  sources: KnowledgeSources,
  served: ReadonlyMap<string, Wording>,
): Finding[] {
  const missing = needs(sources).filter(({ id }) => !served.has(id));
  const first = missing.filter(({ id }, index) => missing.findIndex((other) => other.id === id) === index);
  return first.map((need) => needFinding(need, sources));
}

function needs(sources: KnowledgeSources): Need[] {
  return [
    ...sources.topics.map(({ file, value, lineOf }) => ({
      id: value.wording,
      file,
      line: lineOf(['wording']),
    })),
    ...sources.intents.flatMap(({ file, value, lineOf }) =>
      value.intents.flatMap(({ wording }, at) =>
        wording === null ? [] : [{ id: wording, file, line: lineOf(['intents', at, 'wording']) }],
      ),
    ),
    ...requiredWording.map((id) => ({ id, file: 'knowledge/wording', line: 1 })),
  ];
}

function needFinding({ id, file, line }: Need, sources: KnowledgeSources): Finding {
  const page = sources.wording.get(id);
  if (page === undefined) {
    const message = `「${id}」という文言がありません。knowledge/wording/ の下のフォルダーに ${id}.md を作って承認してください。`;
    return { file, line, message, severity: 'error' };
  }
  const message = `この文言は窓口が必ず使うもので、承認するまで動かせません。npm run approve -- ${id} --by お名前 で承認してください。`;
  return { file: page.file, line: page.lineOf(['title']), message, severity: 'error', awaitsApproval: true };
}
